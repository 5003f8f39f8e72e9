"""The decide-by calendar: by when each saving has to be decided, and what waiting has cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mtfp.results import Results
from mtfp.terms import month_of

STAGES = ("consultation", "scrutiny", "committee", "staff_notice", "procurement")


@dataclass(frozen=True)
class DecideBy:
    """One saving: the days by which the way to its decision must begin and the decision stand.

    `decide_by` is the first day of a month: a decision on any later day is late. `decided` is the
    day of the first decision recorded that names it, if there is one. `missed` are the months by
    which that day, or else the plan's edition, is past the last day; each of them costs the
    `month_price`. `late` are the months by which the plan expects it after its approved start.
    """

    saving: str
    title: str
    approved: bool
    starts: date
    begin_by: date
    decide_by: date
    decided: date | None
    decision: str
    missed: int
    month_price: float
    late: float = 0

    @property
    def price(self) -> float:
        """What the months missed come to."""
        return self.missed * self.month_price

    @property
    def late_price(self) -> float:
        """What the months that the plan counts it late come to."""
        return self.late * self.month_price


def decide_by(results: Results, case: int = 0) -> tuple[DecideBy, ...]:
    """The savings that wait for a decision, or have one recorded, the earliest first.

    A saving is here if it is approved or proposed, switched on, with a full-year effect, and
    has a stage to go through, a decision recorded, or no approval yet. The others are decided,
    and need nothing more.
    """
    plan, book = results.plan, results.book
    decisions = decisions_on(results)
    edition = date.fromisoformat(plan.edition) if plan.edition else None
    found = []
    for item, name in enumerate(plan.items["saving"].ids):

        def figure(line: str, item: int = item) -> float:
            return results.amount(book[line], 1, item, case)

        approved = figure("saving_counts") > 0
        wanted = approved or figure("saving_counts_if_agreed") > 0
        stages = any(figure(f"saving_needs_{stage}") for stage in STAGES)
        decision, decided = decisions.get(name, ("", None))
        effect = figure("saving_full_year_effect")
        if not (wanted and effect and (stages or decided or not approved)):
            continue
        last = _day(results, figure("saving_decide_by"))
        found.append(
            DecideBy(
                name, plan.items["saving"].titles[item], approved,
                _day(results, figure("saving_start")),
                _day(results, figure("saving_begin_by")),
                last, decided, decision,
                _months_past(last, decided or edition),
                figure("saving_month_price"),
                figure("saving_months_late"),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.decide_by, one.begin_by, one.saving)))


def decisions_on(results: Results) -> dict[str, tuple[str, date]]:
    """The first decision recorded of each saving, and its day."""
    plan, named = results.plan, results.book.details["decision_saving"]
    first: dict[str, tuple[str, date]] = {}
    for name in plan.items["decision"].ids:
        day = date.fromisoformat(plan.details["decision_date", name])
        for saving in named.names(plan.details.get(("decision_saving", name), "")):
            if saving not in first or day < first[saving][1]:
                first[saving] = name, day
    return first


def _day(results: Results, months: float) -> date:
    """The first day of a month that is counted from the start of the plan."""
    return date.fromisoformat(f"{month_of(months, results.plan.plan_years[0])}-01")


def _months_past(last: date, day: date | None) -> int:
    """The months by which a day is past the last one, a month begun being lost whole."""
    if day is None:
        return 0
    months = 12 * (day.year - last.year) + day.month - last.month
    return max(0, months + (day.day > last.day))
