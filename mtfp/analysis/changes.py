"""What a scenario changes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.algebra.expressions import COUNCIL
from mtfp.plan.applying import Change
from mtfp.plan.scenarios import Scenario

NO_CHANGES = "Changes nothing: the plan as entered."


def changes(scenario: Scenario) -> Iterator[str]:
    """What a scenario changes, in words: items that change alike stand on one line."""
    if not scenario.changes:
        yield NO_CHANGES
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in scenario.changes:
        said = change.in_words(scenario.plan)
        alike.setdefault((change.given.name, said), []).append(change)
    for (_, said), several in alike.items():
        given = several[0].given
        ids = ", ".join(change.item for change in several)
        if given.switch:
            yield f"Switched {'on' if several[0].after[0] else 'off'}: {ids}"
        elif given.axis is COUNCIL:
            yield f"{given.title}: {said}"
        elif 1 < len(several) == len(scenario.plan.items_of(given.axis)):
            yield f"{given.title}, all {given.axis.many}: {said}"
        else:
            yield f"{given.title}, {ids}: {said}"
