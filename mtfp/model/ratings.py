"""What a saving's rating stands for: a share that arrives, or months late, never both.

There is no national standard by which a rating becomes a probability. So the shares and months
are assumptions of the plan, and their defaults are this model's own choice.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Expression, Input, given, highest, line, where
from mtfp.model.savings_register import (
    SAVING,
    saving_delivery_probability,
    saving_slippage_months,
)
from mtfp.terms import CHOICE, MONTHS, PERCENT

saving_rag = given(
    "Rating", CHOICE, per=SAVING, if_absent=0,
    choices={"not_rated": 0, "blue": 1, "green": 2, "amber": 3, "red": 4, "grey": 5},
    sentence="blue: delivered and out of the budget; green: on track, with an owner and a plan; "
    "amber: at risk, with something done about it; red: unlikely, or without a plan; grey: "
    "withdrawn or replaced; not_rated where nothing is said.",
)  # fmt: skip
rating_prices = given(
    "What a rating prices", CHOICE, if_absent=0, choices={"value": 0, "timing": 1},
    sentence="value: a rated saving arrives on time and in part; timing: it arrives late and in "
    "full, but for one that is grey. Doing both would count one cause twice.",
)  # fmt: skip

NO_STANDARD = (
    "There is no national standard for it; this default is the model's own choice, and one city "
    "council's published trackers of three years come to 82% over all its savings."
)


def share_when(colour: str, share: float) -> Input:
    """The share of a saving of one rating that is expected to arrive."""
    return given(
        f"Share expected of a saving rated {colour}", PERCENT, if_absent=share, least=0, most=1,
        sentence=f"How much of its value arrives where ratings price value. {NO_STANDARD}",
    )  # fmt: skip


def months_when(colour: str, months: int) -> Input:
    """How many months late a saving of one rating is expected."""
    return given(
        f"Slippage of a saving rated {colour}", MONTHS, if_absent=months, least=0, most=12,
        sentence=f"How many months late it starts where ratings price timing. {NO_STANDARD}",
    )  # fmt: skip


rating_blue_share = share_when("blue", 1)
rating_green_share = share_when("green", 0.95)
rating_amber_share = share_when("amber", 0.6)
rating_red_share = share_when("red", 0.2)
rating_grey_share = share_when("grey", 0)
rating_blue_slippage = months_when("blue", 0)
rating_green_slippage = months_when("green", 0)
rating_amber_slippage = months_when("amber", 3)
rating_red_slippage = months_when("red", 6)


def by_rating(of: dict[str, Input], otherwise: int) -> Expression:
    """What each rating stands for, and what one that is not named does."""
    tree: Expression | int = otherwise
    for colour, worth in reversed(of.items()):
        tree = where(saving_rag.chosen(colour), worth, tree)
    assert isinstance(tree, Expression)
    return tree


saving_rated_share = line(
    "Share that the rating stands for", PERCENT,
    by_rating(
        {
            "blue": rating_blue_share, "green": rating_green_share, "amber": rating_amber_share,
            "red": rating_red_share, "grey": rating_grey_share,
        },
        otherwise=1,
    ),
    per=SAVING,
    sentence="What the plan expects of savings of this rating; all of one that is not rated.",
)  # fmt: skip
saving_rated_slippage = line(
    "Slippage that the rating stands for", MONTHS,
    by_rating(
        {
            "blue": rating_blue_slippage, "green": rating_green_slippage,
            "amber": rating_amber_slippage, "red": rating_red_slippage,
        },
        otherwise=0,
    ),
    per=SAVING,
    sentence="How late the plan expects savings of this rating; none of one that is not rated.",
)  # fmt: skip
saving_share_expected = line(
    "Share expected, as typed or by its rating", PERCENT,
    where(
        saving_delivery_probability < 1,
        saving_delivery_probability,
        where(
            rating_prices.chosen("value"),
            saving_rated_share,
            where(saving_rag.chosen("grey"), saving_rated_share, 1),
        ),
    ),
    per=SAVING,
    sentence="The share typed for the scheme if it is below 100%; otherwise its rating's, where "
    "ratings price value or it is withdrawn.",
)  # fmt: skip
saving_slippage = line(
    "Slippage expected, as typed or by its rating", MONTHS,
    where(
        saving_delivery_probability < 1,
        saving_slippage_months,
        where(
            rating_prices.chosen("timing"),
            highest(saving_slippage_months, saving_rated_slippage),
            saving_slippage_months,
        ),
    ),
    per=SAVING,
    sentence="The months typed for the scheme; or its rating's if they are more, where ratings "
    "price timing and no share below 100% is typed.",
)  # fmt: skip
