"""What stands around savings, worked a second time: delivery, dates, coverage and claims.

Plain loops written from sections 4.4 and 4.7 of the domain rules ("rule n"), without the
model's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle_savings import APPROVED, ONE_OFF, RECURRING

if TYPE_CHECKING:
    from tests.oracle import Book, Row

BECAME = ("delivered", "on_track", "at_risk", "unachievable", "withdrawn")


def work_delivery(book: Book, t: int) -> None:
    """Put back what the base year's savings did not achieve, once, for good (rule 4.7)."""
    what = {name: book.fixed(f"delivery_{name}") for name in (*BECAME, "approved", "period")}
    savings, count = book.groups["delivery", "saving"], len(what["approved"])
    missed = []
    for d in range(count):
        beside = book.fixed("delivery_in_year_pressure")[d]
        missed.append(what["approved"][d] - what["delivered"][d] + beside)
    covered = book.fixed("delivery_one_off_cover")
    book.put("delivery_unachieved", missed)
    book.put("delivery_overspent", [missed[d] - covered[d] for d in range(count)])
    parts = [sum(what[name][d] for name in BECAME) for d in range(count)]
    book.put("delivery_unaccounted", [what["approved"][d] - parts[d] for d in range(count)])
    # The base year runs from twelve months before the plan to the month before it.
    inside = [-12 <= what["period"][d] < 0 for d in range(count)]
    month = [what["period"][d] + 12 if inside[d] else 0.0 for d in range(count)]
    latest = [0.0 for _ in book.fixed("saving_on")]
    for d in range(count):
        latest[savings[d]] = max(latest[savings[d]], month[d])
    returns, back = [], [0.0 for _ in latest]
    for d in range(count):
        counts = inside[d] and month[d] == latest[savings[d]]
        returns.append(missed[d] if counts and book.fixed("delivery_corrects_base")[d] else 0.0)
        back[savings[d]] += returns[d]
    book.put("delivery_in_base", [float(one) for one in inside])
    book.put("delivery_month", month)
    book.put("saving_latest_month", latest)
    book.put("delivery_latest_month", [latest[s] for s in savings])
    book.put("delivery_returns", returns)
    book.put("saving_returns", back)
    put_back = []
    for s, amount in enumerate(back):
        lasts = book.fixed("saving_recurrence")[s] == RECURRING
        agreed = book.fixed("saving_approval")[s] == APPROVED and book.fixed("saving_on")[s] == 1
        put_back.append(amount if lasts and agreed else 0.0)
    book.put("saving_base_correction", put_back)
    book.put_one("base_correction", sum(put_back) if t == 1 else 0.0)


def open_programme(book: Book) -> None:
    """Start the bridge's bar of savings not achieved."""
    book.open("base_correction_since_base", [0.0])


def work_programme(book: Book, t: int) -> None:
    """Work all that is said of savings beside the budget."""
    since = sum(book.at("base_correction", u) for u in range(1, t + 1))
    book.put_one("base_correction_since_base", since)
    work_dates(book)
    work_coverage(book, t)
    work_claims(book, t)
    paid = [0.0 for _ in book.fixed("service_budget")]
    for a, service in enumerate(book.groups["agreement", "service"]):
        if service >= 0:
            paid[service] += book.fixed("agreement_amount")[a]
    book.put("service_agreements", paid)


def wanted(book: Book, s: int) -> bool:
    """Say whether a saving is approved or proposed, and switched on (rule 4.1)."""
    return book.fixed("saving_on")[s] == 1 and book.fixed("saving_approval")[s] in (0, 1)


def work_dates(book: Book) -> None:
    """Count back from each start to the last day of the decision, and of its beginning."""
    before, after, decide, begin, price, waits = [], [], [], [], [], []
    for s, start in enumerate(book.fixed("saving_start")):

        def takes(stage: str, saving: int = s) -> float:
            needed = book.fixed(f"saving_needs_{stage}")[saving] == 1
            return book.one(f"{stage}_months") if needed else 0.0

        before.append(takes("consultation") + takes("scrutiny") + takes("committee"))
        after.append(max(takes("staff_notice"), takes("procurement")))
        decide.append(start - after[s])
        begin.append(start - after[s] - before[s])
        month = book.fixed("saving_full_year_effect")[s] / 12
        lost = book.fixed("saving_recurrence")[s] != ONE_OFF and wanted(book, s)
        price.append(month * book.row("saving_share_expected", 1)[s] if lost else 0.0)
        stages = ("consultation", "scrutiny", "committee", "staff_notice", "procurement")
        has_a_stage = any(book.fixed(f"saving_needs_{stage}")[s] == 1 for stage in stages)
        undecided = book.fixed("saving_approval")[s] == 1
        waits.append(1.0 if wanted(book, s) and (has_a_stage or undecided) else 0.0)
    book.put("saving_to_decide", waits)
    book.put("saving_before_decision", before)
    book.put("saving_after_decision", after)
    book.put("saving_decide_by", decide)
    book.put("saving_begin_by", begin)
    book.put("saving_month_price", price)


def added_up(book: Book, amounts: Row, child: str, group: str, count: int) -> Row:
    """Add items up by the group that each belongs to, if it belongs to one."""
    sums = [0.0 for _ in range(count)]
    for item, place in enumerate(book.groups[child, group]):
        if place >= 0:
            sums[place] += amounts[item]
    return sums


def share(part: float, whole: float) -> float:
    """Give a part of a whole; nought of nothing, nor of less than a billionth of a pound."""
    return part / whole if round(whole, 9) > 0 else 0.0


def work_coverage(book: Book, t: int) -> None:
    """Say what of the savings has an owner and a project with milestones (rule R9)."""
    held = book.row("project_milestones", t)
    of_links = [held[p] for p in book.groups["link", "project"]]
    planned = [1.0 if milestones >= 1 else 0.0 for milestones in of_links]
    count = len(book.fixed("saving_on"))
    programmes = added_up(book, planned, "link", "saving", count)
    owned = [1.0 for _ in book.groups["owned", "saving"]]
    owners = added_up(book, owned, "owned", "saving", count)
    covered = [1.0 if programmes[s] and owners[s] else 0.0 for s in range(count)]
    approved, proposed = (book.row(f"saving_{stage}", t) for stage in ("planned", "proposed"))
    sought = [approved[s] + proposed[s] for s in range(count)]
    with_plan = [sought[s] if covered[s] else 0.0 for s in range(count)]
    to_come = [proposed[s] if covered[s] else 0.0 for s in range(count)]
    services = len(book.fixed("service_budget"))
    by_service = added_up(book, sought, "saving", "service", services)
    covered_by_service = added_up(book, with_plan, "saving", "service", services)
    for name, row in {
        "link_milestones": of_links,
        "link_planned": planned,
        "saving_programmes": programmes,
        "owned_counts": owned,
        "saving_owners": owners,
        "saving_covered": covered,
        "saving_sought": sought,
        "saving_sought_covered": with_plan,
        "saving_proposed_covered": to_come,
        "service_sought": by_service,
        "service_covered": covered_by_service,
        "service_covered_share": [
            share(covered_by_service[s], by_service[s]) for s in range(services)
        ],
    }.items():
        book.put(name, row)
    every, with_one = (book.put_one(n, sum(r)) for n, r in
                       (("savings_sought", sought), ("savings_covered", with_plan)))  # fmt: skip
    book.put_one("savings_covered_share", share(with_one, every))
    to_find = max(0.0, book.at("gap", t), book.one_yearly("savings_target", t))
    book.put_one("gap_to_cover", to_find)
    without = book.put_one("gap_without_programme", max(0.0, to_find - sum(to_come)))
    book.put_one("gap_share_without_programme", share(without, to_find))


def claims(book: Book, t: int) -> Row:
    """Say what each saving takes off the base year's budget in full effect (rule 4.4)."""
    found = []
    for s, full in enumerate(book.fixed("saving_full_year_effect")):
        start, recurs = book.fixed("saving_start")[s], book.fixed("saving_recurrence")[s]
        if recurs == ONE_OFF:
            once = book.row("saving_planned", t)[s] + book.row("saving_proposed", t)[s]
            found.append(max(0.0, once))
            continue
        begun = full if 12 * t > start else 0.0
        whole = begun + book.row("saving_typed_level", t)[s] if wanted(book, s) else 0.0
        already = book.row("saving_planned_level", 0)[s]
        found.append(max(0.0, whole - already))
    return found


def work_claims(book: Book, t: int) -> None:
    """Set claims against what they are claimed of (rule 4.4)."""
    claimed, of_base = claims(book, t), book.fixed("saving_share_of_base")
    taken = []
    for s, start in enumerate(book.fixed("saving_start")):
        taken.append(of_base[s] if wanted(book, s) and 12 * t > start else 0.0)
    by_share = [claimed[s] if of_base[s] > 0 else 0.0 for s in range(len(taken))]
    bases = book.fixed("cost_base_amount")
    in_all = added_up(book, claimed, "saving", "cost_base", len(bases))
    shared = added_up(book, by_share, "saving", "cost_base", len(bases))
    left = [1.0 for _ in bases]
    for s, place in enumerate(book.groups["saving", "cost_base"]):
        if place >= 0:
            left[place] -= left[place] * taken[s]
    over = []
    for b, base in enumerate(bases):
        most = base * (1 - left[b])
        over.append(max(0.0, in_all[b] - base, shared[b] - most))
    controls = book.fixed("service_controllable")
    of_service = added_up(book, claimed, "saving", "service", len(controls))
    budgets, stated = book.fixed("theme_budget"), book.fixed("theme_claimed")
    approved = added_up(book, book.row("saving_planned", t), "saving", "theme", len(budgets))
    saves = [stated[k] + approved[k] for k in range(len(budgets))]
    expected = book.fixed("theme_share_expected")
    for name, row in {
        "saving_claim": claimed,
        "saving_share_taken": taken,
        "saving_claim_by_share": by_share,
        "cost_base_claimed": in_all,
        "cost_base_claimed_by_share": shared,
        "cost_base_left": left,
        "cost_base_share_claimed": [1 - one for one in left],
        "cost_base_over_claim": over,
        "service_claimed": of_service,
        "service_over_claim": [
            max(0.0, of_service[s] - controls[s]) if controls[s] > 0 else 0.0
            for s in range(len(controls))
        ],
        "theme_savings": saves,
        "theme_share": [share(saves[k], budgets[k]) for k in range(len(budgets))],
        "theme_short": [max(0.0, budgets[k] * expected[k] - saves[k]) for k in range(len(budgets))],
    }.items():
        book.put(name, row)
