"""The numpy rendering of each word: arrays of (items, cases) in, the last argument out.

Every kernel gives the same bits whatever the number of cases, so that a case worked
alone equals the same case worked among ten thousand. Sums therefore run in item order
(numpy's own sum may pair the terms when there is one case), and nothing uses matrix
products, whose last bits depend on their width.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Members = NDArray[np.intp]

_HALF, _HUNDRED, _THOUSAND_MILLION = np.array(0.5), np.array(100.0), np.array(1e9)
_POWERS = 10.0 ** np.arange(15)
_NUDGE = np.array(1.0 + 1.6e-15)
"""Makes a half-penny whose binary is just below it round up."""


def to_the_penny(values: Array, out: Array) -> None:
    """Round to two decimals, half away from nought, as a spreadsheet's ROUND does.

    A spreadsheet rounds the fifteen digits that it shows, so those come first: a product of
    £114m may lie a ten-millionth of a pound below a half-penny that the sheet rounds up.
    """
    digits = np.floor(np.log10(np.maximum(np.absolute(values), 1.0)))
    scale = _POWERS[np.clip(14 - digits, 0, 14).astype(np.intp)]
    np.multiply(values, scale, out)
    np.rint(out, out)
    np.divide(out, scale, out)
    np.multiply(out, _HUNDRED, out)
    np.absolute(out, out)
    np.multiply(out, _NUDGE, out)
    np.add(out, _HALF, out)
    np.floor(out, out)
    np.divide(out, _HUNDRED, out)
    np.copysign(out, values, out)


def snapped(values: Array, out: Array) -> None:
    """Round to nine decimals, so that scores equal on paper are equal in the machine.

    No nudge here: it would move figures of a few hundred thousand.
    """
    np.multiply(values, _THOUSAND_MILLION, out)
    np.absolute(out, out)
    np.add(out, _HALF, out)
    np.floor(out, out)
    np.divide(out, _THOUSAND_MILLION, out)
    np.copysign(out, values, out)


def power(base: Array, exponent: Array, out: Array) -> None:
    """Raise each base to its exponent.

    Where one exponent serves many, numpy takes a short way for some (2, a half, -1) whose
    last bit may differ from the general way's: so every base is given an exponent of its own.
    """
    np.power(base, np.broadcast_to(exponent, out.shape).copy(), out)


def lowest(left: Array, right: Array, out: Array) -> None:
    """The smaller of each pair."""
    np.minimum(left, right, out=out)


def highest(left: Array, right: Array, out: Array) -> None:
    """The larger of each pair."""
    np.maximum(left, right, out=out)


def where(test: NDArray[np.bool_], yes: Array, no: Array, out: Array) -> None:
    """Take `yes` where the test holds and `no` elsewhere."""
    np.copyto(out, no)
    np.copyto(out, yes, where=test)


def total(values: Array, out: Array) -> None:
    """Sum over items, in item order; nought when there are none."""
    if not len(values):
        out.fill(0.0)
    elif values.shape[1] == 1:
        out[0, 0] = 0.0 + np.add.accumulate(values[:, 0])[-1]
    else:
        np.add.reduce(values, 0, None, out, keepdims=True)


def highest_of(values: Array, out: Array) -> None:
    """Largest over items; nought when there are none."""
    if len(values):
        np.maximum.reduce(values, 0, None, out, keepdims=True)
    else:
        out.fill(0.0)


def total_by(values: Array, members: Members, out: Array) -> None:
    """Sum items into the group that each belongs to, in item order; -1 belongs to none."""
    out.fill(0.0)
    if values.shape[1] == 1:
        belongs = members >= 0
        np.add.at(out[:, 0], members[belongs], values[belongs, 0])
        return
    for group, row in zip(members.tolist(), values, strict=True):
        if group >= 0:
            target = out[group]
            np.add(target, row, target)


def highest_by(values: Array, members: Members, out: Array) -> None:
    """Largest of each group's items, and never less than nought; -1 belongs to none."""
    out.fill(0.0)
    for group, row in zip(members.tolist(), values, strict=True):
        if group >= 0:
            target = out[group]
            np.maximum(target, row, out=target)
    np.add(out, 0.0, out)  # nought has one sign


def left_by(values: Array, members: Members, out: Array) -> None:
    """What is left of one after each of a group's items takes its share of the rest in turn."""
    out.fill(1.0)
    for group, row in zip(members.tolist(), values, strict=True):
        if group >= 0:
            target = out[group]
            np.multiply(target, np.subtract(1.0, row), target)


def spread(values: Array, members: Members, out: Array) -> None:
    """Give each item its group's value."""
    np.take(values, members, 0, out, "clip")


def total_ranked_before(rank: Array, values: Array, out: Array) -> None:
    """For each item, the sum of `values` over the items whose rank is lower."""
    _ranked_total(rank, values, out, include_equals=False)


def total_ranked_after(rank: Array, values: Array, out: Array) -> None:
    """For each item, the sum of `values` over the items whose rank is higher.

    Summed from the top, never as a total less a part, which loses the small figures.
    """
    _ranked_total(np.negative(rank), values, out, include_equals=False)


def total_ranked_up_to(rank: Array, values: Array, out: Array) -> None:
    """For each item, the sum of `values` over the items whose rank is not higher."""
    _ranked_total(rank, values, out, include_equals=True)


def rank(score: Array, key: Array, out: Array) -> None:
    """1 for the highest score, ties settled by the lower key."""
    if not len(out):
        return
    both = np.broadcast_arrays(key, np.negative(score))
    order = np.lexsort(both, 0)
    ordered = [np.take_along_axis(part, order, 0) for part in both]
    first = _first_of_run((ordered[0][1:] != ordered[0][:-1]) | (ordered[1][1:] != ordered[1][:-1]))
    ranks = np.empty(order.shape)
    np.put_along_axis(ranks, order, first + 1.0, 0)
    out[...] = ranks


def _ranked_total(key: Array, values: Array, out: Array, *, include_equals: bool) -> None:
    """Running sums in order of key, each item reading the sum before or after its equals."""
    if not len(out):
        return
    if key.shape[1] == 1:
        one = _alone if values.shape[1] == 1 else _in_one_order
        one(key[:, 0], values, out, include_equals)
        return
    order = np.argsort(key, 0, "stable")
    ordered = np.take_along_axis(key, order, 0)
    new = ordered[1:] != ordered[:-1]
    upto = _first_of_run(new)
    if include_equals:
        upto = len(key) - _first_of_run(new[::-1])[::-1]
    sums = np.zeros((len(out) + 1, out.shape[1]))
    sums[1:] = np.take_along_axis(np.broadcast_to(values, out.shape), order, 0)
    np.add.accumulate(sums, 0, None, sums)
    np.put_along_axis(out, order, np.take_along_axis(sums, upto, 0), 0)


def _alone(key: Array, values: Array, out: Array, include_equals: bool) -> None:
    """The same for one case."""
    order = np.argsort(key, kind="stable")
    sums = np.zeros(len(key) + 1)
    sums[1:] = values[order, 0]
    np.add.accumulate(sums, 0, None, sums)
    out[:, 0] = sums[np.searchsorted(key[order], key, "right" if include_equals else "left")]


def _in_one_order(key: Array, values: Array, out: Array, include_equals: bool) -> None:
    """The same where all cases share one order: no sorting case by case, whole rows at once.

    Each running sum is worked where it will be read; equals then copy the one they share.
    """
    ranks = key.tolist()
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    running = np.zeros(out.shape[1])
    if not include_equals:
        out[order[0]] = running
    for item, place in zip(order, order if include_equals else order[1:], strict=False):
        running = np.add(running, values[item], out[place])
    if include_equals:
        order.reverse()
    shared = order[0]
    for item in order[1:]:
        if ranks[item] == ranks[shared]:
            out[item] = out[shared]
        else:
            shared = item


def _first_of_run(new: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Position at which each sorted item's run of equals starts."""
    positions = np.zeros((len(new) + 1, new.shape[1]), np.intp)
    positions[1:] = np.where(new, np.arange(1, len(new) + 1)[:, None], 0)
    return np.maximum.accumulate(positions, 0)
