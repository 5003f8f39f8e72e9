"""What is lawful but suspicious: it stops nothing, and is worth a second look."""

from mtfp.codes.entry import Entry

DOUBTS = (
    Entry(
        "W101",
        "The base year does not balance",
        "The approved budget was paid for by something. What is missing or double in the base "
        "year turns up in the first year's gap, where nobody would look for it.",
        "Look first whether the approved budget is in pounds. Give each row of funding.csv its "
        "`base`, say what reserves paid in "
        "reserves_used_in_base, and hold the sum against the approved budget.",
        "approved_budget £200m, funding of £190m in the base year and nothing from reserves",
        "approved_budget £200m, funding of £190m and reserves_used_in_base £10m",
    ),
    Entry(
        "W102",
        "A saving given twice over",
        "The full-year effect and the yearly amounts are added to one another, so the saving "
        "counts double.",
        "Keep the full-year effect with its start, or the yearly amounts, but not both, "
        "unless the amounts come on top.",
        "full_year_effect £4m and £4m in each year",
        "full_year_effect £4m",
    ),
    Entry(
        "W103",
        "A saving that saves nothing",
        "It stands in the list and is counted on by those who read it, but no year of the "
        "plan gets anything from it.",
        "Give it its amount, or a start within the plan, or take it out. What began before the "
        "base year is in the approved budget already.",
        "full_year_effect £4m, start 2035-04, in a plan to 2028/29",
        "full_year_effect £4m, start 2027-04",
    ),
    Entry(
        "W104",
        "A reserve below its minimum from the start",
        "Nothing can be drawn from it, and the plan begins by missing a limit of its own.",
        "Look at its opening balance and its minimum. If both are right, the plan has to say "
        "how the reserve is to be filled up again.",
        "opening £8m, minimum £10m",
        "opening £12m, minimum £10m",
    ),
    Entry(
        "W105",
        "A rate beyond what has been seen",
        "No award, index or growth of a council's plan has moved by more than a quarter in a "
        "year, so it is most often a slip of a digit.",
        "Look for a full stop that was left out. If the rate is meant, it may stay.",
        "council_tax_increase: {every_year: 299%, basis: assumed}",
        "council_tax_increase: {every_year: 2.99%, basis: assumed}",
    ),
    Entry(
        "W106",
        "A change that changes nothing",
        "The plan says already what the scenario sets, or the scenario sets nothing, so what "
        "looks like a test is none. Often the base was changed later and caught up with it.",
        "Take the change out, or change its figures; delete a scenario that changes nothing. "
        "One that is the base under another name says `stands_for: base`.",
        "S2.delivery_probability: 100%, where the plan says 100%",
        "S2.delivery_probability: 50%",
    ),
    Entry(
        "W107",
        "Two series with the same varying figures",
        "Two things that have moved alike in every year are most often one series copied over "
        "another, and the figures that belong there are missing.",
        "Compare both with their sources. If they are one and the same, let one index serve "
        "both. If it is so by chance, it may stay.",
        "pay_award,4%,3%,2%\nenergy,4%,3%,2%",
        "pay_award,4%,3%,2%\nenergy,6%,4%,2.5%",
    ),
    Entry(
        "W108",
        "Invented figures that say nothing of themselves",
        "A figure that is illustrative stands for one that is not known yet. Without a word on "
        "how it was arrived at, nobody will be able to replace it.",
        "Say in `source` or `note` what it stands for and how it was set.",
        "demand,Demand,£6m,illustrative,",
        "demand,Demand,£6m,illustrative,a round figure until the care model is ready",
    ),
    Entry(
        "W109",
        "Most of the plan is rolled forward",
        "When most of what moves in the last year was typed as the same amount for every "
        "year, that year was not planned but copied, and its gap says little.",
        "Give the largest of the rows what each year is really expected to bring, or the "
        "index that they follow.",
        "demand,Demand,£6m,£6m,£6m,change",
        "demand,Demand,£6m,£5.5m,£4m,change",
    ),
    Entry(
        "W110",
        "A part of the ledger's mapping that takes nothing",
        "A cost centre that has moved leaves its old code behind, and a service that takes "
        "nothing keeps a budget that the ledger knows nothing of.",
        "Correct the codes if they have changed, or take the entry out; give a service its "
        "cost centres.",
        "svc_parking: [39000-39099], where the extract has none of these",
        "svc_parking: [38000-38099]",
    ),
    Entry(
        "W111",
        "Income that adds to the cost",
        "Finance systems differ in which way income is signed. Read the wrong way round, it "
        "raises the budget of every service that earns any.",
        "Look at the extract's signs. Income should be less than nought: (1,500), 1500- or "
        "1500 CR.",
        "10010,9000,1500.00, where 9000 is income",
        "10010,9000,1500.00-",
    ),
    Entry(
        "W112",
        "A saving of less than nought",
        "Savings are typed as they stand in speech: £2m saved is £2m. With a minus a saving "
        "raises the budget, and the gap with it.",
        "Take the minus away. A cost of change belongs in pressures.csv.",
        "S2,Adult care pathway,(£4m)",
        "S2,Adult care pathway,£4m",
    ),
    Entry(
        "W113",
        "A made-up plan without a watermark",
        "A page or a workbook is passed on without a word. When every figure was invented, "
        "each of them has to say so by itself.",
        "Give plan.yaml a watermark, such as `watermark: Example figures`.",
        "every figure illustrative, and no watermark",
        "watermark: Example figures, not the plan of the council",
    ),
    Entry(
        "W114",
        "Something beside a plan's files that nothing reads",
        "An old copy, or a folder of them, is easily taken for what the plan rests on, and "
        "changed to no effect.",
        "Move what is meant to be read to where it belongs. What is kept for the record may "
        "stay, or stand in a folder elsewhere; documents such as .pdf or .docx are not noted.",
        "inputs/our-plan/old/savings.csv",
        "archive/2025/savings.csv",
    ),
    Entry(
        "W115",
        "Rows or columns that are hidden, and read",
        "A filter hides rows from whoever looks and not from the plan: a saving that cannot "
        "be seen on the sheet counts all the same.",
        "Clear the filter (Data, Clear), or select the rows or columns around the hidden ones "
        "and choose Unhide. Delete what should not count.",
        "a sheet savings that is filtered by directorate",
        "a sheet savings whose every row can be seen",
    ),
    Entry(
        "W121",
        "A service told to absorb more than it can",
        "A service can find a little within the budget that it controls. Told to find more, it "
        "overspends, and the gap that was not shown comes back as a call on reserves.",
        "Fund more of its pressures, or plan a saving by name. If the service can bear it, "
        "say why in a note, and raise absorption_limit.",
        "funded 20% of a pressure of £1m, in a service that controls £5m",
        "funded 100% of it, and a saving that the service answers for",
    ),
    Entry(
        "W122",
        "What a cost rests on is not given",
        "A rate that nobody gave counts as it stands in the model: no pension, wages that stand "
        "still, or today's National Insurance in an older budget. What it leaves out is missing "
        "from the gap, or appears in it as new.",
        "Give the assumption in plan.yaml. If nought is meant, write that, with its basis.",
        "a row in pay.csv, and no employer_pension_rate",
        "employer_pension_rate: {every_year: 19.8%, basis: published, source: Actuary}",
    ),
    Entry(
        "W123",
        "What is to be absorbed, held against no limit",
        "A service told to absorb more than the limit is named, but only where the plan says "
        "which service a row is of and what that service controls. The rest is absorbed on "
        "paper, and nothing tests whether it can be.",
        "Give the row its service, and the service its controllable budget.",
        "funded 60% in a row of pressures.csv with no service",
        "service svc_adults in the row, and svc_adults with a controllable of £38m",
    ),
)
