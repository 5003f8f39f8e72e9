"""Who plans and who does not: the savings of each directorate that have a programme behind them."""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.results import Results

OF_NONE = ""
"""The directorate of what is of no service, or of a service that names none."""


@dataclass(frozen=True)
class Covered:
    """What a directorate is to save in the last year, and what of it is covered.

    A saving is covered if it has an owner and a project with milestones. `uncovered` are the
    savings that are not, the largest first.
    """

    directorate: str
    sought: float
    covered: float
    uncovered: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The share that is covered; none where nothing is to be saved."""
        return self.covered / self.sought if self.sought > 0 else None


def coverage(results: Results, case: int = 0) -> tuple[Covered, ...]:
    """Every directorate with savings approved or proposed in the last year, by its name."""
    plan = results.plan
    savings, services = plan.items["saving"], plan.items["service"]
    sought = results.array("saving_sought")[-1, :, case]
    covered = results.array("saving_covered")[-1, :, case]
    rows: dict[str, list[int]] = {}
    for item, service in enumerate(savings.members("service")):
        of = services.ids[service] if service >= 0 else ""
        directorate = plan.details.get(("service_directorate", of), OF_NONE)
        if sought[item]:
            rows.setdefault(directorate, []).append(item)
    found = []
    for directorate, items in rows.items():
        without = sorted((i for i in items if not covered[i]), key=lambda i: -sought[i])
        found.append(
            Covered(
                directorate,
                float(sum(sought[i] for i in items)),
                float(sum(sought[i] for i in items if covered[i])),
                tuple(savings.ids[i] for i in without),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.directorate == OF_NONE, one.directorate)))
