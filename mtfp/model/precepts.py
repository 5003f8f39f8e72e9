"""What other authorities charge on the same bill, and the bill of each band in all.

A parish charges a part of the area only and settles no deficit, so it stands on the list and
in nothing that is of the whole area: not the bill, the collection fund nor council tax support.

Each authority's charge is banded and rounded by itself and then added (see the Bury vector
in the tests): a band of the whole Band D would be out by a penny or two.
"""

from __future__ import annotations

from mtfp.algebra.expressions import (
    Axis,
    Line,
    before,
    given,
    line,
    to_the_penny,
    total,
    where,
)
from mtfp.algebra.lines import Family
from mtfp.model.amounts import LEVEL_OR_CHANGE
from mtfp.model.band_d import band_d, base_band_d
from mtfp.model.bands import of_band_d
from mtfp.model.owners import owner
from mtfp.terms import CHOICE, GBP_PER_DWELLING, GBP_PER_HOME, PERCENT

PRECEPT = Axis("precept", "precept", "precepts")

precept_base = given(
    "Precept: Band D in the base year", GBP_PER_DWELLING, per=PRECEPT, if_absent=0, least=0,
    sentence="What another authority charges on the same bill in the base year; the council's "
    "own charge is not among these.",
)  # fmt: skip
precept_kind = given(
    "Precept: kind of authority", CHOICE, per=PRECEPT, if_absent=0,
    choices={"major": 0, "parish": 1},
    sentence="major: it charges the whole area and shares in the collection fund, as a county, "
    "police or fire authority does; parish: a parish or town council, which charges a part of "
    "the area and is paid its precept whatever the fund holds.",
)  # fmt: skip
precept_increase = given(
    "Precept: rise", PERCENT, per=PRECEPT, yearly=True, if_absent=0,
    sentence="The rise in the authority's Band D, as a share of last year's.",
)  # fmt: skip
precept_amount = given(
    "Precept: Band D typed by year", GBP_PER_DWELLING, per=PRECEPT, yearly=True, if_absent=0,
    sentence="The authority's Band D of the year, or the pounds by which it rises.",
)  # fmt: skip
precept_as = given(
    "Precept: how yearly amounts are read", CHOICE, per=PRECEPT, if_absent=0,
    choices=LEVEL_OR_CHANGE, needed_with="amount",
    sentence="level: the whole Band D of the year, in place of any rise; change: pounds added "
    "to last year's, with any rise.",
)  # fmt: skip
precept_owner = owner(PRECEPT)

precept_band_d = line(
    "Precept: Band D", GBP_PER_DWELLING,
    where(
        precept_as.chosen("level"),
        precept_amount,
        before("precept_band_d")
        + to_the_penny(before("precept_band_d") * precept_increase)
        + precept_amount,
    ),
    per=PRECEPT, opening=precept_base,
    sentence="What the authority charges: as typed, or last year's with its rise to the penny.",
)  # fmt: skip
precept_area_band_d = line(
    "Precept: Band D on the whole area", GBP_PER_DWELLING,
    where(precept_kind.chosen("parish"), 0, precept_band_d),
    per=PRECEPT, opening=where(precept_kind.chosen("parish"), 0, precept_base),
    sentence="What the authority charges if it charges the whole area; nothing of a parish.",
)  # fmt: skip
precepts_band_d = line(
    "Band D of other authorities", GBP_PER_DWELLING, total(precept_area_band_d),
    opening=total(precept_area_band_d),
    sentence="What all other authorities on the bill charge together, parishes left out.",
)  # fmt: skip
area_band_d = line(
    "Band D of all authorities", GBP_PER_DWELLING, band_d + precepts_band_d,
    opening=base_band_d + precepts_band_d,
    sentence="The Band D bill of the whole area, as far as the plan lists who charges on it.",
)  # fmt: skip


def bills_of(letter: str) -> Family:
    """A band's bill: the council's part, each other authority's, and all of them added."""

    def part(charge: Line) -> Line:
        share = to_the_penny(of_band_d(charge, letter))
        whose = "the council" if charge is band_d else "each other authority"
        return line(
            f"Band {letter} bill of {whose}", GBP_PER_HOME, share,
            per=charge.axis, opening=share,
            sentence=f"The Band D charge in the ratio of band {letter}, to the penny.",
        )  # fmt: skip

    council, precepts = part(band_d), part(precept_area_band_d)
    whole = council + total(precepts)
    return Family(
        {
            "_council": council,
            "_precepts": precepts,
            "": line(
                f"Band {letter} bill", GBP_PER_HOME, whole, opening=whole,
                sentence="Every authority's rounded charge added up, as far as the plan "
                "lists who charges on the whole area.",
            ),
        }
    )  # fmt: skip


bill_a = bills_of("A")
bill_b = bills_of("B")
bill_c = bills_of("C")
bill_d = bills_of("D")
bill_e = bills_of("E")
bill_f = bills_of("F")
bill_g = bills_of("G")
bill_h = bills_of("H")
