"""Doubts about capital financing, the schools grant and the housing account."""

from mtfp.codes.entry import Entry

CAPITAL_DOUBTS = (
    Entry(
        "W131",
        "Debt beyond the authorised limit",
        "Full council sets the most that the council may owe, and borrowing beyond it is "
        "unlawful. A plan that needs more rests on a decision that nobody has taken.",
        "Plan less borrowing, more of other sources or a later start, or give the limit that "
        "full council is to be asked for.",
        "authorised_limit: {every_year: £80m, ...}, in a plan that borrows up to £85m",
        "authorised_limit: {every_year: £90m, ...}",
    ),
    Entry(
        "W132",
        "A recharge that would be subsidy",
        "The housing account is ring-fenced by law: it may bear its fair share of cost that it "
        "shares, and nothing more. What is charged beyond that is refused, so it closes no gap.",
        "Lower the recharge to the fair cost, or show that more of the shared cost is the "
        "account's.",
        "hra_recharge_asked £2m; hra_shared_cost £6m; hra_fair_share 25%",
        "hra_recharge_asked £1.5m; hra_shared_cost £6m; hra_fair_share 25%",
    ),
    Entry(
        "W133",
        "A scheme paid for twice",
        "What pays for the scheme comes to more than it spends. The rest lowers no borrowing, "
        "and it may be missing where it was meant to go.",
        "Type each source in the year whose spending it pays for, and as an amount or as a "
        "share, not both.",
        "spending £4m, grants £3m, grants_share 50%",
        "spending £4m, grants £3m",
    ),
    Entry(
        "W134",
        "A yearly cost that the base year does not know",
        "What a cost comes to in the first year is held against the approved budget. Where that "
        "says nothing of it, the whole cost counts as new, and the gap is too large by what the "
        "budget already holds.",
        "Say what the approved budget holds for it, and £0 if that is nothing.",
        "existing_mrp: {every_year: £3m, ...} alone",
        "existing_mrp: {every_year: £3m, ...} and base_capital_financing: {value: £3m, ...}",
    ),
    Entry(
        "W135",
        "An annuity without a rate",
        "At no rate an annuity is the same as equal instalments, so the method that was chosen "
        "changes nothing.",
        "Give annuity_rate, or say equal.",
        "mrp_method annuity, annuity_rate blank",
        "mrp_method annuity, annuity_rate 4%",
    ),
    Entry(
        "W136",
        "A schools grant deficit whose override is taken for granted",
        "The law keeps the deficit away from the council's reserves for a time only. A plan that "
        "does not say until when shows reserves as though it were for ever.",
        "Say in dsg_override for each year whether it is in_force, and ended after that.",
        "dsg_opening_deficit: {value: £9m, ...} alone",
        "dsg_override: {2026/27: in_force, 2027/28: in_force, onwards: ended, ...} beside it",
    ),
    Entry(
        "W137",
        "A housing account below its minimum",
        "The housing account has to keep itself. A balance below its minimum means that rents "
        "do not carry what is planned, recharges from the general fund among it.",
        "Look at its spending, its income and the recharge.",
        "hra_opening £2m, hra_minimum £3m",
        "hra_opening £5m, hra_minimum £3m",
    ),
    Entry(
        "W138",
        "More debt repaid than there is",
        "Loans fall due that the plan never had, so interest is worked on a debt below nought.",
        "Compare the loans that fall due with the debt at the start.",
        "existing_debt £10m; existing_debt_repaid £4m in each of three years",
        "existing_debt £12m; existing_debt_repaid £4m in each of three years",
    ),
    Entry(
        "W139",
        "Capital financing both typed and worked",
        "Schemes and loans give provision and interest by themselves. A pressure that holds the "
        "same cost makes the gap too large by all of it.",
        "Take the pressure out, or the schemes and loans; a row for what they leave out, such as "
        "a lease, may say so in its title.",
        "pressures.csv: financing,Capital financing,... beside schemes.csv",
        "schemes.csv alone",
    ),
)
LATER_CAPITAL_DOUBTS = (
    Entry(
        "W148",
        "A schools grant deficit whose cost nobody bears",
        "A deficit is cash gone, and that cash costs interest every year. Until the plan says "
        "that the general fund bears it, the cost is shown beside the gap and is not in it.",
        "Say in dsg_cost_borne_by who bears it: general_fund, or nobody_yet if that is so.",
        "dsg_opening_deficit: {value: £9m, ...} and dsg_rate: {every_year: 4%, ...} alone",
        "dsg_cost_borne_by: {value: general_fund, ...} beside them",
    ),
    Entry(
        "W149",
        "A capital financing requirement below nought",
        "More is charged as minimum revenue provision, or set aside, than there was spending to "
        "pay for. Nothing is left to charge, so the budget bears a cost that is not due.",
        "End existing_mrp when the spending from before the plan is paid for, or correct "
        "opening_cfr.",
        "opening_cfr £8m; existing_mrp £3m in each of three years",
        "opening_cfr £8m; existing_mrp {2026/27: £3m, 2027/28: £3m, 2028/29: £2m}",
    ),
)
