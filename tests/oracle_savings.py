"""The savings of the plan worked a second time: approved, expected, proposed.

Plain loops written from section 4 of the domain rules ("rule n") and the decided semantics
("decision n"), without the model's code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book, Row

ONE_OFF, RECURRING, TIME_LIMITED = 0, 1, 2
APPROVED, PROPOSED = 0, 1
MET = 1
NOT_RATED, GREY = 0, 5
COLOURS = {1: "blue", 2: "green", 3: "amber", 4: "red", GREY: "grey"}
STAGES = ("planned", "expected", "proposed")


def open_savings(book: Book) -> None:
    """Set what each scheme was already saving in the base year (rule 4.2)."""
    start = book.fixed("saving_start")
    book.open("saving_typed_level", [0.0 for _ in start])
    book.open("saving_rise", [0.0 for _ in start])
    # The approved budget counts on each scheme as it was planned, whatever is expected of it now:
    # one that is switched off or under-delivers has to be put back (rule 4.3, base correction).
    # What members have not approved is in no budget (rule 4.1).
    counted = []
    for s, full in enumerate(book.fixed("saving_full_year_effect")):
        lasts = book.fixed("saving_recurrence")[s] == RECURRING
        agreed = book.fixed("saving_approval")[s] == APPROVED
        months = min(12.0, max(0.0, -start[s]))
        counted.append(full * months / 12 if lasts and agreed else 0.0)
    book.open("saving_in_base", counted)
    for stage in STAGES:
        nothing = [0.0 for _ in start]
        book.open(f"saving_{stage}_level", nothing if stage == "proposed" else counted)
        book.open(f"saving_{stage}_since_base", nothing)
    for suffix in ("", "_expected", "_proposed"):
        book.open("recurring_savings" + suffix, [0.0])


def typed_levels(book: Book, t: int, amounts: str, kinds: str, recurs: str, line: str) -> Row:
    """Turn typed amounts into levels against the base, whichever way typed (decision 9)."""
    levels = []
    for i, amount in enumerate(book.yearly(amounts, t)):
        # A one-off typed as a change reverses itself, so it is its own year's amount either way.
        alone = book.fixed(kinds)[i] == 1 or book.fixed(recurs)[i] == ONE_OFF
        levels.append(amount if alone else book.row(line, t - 1)[i] + amount)
    return levels


def work_ratings(book: Book) -> None:
    """Say what each scheme's rating stands for: part of its value, or months late (rule 4.3)."""
    shares, slips, share, slip = [], [], [], []
    for s, rating in enumerate(book.fixed("saving_rag")):
        colour = COLOURS.get(int(rating))
        shares.append(book.one(f"rating_{colour}_share") if colour else 1.0)
        late = colour is not None and rating != GREY
        slips.append(book.one(f"rating_{colour}_slippage") if late else 0.0)
        typed, months = (
            book.fixed(f"saving_{name}")[s] for name in ("delivery_probability", "slippage_months")
        )
        by_value = book.one("rating_prices") == 0
        if typed < 1:  # what somebody typed of the scheme itself is believed before its rating
            share.append(typed)
            slip.append(months)
        elif by_value:
            share.append(shares[s])
            slip.append(months)
        else:  # timing: a rating never takes value and time for one cause, but grey is gone
            share.append(shares[s] if rating == GREY else 1.0)
            slip.append(max(months, slips[s]))
    book.put("saving_rated_share", shares)
    book.put("saving_rated_slippage", slips)
    book.put("saving_share_expected", share)
    book.put("saving_slippage", slip)
    on = book.fixed("saving_on")
    for line, wanted in (("saving_counts", APPROVED), ("saving_counts_if_agreed", PROPOSED)):
        stage = book.fixed("saving_approval")
        book.put(line, [on[s] if stage[s] == wanted else 0.0 for s in range(len(on))])


def work_projects(book: Book) -> None:
    """Say how late each project is, by itself and by the slowest chain that it waits for."""
    delay, steps = book.fixed("project_delay"), book.groups["step", "project"]
    chains = [0.0 for _ in book.groups["route", "project"]]
    for step, chain in enumerate(book.groups["step", "route"]):
        chains[chain] += delay[steps[step]]
    slowest = [0.0 for _ in delay]
    for chain, first in enumerate(book.groups["route", "project"]):
        slowest[first] = max(slowest[first], chains[chain])
    live = book.fixed("project_go_live")
    book.put("step_delay", [delay[p] for p in steps])
    book.put("route_delay", chains)
    book.put("project_put_back", slowest)
    book.put("project_expected_go_live", [live[p] + slowest[p] for p in range(len(live))])
    of = book.groups["milestone", "project"]
    late = [slowest[p] for p in of]
    due, status = book.fixed("milestone_due"), book.fixed("milestone_status")
    book.put("milestone_put_back", late)
    book.put(
        "milestone_expected",
        [due[m] + (0.0 if status[m] == MET else late[m]) for m in range(len(due))],
    )
    book.put("milestone_counts", [1.0 for _ in due])
    book.put("project_milestones", [float(list(of).count(p)) for p in range(len(live))])


def work_lateness(book: Book) -> None:
    """Put each saving back by its own slippage and by the latest of its projects (rule 4.3)."""
    start, slips = book.fixed("saving_start"), book.row("saving_slippage", 1)
    links = [book.row("project_put_back", 1)[p] for p in book.groups["link", "project"]]
    behind = [0.0 for _ in start]
    for link, saving in enumerate(book.groups["link", "saving"]):
        behind[saving] = max(behind[saving], links[link])
    late = [slips[s] + behind[s] for s in range(len(start))]
    book.put("link_delay", links)
    book.put("saving_enabler_delay", behind)
    book.put("saving_months_late", late)
    book.put("saving_late_start", [start[s] + late[s] for s in range(len(start))])


def arrived(typed: Row, months: float) -> float:
    """Say how much of a typed level, given from the base year on, has arrived so late.

    A rise arrives so many months late, two years at most; a fall takes what came last first.
    """
    waiting: list[float] = []  # what each of the last two years' rises still stands at
    for this, last in zip(typed[1:], typed[:-1], strict=True):
        fall = max(0.0, last - this)
        if waiting:
            waiting[-1] = max(0.0, waiting[-1] - fall)
        waiting = [*waiting[-1:], max(0.0, this - last)]
    missing = 0.0
    for age, rise in enumerate(reversed(waiting)):
        missing += rise * min(12.0, max(0.0, months - 12 * age)) / 12
    return typed[-1] - missing


def work_savings(book: Book, t: int) -> None:
    """Work savings as members approved them, as expected, and as proposed (rules 4.1 and 4.3)."""
    work_ratings(book)
    work_projects(book)
    work_lateness(book)
    last = book.row("saving_typed_level", t - 1)
    typed = typed_levels(
        book, t, "saving_amount", "saving_as", "saving_recurrence", "saving_typed_level"
    )
    book.put("saving_typed_level", typed)
    late = []
    for s, months in enumerate(book.row("saving_months_late", t)):
        late.append(arrived([book.row("saving_typed_level", u)[s] for u in range(t + 1)], months))
    book.put("saving_late_level", late)
    book.put("saving_rise", [max(0.0, typed[s] - last[s]) for s in range(len(typed))])
    book.put("saving_fall", [max(0.0, last[s] - typed[s]) for s in range(len(typed))])
    counted = book.row("saving_in_base", 0)
    book.put("saving_in_base", counted)
    lasts = [recurs == RECURRING for recurs in book.fixed("saving_recurrence")]
    book.put("saving_in_full", [
        (book.row("saving_counts", t)[s] * (full + typed[s]) if lasts[s] else 0.0) - counted[s]
        for s, full in enumerate(book.fixed("saving_full_year_effect"))
    ])  # fmt: skip
    for stage in STAGES:
        level, before = saving_levels(book, t, stage), book.row(f"saving_{stage}_level", t - 1)
        increment = [level[s] - before[s] for s in range(len(level))]
        one_off = saving_one_offs(book, t, stage)
        book.put(f"saving_{stage}_level", level)
        book.put(f"saving_{stage}_increment", increment)
        book.put(f"saving_{stage}_one_off", one_off)
        opening = book.row(f"saving_{stage}_level", 0)
        since = [level[s] - opening[s] for s in range(len(level))]
        book.put(f"saving_{stage}_since_base", since)
        book.put(f"saving_{stage}", [since[s] + one_off[s] for s in range(len(level))])
        book.put_one(f"saving_{stage}_increments", sum(increment))
        book.put_one(f"saving_{stage}_one_offs", sum(one_off))


def saving_terms(book: Book, t: int, stage: str) -> tuple[Sequence[float], Row, Row]:
    """Give starts, typed levels and weights: value by delivery, timing by slippage (rule 4.3)."""
    wanted = PROPOSED if stage == "proposed" else APPROVED
    approval, on = book.fixed("saving_approval"), book.fixed("saving_on")
    weight = [on[s] if approval[s] == wanted else 0.0 for s in range(len(on))]
    if stage != "expected":
        return book.fixed("saving_start"), book.row("saving_typed_level", t), weight
    share = book.row("saving_share_expected", t)
    weight = [weight[s] * share[s] for s in range(len(on))]
    return book.row("saving_late_start", t), book.row("saving_late_level", t), weight


def saving_levels(book: Book, t: int, stage: str) -> Row:
    """Work each recurring scheme's saving in the year, by months in effect (rule 4.2)."""
    start, typed, weight = saving_terms(book, t, stage)
    levels = []
    for s, full in enumerate(book.fixed("saving_full_year_effect")):
        months = min(12.0, max(0.0, 12 * t - start[s]))
        lasts = book.fixed("saving_recurrence")[s] == RECURRING
        levels.append(weight[s] * (full * months / 12 + typed[s]) if lasts else 0.0)
    return levels


def saving_one_offs(book: Book, t: int, stage: str) -> Row:
    """Work each one-off scheme's saving, all of it in the year it starts (rule 4.2)."""
    start, levels, weight = saving_terms(book, t, stage)
    amounts = []
    for s, full in enumerate(book.fixed("saving_full_year_effect")):
        lasts = book.fixed("saving_recurrence")[s] == RECURRING
        starting = full if 12 * (t - 1) <= start[s] < 12 * t else 0.0
        # A typed one-off names its own year, so slippage does not move it.
        typed = book.yearly("saving_amount", t)[s]
        outside = starting + typed
        if book.fixed("saving_recurrence")[s] == TIME_LIMITED:
            months = min(12.0, max(0.0, 12 * t - start[s]))
            outside = full * months / 12 + levels[s]
        amounts.append(0.0 if lasts else weight[s] * outside)
    return amounts
