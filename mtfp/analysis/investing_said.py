"""What savings cost to achieve and what investments pay back, in one sentence."""

from __future__ import annotations

from mtfp.analysis.appraisal import made_already
from mtfp.analysis.footing import rows_add
from mtfp.analysis.saying import HALF_A_POUND, NEAR_NOUGHT, Said, listed, millions, or_pounds
from mtfp.terms import NUMBER, show

TENTHS_OF_A_MILLION = -5
"""Of a pound, in decimals."""


def investing(said: Said) -> str:
    """What is paid once so that savings can be made, what pays, and what pays back in time."""
    parts = (_costs(said), _without_costs(said), _investments(said), *_not_paid_for(said))
    found = [text for text in parts if text]
    return " ".join(found) or "The plan names no cost of achieving its savings."


def _costs(said: Said) -> str:
    costs = float(said["costs_to_achieve"].sum())
    if not costs > 0:
        return ""
    paid = {
        "capital receipts": float(said["receipts_used_for_change"].sum()),
        "reserves": float(said["costs_from_reserves"].sum()),
    }
    paid["the year's budget"] = costs - sum(paid.values())
    payers = {who: amount for who, amount in paid.items() if amount > HALF_A_POUND}
    all_of_it = f"To achieve its savings the plan pays {or_pounds(costs)} once"
    if len(payers) == 1:
        return f"{all_of_it}, by {next(iter(payers))}."
    said_of_each = _parts(costs, list(payers.values()))
    each = [f"{part} by {who}" for part, who in zip(said_of_each, payers, strict=True)]
    return f"{all_of_it}: {listed(each)}."


def _without_costs(said: Said) -> str:
    """How many savings name no cost of achieving them, where some do."""
    plan = said.results.plan
    costed = {one for one in plan.items["cost"].members("saving") if one >= 0}
    every = range(len(plan.items["saving"]))
    wanted = [n for n in every if _figure(said, "saving_sought", n, plan.years)]
    bare = [n for n in wanted if n not in costed]
    if not costed or not bare:
        return ""
    name, them = ("names", "it") if len(bare) == 1 else ("name", "them")
    return f"Of {len(wanted)} savings {len(bare)} {name} no cost of achieving {them}."


def _not_paid_for(said: Said) -> list[str]:
    """Investments still to be made of whose cost the plan says only in part what pays it."""
    plan, told = said.results.plan, list[str]()
    investments, made = plan.items["investment"], made_already(plan)
    built = set(plan.items["built"].members("investment"))
    for item, (name, title) in enumerate(zip(investments.ids, investments.titles, strict=True)):
        cost = _figure(said, "investment_cost_expected", item, 1)
        lent = sum(_figure(said, "investment_advanced", item, 1 + n) for n in range(plan.years))
        short = lent > HALF_A_POUND and cost - lent > NEAR_NOUGHT
        if short and name not in made and item not in built:
            told.append(
                f"The revolving fund lends {or_pounds(lent)} of the {millions(cost)} that {title} "
                "may cost: the plan does not say what pays the rest."
            )
    return told


def _figure(said: Said, name: str, item: int, year: int) -> float:
    return said.results.amount(said.results.book[name], year, item, said.case)


def _parts(whole: float, parts: list[float]) -> list[str]:
    """Parts as they are told, such that what is told of them adds up to what is told of all."""
    if whole < NEAR_NOUGHT:
        return [or_pounds(float(part)) for part in rows_add(parts, whole, 0)]
    footed = zip(parts, rows_add(parts, whole, TENTHS_OF_A_MILLION), strict=True)
    return [millions(float(tidy)) if tidy else or_pounds(part) for part, tidy in footed]


def _investments(said: Said) -> str:
    count = len(said.results.plan.items["investment"])
    if not count:
        return ""
    slow = round(float(said["investments_not_paying"][0]))
    limit = float(said.results.plan.figures["payback_limit"][0, 0])
    years = "year" if limit == 1 else f"{show(limit, NUMBER)} years"
    if count == 1:
        pays = "does not pay" if slow else "pays"
        return f"The one investment {pays} back within the {years} that members accept."
    if not slow:
        return f"All {count} investments pay back within the {years} that members accept."
    if slow == count:
        return f"None of {count} pays back within the {years} that members accept."
    return (
        f"Of {count} investments {slow} {'does' if slow == 1 else 'do'} not pay back within the "
        f"{years} that members accept."
    )
