"""Reserves that no year of the plan draws on, in a sentence."""

from __future__ import annotations

from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions


def idle(said: Said) -> str:
    """The reserves that hold more than their minimum in every year and are never drawn on.

    Nothing where no reserve is drawn on at all, as the other sentences say that.
    """
    results, reserves = said.results, said.results.plan.items["reserve"]
    drawn = results.array("reserve_draw")[1:, :, said.case].sum(axis=0)
    spare = (
        results.array("reserve_balance")[1:, :, said.case]
        - results.array("reserve_floor")[1:, :, said.case]
    ).min(axis=0, initial=float("inf"))
    left = [
        f"{title} ({millions(float(spare[n]))} above its minimum)"
        for n, title in enumerate(reserves.titles)
        if drawn[n] < NEAR_NOUGHT <= spare[n]
    ]
    if not left or float(drawn.sum()) < NEAR_NOUGHT:
        return ""
    return f"Not drawn on in any year: {listed(left)}."
