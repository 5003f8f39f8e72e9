"""The tables that stand behind reserves."""

from mtfp.outputs.tables.rows import Row, Table

BALANCES = Table(
    "Balance of each reserve at the year's end",
    (Row("reserve_balance", each=True), Row("closing_reserves", total=True)),
)
DRAWS = Table(
    "Drawn from each reserve",
    (Row("reserve_draw", each=True, base=False), Row("permitted_draw", total=True, base=False)),
)
AGAINST_MINIMUM = Table(
    "Usable reserves against their minimum",
    (Row("usable_reserves", memo=True), Row("minimum_reserves", memo=True)),
)
LICENCE = Table(
    "What the year's draw on reserves is for",
    (
        Row("bridging", optional=True),
        Row("bridging_targets", optional=True),
        Row("investing", optional=True),
        Row("draws_for_risks", optional=True),
        Row("bridging_undecided", optional=True),
        Row("draw_for_one_offs", optional=True),
        Row("draw_moved", optional=True),
        Row("draw_not_needed", optional=True),
        Row("sustaining", optional=True),
        Row("permitted_draw", total=True, base=False),
        Row("structural_gap", memo=True),
    ),
    needs="permitted_draw",
)
BRIDGED = Table(
    "Savings that reserves bridge on their way to full effect",
    (Row("saving_bridged", each=True, optional=True), Row("bridging", total=True)),
    needs="bridging",
)
UNDECIDED = Table(
    "Savings that have slipped, whose draw waits for members to approve their new start",
    (Row("saving_undecided", each=True, optional=True), Row("bridging_undecided", total=True)),
    needs="bridging_undecided",
)
NAMED_DRAWS = Table(
    "Named draws on reserves",
    (
        Row("draw_permitted", each=True, optional=True),
        Row("cost_from_reserve", each=True, optional=True),
        Row("named_draws", total=True),
        Row("named_draws_refused", memo=True, optional=True),
        Row("costs_refused_by_reserves", memo=True, optional=True),
    ),
    needs="named_draws",
)
MINIMUM = Table(
    "The risks that the minimum of the general fund balance may rest on",
    (
        Row("risk_expected_loss", each=True),
        Row("minimum_by_risk", total=True, label="Expected losses: no cover for a bad year"),
        Row("risks_exposed", memo=True),
        Row("minimum_by_percentage", memo=True, optional=True),
    ),
    needs="risks_exposed",
)
RUNWAY = Table(
    "How long reserves last",
    (
        Row("call_on_reserves", memo=True),
        Row("left_if_met", memo=True),
        Row("available_reserves", memo=True),
        Row("runway_years", memo=True, optional=True),
    ),
    needs="call_on_reserves",
)
SUPPORT = Table(
    "Exceptional support: what it takes off a year, and what it costs later years",
    (
        Row("capitalisation_direction", memo=True),
        Row("support_mrp", optional=True),
        Row("support_interest", optional=True),
        Row("support_cost", total=True),
        Row("support_balance", memo=True, optional=True),
    ),
    needs="capitalisation_direction",
)
RESILIENCE = Table(
    "Resilience indicators, against the net budget",
    (
        Row("reserves_level", memo=True, optional=True),
        Row("unallocated_ratio", memo=True, optional=True),
        Row("earmarked_ratio", memo=True, optional=True),
        Row("interest_ratio", memo=True, optional=True),
        Row("debt_ratio", memo=True, optional=True),
        Row("external_debt", memo=True, optional=True),
        Row("council_tax_ratio", memo=True, optional=True),
        Row("fees_ratio", memo=True, optional=True),
        Row("social_care_ratio", memo=True, optional=True),
        Row("growth_above_baseline", memo=True, optional=True),
    ),
    needs="reserves_level",
)
CHANGE_IN_RESERVES = Table(
    "Reserves against three years before",
    (
        Row("reserves_counted", memo=True),
        Row("reserves_three_years_ago", memo=True),
        Row("reserves_change", memo=True),
        Row(
            "reserves_sustainability",
            memo=True,
            label="Years until they are gone (100: not depleting, or longer)",
        ),
    ),
    needs="reserves_three_years_earlier",
)
OF_RESERVES = (
    LICENCE, BRIDGED, UNDECIDED, NAMED_DRAWS, MINIMUM, RUNWAY, SUPPORT, RESILIENCE,
    CHANGE_IN_RESERVES,
)  # fmt: skip
"""What stands behind reserves; each is left out where the plan says nothing of it."""
