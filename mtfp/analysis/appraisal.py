"""What investments are worth where a line cannot say it: rates of return, and the best set.

The internal rate of return and the best set under a budget need trial and error, and discounted
payback a year found, so they are worked here in plain loops and labelled so wherever they are
shown. Values, indices and plain payback are the model's own lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtfp.plan.plan import Plan
from mtfp.results import Results

NONE, MULTIPLE = "none", "multiple"
"""What is said of a rate of return where cash changes sign never, or more than once."""
HALVINGS = 200
"""Enough to find a rate to the last bit of a float."""
CLOSE = 1e-9
FINISHED = "finished"
PIECES = ("first", "second", "third")


@dataclass(frozen=True)
class Rates:
    """The discount rates of the plan: three, and the years with which the first two end."""

    first: float
    second: float
    third: float
    first_until: float
    second_until: float

    def of_year(self, year: int) -> float:
        """The rate of a year, counted from the outlay."""
        if year <= self.first_until:
            return self.first
        return self.second if year <= self.second_until else self.third

    def factors(self, years: int) -> list[float]:
        """What a pound is worth today, from the day of the outlay to the last year."""
        found = [1.0]
        for year in range(1, years + 1):
            found.append(found[-1] / (1 + self.of_year(year)))
        return found


@dataclass(frozen=True)
class Appraisal:
    """An investment by every measure, with optimism bias; no payback is None."""

    name: str
    outlay: float
    npv: float
    index: float
    payback: float | None
    discounted_payback: float | None
    rate_of_return: float | str
    npv_as_typed: float
    npv_if_all: float
    community_benefit: str


@dataclass(frozen=True)
class Choice:
    """Investments that fit a budget together, in the order in which they were taken."""

    by: str
    names: tuple[str, ...]
    outlay: float
    npv: float


def appraisals(results: Results) -> list[Appraisal]:
    """Every investment of the first case, in the order of the register."""
    return [_appraised(results, item) for item in range(len(results.plan.items["investment"]))]


def choices(found: Sequence[Appraisal], budget: float) -> list[Choice]:
    """The best set under a budget, and what a plain ranking by each measure would take instead.

    A budget of nought is no limit.
    """
    limit = budget if budget > 0 else sum(one.outlay for one in found)
    ranked = [("the best set", best_set(found, limit))]
    ranked += [(by, taken_in_order(order, limit)) for by, order in rankings(found).items()]
    return [
        Choice(by, tuple(o.name for o in taken), sum(o.outlay for o in taken),
               sum(o.npv for o in taken))
        for by, taken in ranked
    ]  # fmt: skip


def made_already(plan: Plan) -> frozenset[str]:
    """The investments whose money is spent: all projects that their savings wait for are finished.

    There is nothing left to choose of them.
    """
    return frozenset(
        name
        for name in plan.items["investment"].ids
        if (projects := _projects_behind(plan, name))
        and all(plan.details.get(("project_status", one)) == FINISHED for one in projects)
    )


def _projects_behind(plan: Plan, investment: str) -> list[str]:
    backed, links = plan.items["backed"], plan.items["link"]
    pairs = zip(backed.members("investment"), backed.members("saving"), strict=True)
    ids = plan.items["investment"].ids
    savings = {saving for one, saving in pairs if ids[one] == investment}
    waits = zip(links.members("saving"), links.members("project"), strict=True)
    return [plan.items["project"].ids[to] for of, to in waits if of in savings]


def rankings(found: Sequence[Appraisal]) -> dict[str, list[Appraisal]]:
    """Investments from the best to the worst by each measure; equals as in the register.

    What never pays back comes last.
    """
    return {
        "net present value": sorted(found, key=lambda one: -one.npv),
        "net gain for each £1 put in": sorted(found, key=lambda one: -one.index),
        "payback": sorted(found, key=lambda one: (one.payback is None, one.payback or 0.0)),
    }


def taken_in_order(order: Sequence[Appraisal], budget: float) -> list[Appraisal]:
    """Each in turn that is worth its cost and still fits, as a plain ranking takes them."""
    taken, left = [], budget
    for one in order:
        if one.npv > 0 and one.outlay <= left + CLOSE:
            taken.append(one)
            left -= one.outlay
    return taken


def best_set(found: Sequence[Appraisal], budget: float) -> list[Appraisal]:
    """The investments that are worth most together within the budget: exact, never a sort.

    Of all sets so far only those are kept that none cheaper is worth as much as.
    """
    frontier: list[tuple[float, float, tuple[int, ...]]] = [(0.0, 0.0, ())]
    for item, one in enumerate(found):
        if one.npv <= 0:
            continue
        more = [
            (cost + one.outlay, worth + one.npv, (*items, item))
            for cost, worth, items in frontier
            if cost + one.outlay <= budget + CLOSE
        ]
        kept: list[tuple[float, float, tuple[int, ...]]] = []
        for each in sorted([*frontier, *more], key=lambda set_: (set_[0], -set_[1])):
            if not kept or each[1] > kept[-1][1]:
                kept.append(each)
        frontier = kept
    return [found[item] for item in frontier[-1][2]]


def net_present_value(flows: Sequence[float], factor: float) -> float:
    """Cash of the day of the outlay and of each year after it, a year apart by one factor."""
    worth = 0.0
    for flow in reversed(flows):
        worth = worth * factor + flow
    return worth


def rate_of_return(flows: Sequence[float]) -> float | str:
    """The rate at which cash is worth nothing; a word where none is the rate.

    A factor is sought and not a rate: near nought it leaves the first cash alone, and beyond the
    one factor at which the sum is nothing the last cash outweighs all before it.
    """
    signs = [flow > 0 for flow in flows if flow]
    changes = sum(one != other for one, other in pairwise(signs))
    if changes != 1:
        return MULTIPLE if changes else NONE
    low, high = 0.0, 1.0
    while (net_present_value(flows, high) > 0) is signs[0]:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (net_present_value(flows, middle) > 0) is signs[0]:
            low = middle
        else:
            high = middle
    return 2 / (low + high) - 1


def first_paid_back(flows: Sequence[float]) -> float | None:
    """The years until cash so far is no longer below nought, within a year in proportion."""
    so_far = flows[0]
    if so_far >= 0:
        return 0.0
    for year, flow in enumerate(flows[1:], 1):
        if so_far + flow >= -CLOSE:
            return year - 1 + -so_far / flow
        so_far += flow
    return None


def rates_of(plan: Plan) -> Rates:
    """The discount rates that the plan gives."""
    return Rates(
        *(float(plan.figures[f"discount_rate_{piece}"][0, 0]) for piece in PIECES),
        *(float(plan.figures[f"discount_years_{piece}"][0, 0]) for piece in PIECES[:2]),
    )


def _appraised(results: Results, item: int) -> Appraisal:
    plan = results.plan
    name = plan.items["investment"].ids[item]

    def line(of: str) -> float:
        return float(results.array(f"investment_{of}")[1, item, 0])

    outlay, benefit = line("cost_expected"), line("benefit_expected")
    life = int(plan.figures["investment_life"][0, item])
    flows = [-outlay, *[benefit] * life]
    worth = rates_of(plan).factors(life)
    discounted = [flow * factor for flow, factor in zip(flows, worth, strict=True)]
    return Appraisal(
        name=name,
        outlay=outlay,
        npv=line("with_bias_npv"),
        index=line("with_bias_index"),
        payback=first_paid_back(flows),
        discounted_payback=first_paid_back(discounted),
        rate_of_return=rate_of_return(flows),
        npv_as_typed=line("as_typed_npv"),
        npv_if_all=line("npv_if_all"),
        community_benefit=str(plan.details.get(("investment_community_benefit", name), "")),
    )
