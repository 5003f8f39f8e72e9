"""Mistakes in a ledger's extract and its mapping: what is read, who takes it, what it comes to."""

from mtfp.codes.entry import Entry

LEDGER = (
    Entry(
        "E901",
        "The mapping of the ledger lacks an entry",
        "Without it the extract cannot be read, dated or agreed to anything.",
        "Give ledger.yaml its file, columns, control_total, date, basis, services and "
        "subjective_groups.",
        "file: ledger.csv\ndate: 2026-02-25",
        "file: ledger.csv\ndate: 2026-02-25\ncontrol_total: 188100000.00",
    ),
    Entry(
        "E902",
        "The mapping names what is not there",
        "A column, sheet or service that is not there gives nothing, and its money would be "
        "missing from the plan.",
        "Use the name that the message offers. Columns are called as the extract's first line "
        "calls them, services by their ids in the register.",
        "services: {svc_adlts: [20000-29999]}",
        "services: {svc_adults: [20000-29999]}",
    ),
    Entry(
        "E903",
        "An entry of the mapping is not written as it should be",
        "Codes that could be read in two ways would put money into the wrong service.",
        "Write one code (10050), a range of codes of one length (10000-10999 or AC100-AC199), "
        "or all that begin alike (AC*); several stand in square brackets. Codes with a hyphen "
        "between digits are taken by how they begin.",
        "svc_adults: [9000-10999]",
        "svc_adults: [9000-9999, 10000-10999]",
    ),
    Entry(
        "E904",
        "Two entries of the mapping take the same codes",
        "The same budget would be counted twice, or in whichever of the two came first.",
        "Narrow one of the two, so that each code falls under one entry alone.",
        "svc_adults: [20000-29999]\nsvc_learning: [29500-30999]",
        "svc_adults: [20000-29499]\nsvc_learning: [29500-30999]",
    ),
    Entry(
        "E905",
        "A code of the extract that nothing takes",
        "Its budget would be left out of the plan without a word. It is how a new cost centre "
        "is noticed.",
        "Give the cost centre to a service, or put it under outside with its reason; give the "
        "subjective code to one of the subjective_groups.",
        "cost centre 10750, and svc_learning: [10000-10699]",
        "cost centre 10750, and svc_learning: [10000-10799]",
    ),
    Entry(
        "E906",
        "A row of the extract that is a total, or is of no cost centre",
        "A total counted as a row makes the budget twice what it is, and an amount of no cost "
        "centre belongs to nobody.",
        "Delete the totals that the finance system adds. What they come to is the control_total.",
        "10010,1000,100.00\nTotal,,100.00",
        "10010,1000,100.00",
    ),
    Entry(
        "E907",
        "The extract does not come to its control total",
        "Rows were lost, read twice or changed on their way from the finance system, so no "
        "figure made of them can be relied on.",
        "Find the difference before anything else, and never by changing the control total "
        "to what the rows come to: take it from the finance system itself.",
        "control_total: 100.00, and rows of 60.00 and 40.01",
        "control_total: 100.00, and rows of 60.00 and 40.00",
    ),
    Entry(
        "E908",
        "A budget that is typed and comes to something else in the ledger",
        "Of two budgets for one service one is wrong, and which of them a reader met would be "
        "chance.",
        "Leave the typed one blank to take the ledger's, or correct the one that is wrong.",
        "budget £8.9m in services.csv, and cost centres of £8,900,000.01",
        "no budget in services.csv, and cost centres of £8,900,000.01",
    ),
)
