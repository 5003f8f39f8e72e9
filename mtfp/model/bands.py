"""Valuation bands: what each is of Band D, which the law fixes in ninths.

Source: Local Government Finance Act 1992, section 5(1); band A with disabled relief is
charged 5 ninths (Council Tax (Reductions for Disabilities) Regulations 1992, as amended).
"""

from mtfp.algebra.expressions import Axis, Expression, given
from mtfp.terms import NUMBER

BAND = Axis("band", "band", "bands")

NINTHS = {
    "A_disabled": 5, "A": 6, "B": 7, "C": 8, "D": 9, "E": 11, "F": 13, "G": 15, "H": 18,
}  # fmt: skip

band_letter = given(
    "Valuation band", NUMBER, per=BAND, choices=NINTHS, unique=True,
    sentence="The band, which fixes its share of Band D in ninths: A 6, B 7, C 8, D 9, E 11, "
    "F 13, G 15, H 18 (Local Government Finance Act 1992, section 5); A_disabled, band A with "
    "disabled relief, 5.",
)  # fmt: skip


def of_band_d(band_d: Expression, letter: str) -> Expression:
    """A band's charge, unrounded, from a Band D charge."""
    return band_d * band_letter.worth(letter) / band_letter.worth("D")
