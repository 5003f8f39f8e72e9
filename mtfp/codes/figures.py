"""Mistakes in single figures: how they are written, what they rest on, and what they may be."""

from mtfp.codes.entry import Entry

FIGURES = (
    Entry(
        "E401",
        "A figure that is needed is missing",
        "Nothing is carried on from the year before, and a blank is not nought: either would "
        "be a figure that nobody decided on.",
        "Type the figure, for every year of the plan where it is a yearly one. Write 0 if "
        "nought is meant, and `onwards` to carry the last year on.",
        "tax_base_growth: {2026/27: 1%, 2027/28: 1%, basis: assumed}",
        "tax_base_growth: {2026/27: 1%, onwards: 1%, basis: assumed}",
    ),
    Entry(
        "E402",
        "Not a percentage",
        "3.5 could mean 3.5% or 350%, and 0.035 could mean 3.5% or 0.035%. A pay award read "
        "the wrong way is out by millions.",
        "Write the number with its sign, like 3.5%. In Excel, set the cells to show a "
        "percentage before saving as CSV.",
        "pay_award,Pay award,3.5",
        "pay_award,Pay award,3.5%",
    ),
    Entry(
        "E403",
        "Not an amount of money",
        "Words, two full stops or a comma in the wrong place leave open whether thousands or "
        "millions are meant.",
        "Write £1.2m, £450k, £1.1bn, 1,500 or 1,500.25; put brackets or a minus for less than "
        "nought. Put a figure that holds a comma in double quotes.",
        "approved_budget: {value: £200 million, basis: approved, source: Council}",
        "approved_budget: {value: £200m, basis: approved, source: Council}",
    ),
    Entry(
        "E404",
        "Pounds, or millions?",
        "Tables are printed in £m, and 12 or 1.2 copied from one would be read here as twelve "
        "pounds, or one pound and twenty pence: the saving would vanish without a trace.",
        "Write £12m or £1.2m. If so few pounds are meant, write the £: £12 or £1.20. Nought "
        "needs no sign.",
        "S2,Adult care pathway,1.2",
        "S2,Adult care pathway,£1.2m",
    ),
    Entry(
        "E405",
        "Not a month",
        "The month in which a saving starts decides how much of it the first year gets, and "
        "01/10 could be October or January.",
        "Write the year and the month, like 2026-10. Oct-26, which is what Excel makes of "
        "it, is read as well; a count of days, such as 46296, is not.",
        "S2,Adult care pathway,£4m,01/10/2026",
        "S2,Adult care pathway,£4m,2026-10",
    ),
    Entry(
        "E406",
        "Not a number",
        "A word or a sign where a number is needed gives nothing to work with.",
        "Write digits, with commas for thousands if you like: 6, 1.25 or 57,409. `times` "
        "takes a plain number, 1.1 for a tenth more.",
        "demand: {times: 110%}",
        "demand: {times: 1.1}",
    ),
    Entry(
        "E407",
        "Not one of the choices",
        "Each choice is worked differently, so one that is not known cannot be worked at all.",
        "Write one of the words that the message lists, exactly as it stands there.",
        "reserves_policy: {value: fil_gap, basis: approved, source: Council}",
        "reserves_policy: {value: fill_gap, basis: approved, source: Council}",
    ),
    Entry(
        "E408",
        "Not a financial year",
        "2026 could be the year that begins or the one that ends in it. A figure in the wrong "
        "year moves the gap of two.",
        "Write the year from 1 April to 31 March as 2026/27; it may be from 1990/91 to 2100/01.",
        "demand: {2026-27: £1m}",
        "demand: {2026/27: £1m}",
    ),
    Entry(
        "E409",
        "A year that is outside the plan",
        "The figure would be read and never used, while its author believes that it counts.",
        "Take the year out, or let the plan reach so far: base_year and years in plan.yaml "
        "say which years it has, and the base year is not one of them.",
        "base_year: 2025/26, years: 3, and a column 2029/30",
        "base_year: 2025/26, years: 4, and a column 2029/30",
    ),
    Entry(
        "E410",
        "No basis, or one that is not known",
        "Every report says how far its figures can be trusted, and the cover counts what was "
        "invented. A figure without a basis would count as sound.",
        "Say one of published, derived, approved, forecast, assumed or illustrative; the "
        "last is for figures that were made up to fill a place.",
        "tax_base_growth: {every_year: 1%, basis: guess}",
        "tax_base_growth: {every_year: 1%, basis: assumed}",
    ),
    Entry(
        "E411",
        "A figure that others can look up, without saying where",
        "Published, derived, approved and forecast all tell a reader that there is something "
        "behind the figure. Without a source nobody can check it, and the auditor will ask.",
        "Say in `source` which document, table or decision it is. If there is none, the "
        "figure is assumed or illustrative.",
        "approved_budget: {value: £200m, basis: approved}",
        "approved_budget: {value: £200m, basis: approved, source: Council of 25 February}",
    ),
    Entry(
        "E412",
        "Not percentage points",
        "Adding 1% to 3% could mean 4% or 3.03%. Points leave no doubt: 3% and 1.0pp are 4%.",
        "Write what is added to a percentage in points, like 1.0pp. To raise it by a share of "
        "itself, use `times`.",
        "pay_award: {add: 1%}",
        "pay_award: {add: 1.0pp}",
    ),
    Entry(
        "E413",
        "Not a date",
        "A decision is looked up by its day, and 01/04/2027 could be in April or in January.",
        "Write year, month and day, like 2027-04-01. In a sheet, format the cells so before "
        "saving as CSV: Excel saves a date as it is shown, or as a count of days such as 46113.",
        "D1,01/04/2027,Full council",
        "D1,2027-04-01,Full council",
    ),
)

LAWFUL = (
    Entry(
        "E601",
        "A figure out of its range",
        "A share over 100%, a reserve below nought or a slippage of three years is a slip of "
        "the hand, and would give figures that cannot happen.",
        "Correct the figure; the message says what it may be. For a sum of money look at its "
        "k, m or bn.",
        "S2.delivery_probability: 150%",
        "S2.delivery_probability: 50%",
    ),
    Entry(
        "E602",
        "A place that two share, where each needs its own",
        "Reserves are drawn in order. If two were both first, which of them pays would be "
        "decided by chance.",
        "Give each its own: 1 for the first to be drawn, 2 for the next.",
        "general,£24m,1\nchange,£6m,1",
        "general,£24m,1\nchange,£6m,2",
    ),
    Entry(
        "E603",
        "A figure that is infinite, or no number",
        "Somewhere a sum is divided by nought or grows beyond all bounds, and every figure "
        "that rests on it would be worthless.",
        "Look at the inputs that the message names: one of them is nought where it cannot "
        "be, or far too large.",
        "tax_base_growth: {every_year: 900000000000%, basis: assumed}",
        "tax_base_growth: {every_year: 0.9%, basis: assumed}",
    ),
    Entry(
        "E604",
        "A reserve that is held for something else",
        "Money that the law or a commitment holds for a purpose cannot meet a general gap, "
        "however much of it there is.",
        "Say `no` under may_close_gap, or correct the category if the reserve is not so held.",
        "schools,er_ringfenced,£4m,yes",
        "schools,er_ringfenced,£4m,no",
    ),
)
