"""What the council keeps of business rates, worked by the rules of the retention scheme.

A council keeps its local share, pays a tariff or receives a top-up so that it would have its
assessed need if rates came in as expected, gives up part of its growth as a levy, and is
kept from falling far below its need by the safety net. At a reset the expectation is set
anew, and growth from before it is kept no longer.
"""

from mtfp.algebra.expressions import Expression, before, given, highest, line, lowest, where
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

base_business_rates = given(
    "Retained business rates in the base year", GBP, if_absent=0,
    sentence="The council's share of rates, with tariff or top-up and compensation grants.",
)  # fmt: skip
net_rates_income = given(
    "Net business rates of the area", GBP, yearly=True, if_absent=0, least=0,
    sentence="What ratepayers of the area owe after reliefs, losses and appeals, before it is "
    "shared out.",
)  # fmt: skip
rates_local_share = given(
    "Local share of business rates", PERCENT, yearly=True, if_absent=0, least=0, most=1,
    sentence="The council's own share: 49% for a metropolitan district, 40% for a shire district, "
    "9% or 10% for a county, more in areas of enhanced retention.",
)  # fmt: skip
section_31_grant = given(
    "Section 31 compensation for business rates", GBP, yearly=True, if_absent=0,
    sentence="Compensation for reliefs that government grants, without what is worked from the "
    "multipliers.",
)  # fmt: skip
base_business_rates_baseline = given(
    "Business rates baseline of the base year", GBP, if_absent=0, least=0,
    sentence="What the council was expected to keep of its local share in the base year.",
)  # fmt: skip
base_baseline_funding_level = given(
    "Baseline funding level of the base year", GBP, if_absent=0, least=0,
    sentence="What the council was assessed to need from the scheme in the base year.",
)  # fmt: skip
business_rates_baseline = given(
    "Business rates baseline typed by year", GBP, yearly=True, if_absent=0, least=0,
    sentence="From the settlement; £0 in a year whose baseline is to be last year's, uprated.",
)  # fmt: skip
baseline_funding_level = given(
    "Baseline funding level typed by year", GBP, yearly=True, if_absent=0, least=0,
    sentence="From the settlement; £0 in a year whose level is to be last year's, uprated.",
)  # fmt: skip
baselines_uprating = given(
    "Uprating of the baselines", PERCENT, yearly=True, if_absent=0,
    sentence="How much baseline and funding level rise where they are not typed: the September "
    "rise in consumer prices.",
)  # fmt: skip
rates_reset = given(
    "Reset of business rates baselines", CHOICE, yearly=True, if_absent=0,
    choices={"no": 0, "yes": 1},
    sentence="yes in a year, such as 2026/27, from which only later growth is kept; a baseline "
    "that is not typed is then the year's own local share with its compensation.",
)  # fmt: skip
rates_multiplier = given(
    "Business rates multiplier, pence", NUMBER, yearly=True, if_absent=0, least=0,
    sentence="Pence in the pound that ratepayers are charged; without it no compensation for "
    "under-indexation is worked.",
)  # fmt: skip
base_notional_multiplier = given(
    "Notional multiplier of the base year, pence", NUMBER, if_absent=0, least=0,
    sentence="Where the multiplier would have been in the base year had it always followed prices.",
)  # fmt: skip
september_cpi = given(
    "Rise in consumer prices in the September before", PERCENT, yearly=True, if_absent=0,
    sentence="By how much the multiplier would rise in the year if it followed prices.",
)  # fmt: skip
safety_net_share = given(
    "Safety net, as a share of the baseline funding level", PERCENT, yearly=True,
    if_absent=0.925, least=0, most=1,
    sentence="92.5% by the Levy and Safety Net Regulations 2013, not confirmed from 2026/27; 97% "
    "has been usual in areas that keep all of their rates.",
)  # fmt: skip
levy_cap = given(
    "Highest levy on growth", PERCENT, yearly=True, if_absent=0.5, least=0, most=1,
    sentence="50p in the pound by the Levy and Safety Net Regulations 2013, not confirmed from "
    "2026/27; 0% where all growth is kept.",
)  # fmt: skip


def levy_rate_of(brb: Expression, bfl: Expression) -> Expression:
    """The share of its growth that who has this baseline and funding level gives up."""
    return where(brb > 0, highest(0, lowest(levy_cap, 1 - bfl / brb)), 0)


def safety_net_of(retained: Expression, bfl: Expression) -> Expression:
    """What lifts who keeps so much to the guaranteed share of the funding level."""
    return highest(0, safety_net_share * bfl - retained)


local_rates_income = line(
    "Local share of business rates income", GBP, net_rates_income * rates_local_share,
    sentence="The council's own share of what the area's ratepayers owe.",
)  # fmt: skip
brb = line(
    "Business rates baseline", GBP,
    where(
        business_rates_baseline > 0,
        business_rates_baseline,
        where(
            rates_reset.chosen("yes"),
            local_rates_income + section_31_grant,
            before("brb") * (1 + baselines_uprating),
        ),
    ),
    opening=base_business_rates_baseline,
    sentence="What the council is expected to keep of its local share: as typed, or at a reset "
    "what it does keep with compensation, or last year's, uprated.",
)  # fmt: skip
bfl = line(
    "Baseline funding level", GBP,
    where(
        baseline_funding_level > 0,
        baseline_funding_level,
        before("bfl") * (1 + baselines_uprating),
    ),
    opening=base_baseline_funding_level,
    sentence="What the council is assessed to need from the scheme: as typed, or last year's, "
    "uprated.",
)  # fmt: skip
tariff = line(
    "Tariff", GBP, highest(0, brb - bfl),
    sentence="What is paid to government where expected rates are more than assessed need.",
)  # fmt: skip
top_up = line(
    "Top-up", GBP, highest(0, bfl - brb),
    sentence="What government pays where expected rates are less than assessed need.",
)  # fmt: skip
notional_multiplier = line(
    "Notional multiplier, pence", NUMBER,
    where(
        rates_reset.chosen("yes"),
        rates_multiplier,
        before("notional_multiplier") * (1 + september_cpi),
    ),
    opening=base_notional_multiplier,
    sentence="Where the multiplier would be had it followed prices since the last reset.",
)  # fmt: skip
cap_grant = line(
    "Compensation for under-indexation", GBP,
    where(
        rates_multiplier > 0,
        local_rates_income
        * highest(0, notional_multiplier - rates_multiplier)
        / rates_multiplier,
        0,
    ),
    sentence="Section 31 grant for a multiplier held below prices: the rates that ratepayers are "
    "spared.",
)  # fmt: skip
retained_rates = line(
    "Business rates before levy and safety net", GBP,
    local_rates_income + section_31_grant + cap_grant - tariff + top_up,
    sentence="The local share with its compensation, less the tariff or with the top-up.",
)  # fmt: skip
rates_growth = line(
    "Business rates growth above the baseline", GBP, retained_rates - bfl,
    opening=where(base_baseline_funding_level > 0, base_business_rates - bfl, 0),
    sentence="What rates bring beyond assessed need; brackets are a shortfall.",
)  # fmt: skip
rates_growth_lost = line(
    "Business rates growth ended by a reset", GBP,
    where(rates_reset.chosen("yes"), highest(0, before(rates_growth)), 0),
    sentence="Last year's growth, which the new baselines take in: it is kept no longer. A "
    "shortfall is nothing to lose.",
)  # fmt: skip
rates_levy_rate = line(
    "Levy rate on business rates growth", PERCENT, levy_rate_of(brb, bfl),
    sentence="The share of growth that is given up: one less assessed need over expected rates, "
    "up to the cap; a council with a top-up gives up nothing.",
)  # fmt: skip
rates_levy = line(
    "Levy on business rates growth, alone", GBP, rates_levy_rate * highest(0, rates_growth),
    sentence="The part of growth that a council outside a pool pays to government.",
)  # fmt: skip
safety_net = line(
    "Safety net payment, alone", GBP, safety_net_of(retained_rates, bfl),
    sentence="What government pays a council outside a pool so that rates bring at least the "
    "guaranteed share of the baseline funding level.",
)  # fmt: skip
