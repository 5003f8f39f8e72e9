"""Savings as approved, as expected and as proposed: part-year at first, in full after.

A scheme that starts on 1 October gives half of its full-year effect in that year and the
other half on top in the next. Expected savings are the same schemes, started late by
their slippage and delivering only their share.
"""

from __future__ import annotations

from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    Expression,
    Operand,
    before,
    highest,
    line,
    lowest,
    total,
    where,
)
from mtfp.algebra.lines import Family
from mtfp.model.amounts import level
from mtfp.model.calendar import months_elapsed
from mtfp.model.enablers import saving_late_start, saving_months_late
from mtfp.model.ratings import saving_share_expected
from mtfp.model.savings_register import (
    SAVING,
    saving_amount,
    saving_approval,
    saving_as,
    saving_counts,
    saving_counts_if_agreed,
    saving_full_year_effect,
    saving_recurrence,
    saving_start,
)
from mtfp.terms import GBP

saving_typed_level = line(
    "Saving typed in, against the base", GBP,
    level("saving_typed_level", saving_amount, saving_as, saving_recurrence),
    per=SAVING, opening=0,
    sentence="The typed amounts as a level against the base year.",
)  # fmt: skip
saving_rise = line(
    "Rise of the typed saving", GBP,
    highest(0, saving_typed_level - before(saving_typed_level)), per=SAVING, opening=0,
    sentence="What the year adds to the typed level; nothing where it falls.",
)  # fmt: skip
saving_fall = line(
    "Fall of the typed saving", GBP,
    highest(0, before(saving_typed_level) - saving_typed_level), per=SAVING,
    sentence="What the year takes off the typed level; nothing where it rises.",
)  # fmt: skip
# Months beyond twelve put back last year's rise too. What ends, ends on time: it comes off what
# was still to arrive first.
saving_late_level = line(
    "Saving typed in, arriving late", GBP,
    saving_typed_level
    - lowest(MONTHS_IN_YEAR, saving_months_late) / MONTHS_IN_YEAR * saving_rise
    - lowest(MONTHS_IN_YEAR, highest(0, saving_months_late - MONTHS_IN_YEAR))
    / MONTHS_IN_YEAR
    * highest(0, before(saving_rise) - saving_fall),
    per=SAVING,
    sentence="The typed level, with each year's rise arriving as many months late as expected, "
    "two years at most; what ends, ends on time.",
)  # fmt: skip


def months_in_effect(start: Expression) -> Expression:
    """Whole months of the year in which a scheme that began at `start` saves, 0 to 12."""
    return lowest(MONTHS_IN_YEAR, highest(0, months_elapsed - start))


def if_recurring(amount: Expression) -> Expression:
    """The amount of a recurring scheme; nothing of a one-off."""
    return where(saving_recurrence.chosen("recurring"), amount, 0)


def savings_chain(
    name: str,
    described: str,
    start: Expression,
    typed: Expression,
    share: Expression,
    *,
    in_base: Operand,
) -> Family:
    """The lines of one reading of the savings register: approved, expected or proposed.

    `name` is the name that the family is bound to; `in_base` is what the approved budget of
    the base year already counts on.
    """
    effect = saving_full_year_effect * months_in_effect(start) / MONTHS_IN_YEAR
    reached = line(
        f"Saving reached, {described}", GBP, if_recurring(share * (effect + typed)),
        per=SAVING, opening=in_base,
        sentence="What the scheme saves in the year against never having begun: full-year "
        "effect, by the months in effect.",
    )  # fmt: skip
    increment = line(
        f"New saving in the year, {described}", GBP, reached - before(reached), per=SAVING,
        sentence="What the year adds to last year's saving: the base falls by this much more.",
    )  # fmt: skip
    in_first_year = where(
        months_elapsed > start,
        where(months_elapsed - start <= MONTHS_IN_YEAR, saving_full_year_effect, 0),
        0,
    )
    outside_the_base = where(
        saving_recurrence.chosen("time_limited"), effect + typed, in_first_year + saving_amount
    )
    one_off_line = line(
        f"One-off or time-limited saving, {described}", GBP,
        where(saving_recurrence.chosen("recurring"), 0, share * outside_the_base),
        per=SAVING,
        sentence="Saved outside the base: once, in the year the scheme starts or is typed in, or "
        "for as long as it lasts.",
    )  # fmt: skip
    since_base = line(
        f"Recurring saving since the base year, {described}", GBP,
        before(f"{name}_since_base") + increment, per=SAVING, opening=0,
        sentence="What the scheme has taken off the recurring budget since the base year.",
    )  # fmt: skip
    in_year = line(
        f"Saving, {described}", GBP, since_base + one_off_line, per=SAVING,
        sentence="All that the scheme takes off the year's budget, recurring or not.",
    )  # fmt: skip
    increments = line(
        f"New recurring savings, {described}", GBP, total(increment),
        sentence="All that the year adds to recurring savings.",
    )  # fmt: skip
    one_offs = line(
        f"One-off and time-limited savings, {described}", GBP, total(one_off_line),
        sentence="All savings that stay outside the base.",
    )  # fmt: skip
    return Family(
        {"": in_year, "_level": reached, "_increment": increment, "_since_base": since_base,
         "_one_off": one_off_line, "_increments": increments, "_one_offs": one_offs}
    )  # fmt: skip


# The approved base counts on a scheme already begun as it was planned, so one that is now
# switched off, late or short has that much put back into the budget.
months_before_the_plan = lowest(MONTHS_IN_YEAR, highest(0, -saving_start))
counted_on = where(
    saving_approval.chosen("approved"),
    if_recurring(saving_full_year_effect * months_before_the_plan / MONTHS_IN_YEAR),
    0,
)
saving_in_base = line(
    "Counted on in the base year", GBP, counted_on, per=SAVING, opening=counted_on,
    sentence="What the approved budget of the base year already has of a recurring scheme that "
    "began in it.",
)  # fmt: skip
saving_planned = savings_chain(
    "saving_planned", "as approved", saving_start, saving_typed_level, saving_counts,
    in_base=saving_in_base,
)  # fmt: skip
saving_in_full = line(
    "Recurring saving in full effect, as approved", GBP,
    if_recurring(saving_counts * (saving_full_year_effect + saving_typed_level)) - saving_in_base,
    per=SAVING,
    sentence="What the scheme takes off the recurring budget in a full year, whether or not it "
    "has begun.",
)  # fmt: skip
saving_expected = savings_chain(
    "saving_expected", "as expected", saving_late_start, saving_late_level,
    saving_counts * saving_share_expected, in_base=saving_in_base,
)  # fmt: skip
saving_proposed = savings_chain(
    "saving_proposed", "as proposed", saving_start, saving_typed_level, saving_counts_if_agreed,
    in_base=0,
)  # fmt: skip
