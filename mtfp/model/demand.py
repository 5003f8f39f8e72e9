"""Demand: more people, dearer places and a harder mix, each told apart with nothing left over.

Volume is valued at the old price and mix, price at the new volume and old mix, mix at the new
volume and price: the three add up exactly to what the cost moves. People who arrive evenly
through a year cost half a year's worth in it, and the other half comes the year after.
"""

from mtfp.algebra.expressions import Axis, before, given, line, spread
from mtfp.model.indices import INDEX, index_uplift
from mtfp.model.owners import owner
from mtfp.model.part_year import full_year_behind, paid_in_year
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, GBP_EACH, NUMBER, PERCENT, SERVED

DEMAND = Axis("demand", "demand line", "demand", groups=(INDEX,), optional_groups=(SERVICE,))

demand_volume = given(
    "Volume of the base year", SERVED, per=DEMAND, least=0,
    sentence="How many people, places or journeys the approved budget pays for over the year, "
    "each counted as a full year.",
)  # fmt: skip
demand_unit_cost = given(
    "Unit cost of the base year", GBP_EACH, per=DEMAND, least=0,
    sentence="What one of them costs in a full year.",
)  # fmt: skip
demand_volume_growth = given(
    "Growth of volume", PERCENT, per=DEMAND, yearly=True, if_absent=0, least=-1,
    sentence="How many more there are at the end of the year than at the end of the last.",
)  # fmt: skip
demand_mix_growth = given(
    "Growth by mix", PERCENT, per=DEMAND, yearly=True, if_absent=0, least=-1,
    sentence="How much dearer one is on average because more of them need the dearer kind, at "
    "the same prices.",
)  # fmt: skip
demand_first_year_share = given(
    "Share of a year's growth that is paid in it", PERCENT, per=DEMAND, if_absent=0.5,
    least=0, most=1,
    sentence="50% where people come evenly through the year, which is taken unless the plan "
    "says otherwise (this model's own choice); 100% where they all come in April.",
)  # fmt: skip
demand_growth_in_base = given(
    "Growth of volume in the base year", PERCENT, per=DEMAND, if_absent=0, least=-0.5, most=1,
    sentence="How much volume grew through the base year; what that costs in a full year comes "
    "in the first year of the plan.",
)  # fmt: skip
demand_funded = given(
    "Share that the budget pays for", PERCENT, per=DEMAND, if_absent=1, least=0, most=1,
    sentence="100% unless the service is told to absorb the rest within the budget that it has. "
    "Of a fall the same share leaves the budget: the rest is the service's, which bore the rest of "
    "the rise.",
)  # fmt: skip
demand_owner = owner(DEMAND)

demand_reached = line(
    "Volume at the end of the year", SERVED,
    before("demand_reached") * (1 + demand_volume_growth), per=DEMAND,
    opening=full_year_behind(demand_volume, demand_growth_in_base, demand_first_year_share),
    sentence="Last year's, with this year's growth.",
)  # fmt: skip
demand_paid = line(
    "Volume paid for in the year", SERVED,
    paid_in_year(demand_reached, before(demand_reached), 1 - demand_first_year_share), per=DEMAND,
    opening=demand_volume,
    sentence="What the year starts with, and the share of its growth that is paid in it.",
)  # fmt: skip
demand_price = line(
    "Unit cost", GBP_EACH, before("demand_price") * (1 + spread(index_uplift, DEMAND)), per=DEMAND,
    opening=demand_unit_cost,
    sentence="Last year's, raised by this year's uplift of the index that it follows.",
)  # fmt: skip
demand_mix = line(
    "Mix, against the base year", NUMBER, before("demand_mix") * (1 + demand_mix_growth),
    per=DEMAND, opening=1,
    sentence="How many times as dear one is as in the base year, by its kind alone.",
)  # fmt: skip
demand_cost = line(
    "Cost of demand", GBP, demand_paid * demand_price * demand_mix, per=DEMAND,
    opening=demand_volume * demand_unit_cost,
    sentence="Volume paid for, by unit cost, by mix.",
)  # fmt: skip
demand_full_cost = line(
    "Cost of a full year of the volume reached", GBP, demand_reached * demand_price * demand_mix,
    per=DEMAND,
    sentence="What all who are there at the end of the year cost in twelve months; what the "
    "year itself does not pay of it comes next year.",
)  # fmt: skip
demand_volume_effect = line(
    "Rise by volume", GBP,
    (demand_paid - before(demand_paid)) * before(demand_price) * before(demand_mix), per=DEMAND,
    sentence="More of them, at last year's unit cost and mix.",
)  # fmt: skip
demand_price_effect = line(
    "Rise by price", GBP,
    demand_paid * (demand_price - before(demand_price)) * before(demand_mix), per=DEMAND,
    sentence="Dearer ones, at this year's volume and last year's mix.",
)  # fmt: skip
demand_mix_effect = line(
    "Rise by mix", GBP, demand_paid * demand_price * (demand_mix - before(demand_mix)), per=DEMAND,
    sentence="More of the dearer kind, at this year's volume and unit cost.",
)  # fmt: skip
demand_rise = line(
    "Rise in the cost of demand", GBP, demand_cost - before(demand_cost), per=DEMAND,
    sentence="This year's increase, whoever is to bear it: volume, price and mix.",
)  # fmt: skip
demand_pressure = line(
    "Demand pressure", GBP, demand_rise * demand_funded, per=DEMAND,
    sentence="The part of the year's rise that the budget pays for, which stays in the base.",
)  # fmt: skip
