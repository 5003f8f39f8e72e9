"""What is doubtful in the packs that a plan names: those out of date."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.problems import Problem
from mtfp.results import Results


def pack_warnings(results: Results) -> Iterator[Problem]:
    """Packs whose review was due before the plan's edition."""
    edition = results.plan.edition
    for pack in results.plan.packs:
        if pack.is_stale(edition):
            what = f"{pack.name} was to be reviewed by {pack.review_by}; this plan is of {edition}."
            fix = "Name a later pack, or look whether its figures still hold."
            yield Problem(what, pack.place, fix, code="W162")
