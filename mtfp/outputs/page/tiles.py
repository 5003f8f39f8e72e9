"""The few numbers that open the page: where the last year stands."""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.outputs.page.forms import HEADLINE, form_of
from mtfp.outputs.page.reading import Reading, Term
from mtfp.outputs.tables.shown import headline_of


@dataclass(frozen=True)
class Tile:
    """One number under its name, and perhaps a second that it is to be read against."""

    name: str
    term: Term
    form: str = HEADLINE
    against: str = ""
    against_term: Term | None = None

    def terms(self) -> list[Term]:
        """Its figures."""
        return [self.term] if self.against_term is None else [self.term, self.against_term]


def tiles(reading: Reading) -> list[Tile]:
    """Five numbers of the last year, or as many as the plan speaks of.

    A plan that holds gaps alone has the gap of each year.
    """
    last = reading.last
    if reading.only_gaps:
        return [
            Tile(f"Gap of {reading.years[year]}", Term("gap", 0, year))
            for year in range(1, last + 1)
        ]
    told = {row.name for row in headline_of(reading.results)}
    rise = reading.results.book["council_tax_rise"]
    least = Term("minimum_reserves", 0, last) if "minimum_reserves" in told else None
    unabsorbed = Term("gap_if_not_absorbed", 0, last) if "gap_if_not_absorbed" in told else None
    every = {
        "gap": Tile(
            "Gap after approved savings", Term("gap", 0, last),
            against="if services cannot absorb what they are told to,", against_term=unabsorbed,
        ),
        "savings": Tile("Approved savings so far", Term("savings", 0, last)),
        "unfunded": Tile("Still to be found", Term("unfunded", 0, last)),
        "usable_reserves": Tile(
            "Usable reserves at the year’s end", Term("usable_reserves", 0, last),
            against="against a minimum of", against_term=least,
        ),
        "council_tax_rise": Tile(
            "Council tax rise", Term("council_tax_rise", 0, last), form_of(rise)
        ),
    }  # fmt: skip
    return [tile for name, tile in every.items() if name in told]
