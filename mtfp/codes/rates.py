"""Doubts about business rates, the settlement and grants."""

from mtfp.codes.entry import Entry

RATES_DOUBTS = (
    Entry(
        "W141",
        "Business rates given by halves",
        "Either the plan works its rates by the retention scheme and lacks what the scheme needs, "
        "so that a year comes out far too low, or it gives figures that its method never reads.",
        "Give net_rates_income, rates_local_share, business_rates_baseline and "
        "baseline_funding_level for every year with business_rates_method retention, or none of "
        "them with growth.",
        "business_rates_method: {value: retention, ...}, and no net_rates_income",
        "business_rates_method: {value: retention, ...}\n"
        "net_rates_income: {every_year: £100m, ...}",
    ),
    Entry(
        "W142",
        "A rolled-in grant that does not come to nought",
        "When a specific grant is rolled into a general one, the general one rises and the "
        "specific one ends, while the spending goes on. If the two sides do not come to nought "
        "together, the plan shows a gain that nobody pays, or a loss that nobody suffers.",
        "Give both sides the same amount, and a side that is ring-fenced a stranded_share of "
        "100%, so that its spending is found again.",
        "id,kind,pair,ringfenced,base,2026/27,stranded_share\n"
        "rsg_care,rsg,care,no,£0,£2m,\n"
        "care_grant,grant,care,yes,£2m,£0,",
        "id,kind,pair,ringfenced,base,2026/27,stranded_share\n"
        "rsg_care,rsg,care,no,£0,£2m,\n"
        "care_grant,grant,care,yes,£2m,£0,100%",
    ),
    Entry(
        "W143",
        "A new allocation that counts at once",
        "The new distribution of revenue support grant is reached in steps. Without them the "
        "whole gain or loss stands in the first year.",
        "Give rsg_new_share for every year: a third, two thirds and then all of it by the "
        "settlement of 2026.",
        "rsg_old_allocation £30m, rsg_new_allocation £45m and no rsg_new_share",
        "rsg_new_share:\n  {2026/27: 33.3333333333%, 2027/28: 66.6666666667%, onwards: 100%, ...}",
    ),
    Entry(
        "W144",
        "A pool whose members are not as the plan has them",
        "A member of a pool pays no levy and receives no safety net of its own, and what pooling "
        "saves rests on every member's figures. If the council is not found among them, or a "
        "figure of its own is typed beside the one that is worked, the pool and the plan tell "
        "two stories.",
        "Say in `council` which row is the council itself and leave its figures blank; give the "
        "other members' for every year.",
        "id,council,retained 2026/27\nours,,£59.9m\nnext_door,,£4.2m",
        "id,council,retained 2026/27\nours,as_one,\nnext_door,,£4.2m",
    ),
    Entry(
        "W145",
        "A share of more than the pool saves",
        "What pooling saves is shared out between its members, so no share is more than the "
        "whole; and a member that is pooled as one has kept its own levy already. More than that "
        "is money that nobody pays.",
        "Lower the amount typed in funding to what the agreement gives the council.",
        "business_rates typed in funding £0.9m, and the pool saves £0.7m",
        "business_rates typed in funding £0.2m, and the pool saves £0.7m",
    ),
    Entry(
        "W146",
        "A reset of business rates that is not spoken of",
        "In 2026/27 the baselines of the retention scheme were set anew, and growth from before "
        "it is kept no longer. A plan that does not say so keeps what is gone, or has lost it "
        "through baselines that were typed without a word.",
        "Say in rates_reset for each year whether it is one, or name the pack of the settlement, "
        "which does.",
        "business_rates_method: {value: retention, ...}, and no rates_reset",
        'rates_reset: {2026/27: "yes", onwards: "no", ...}',
    ),
    Entry(
        "W147",
        "Two shares of the same rates",
        "What the council keeps of rates income and what it bears of the collection fund's "
        "surplus or deficit on it follow the same share. Two different figures tell two stories.",
        "Make them equal, or leave business_rates_fund_share out where the estimates are typed "
        "as the council's own part.",
        "rates_local_share: {every_year: 49%, ...}\nbusiness_rates_fund_share: {value: 40%, ...}",
        "rates_local_share: {every_year: 49%, ...}\nbusiness_rates_fund_share: {value: 49%, ...}",
    ),
)
