"""Mistakes in plan.yaml and in packs: their heads, and the assumptions of the whole council."""

from mtfp.codes.entry import Entry

PLAN = (
    Entry(
        "E201",
        "The plan or a pack lacks an entry that it needs",
        "Without it the plan cannot be named, dated or worked; a figure put in its place "
        "would be a guess that nobody made.",
        "Add the entry. The head needs title, council, edition, base_year and years; under "
        "assumptions stand at least approved_budget and reserves_policy. A pack needs pack, "
        "title, as_known_on and review_by, and figures.",
        "title: Our plan\nyears: 3",
        "title: Our plan\ncouncil: Our council\nedition: 2026-02-25\nbase_year: 2025/26\nyears: 3",
    ),
    Entry(
        "E202",
        "An entry that a plan or a pack does not have",
        "It would be read by nothing, though whoever wrote it counts on it.",
        "Correct its spelling, or take it out. An assumption is indented under assumptions; "
        "what is only to be remembered goes in notes, or in `for` of a pack.",
        "titel: Our plan",
        "title: Our plan",
    ),
    Entry(
        "E203",
        "An entry of the head is not what it should be",
        "The edition stands on every report and the years decide how many columns each has, "
        "so neither may be guessed.",
        "Write text for title and council, a date such as 2026-02-25 for edition, a whole "
        "number for years, yes or no for default, a list for notes and for packs. A pack has "
        "the name of its file, and is to be reviewed later than as_known_on.",
        "edition: 25 February",
        "edition: 2026-02-25",
    ),
    Entry(
        "E204",
        "Not an assumption of a plan",
        "A misspelt name would leave the real assumption at nothing, and the plan would be "
        "worked without it.",
        "Use the name that the message offers. `mtfp lines --inputs` lists them all; those "
        "`for each` saving, pressure and so on are columns of that register.",
        "counicl_tax_increase: {every_year: 2.99%, basis: assumed}",
        "council_tax_increase: {every_year: 2.99%, basis: assumed}",
    ),
    Entry(
        "E205",
        "An assumption is not written as its kind needs",
        "A figure without its year could be meant for one year or for all, and a figure "
        "without its basis could be the council's own or a guess.",
        "Write it in braces: `value` for one figure that holds for the whole plan; "
        "`every_year`, or each year by its name and then `onwards`, for a yearly one; and "
        "`basis` and `source` beside it. Each is one figure or one piece of text. `confirmed` "
        "is yes or no, or says so of years.",
        "tax_base_growth: 1%",
        "tax_base_growth: {every_year: 1%, basis: assumed}",
    ),
    Entry(
        "E206",
        "There is no such pack",
        "The plan would be worked without the figures that it counts on, at whatever the "
        "model takes silence to mean.",
        "Correct the name, or put the pack in the plan's own folder as packs/NAME.yaml. "
        "`mtfp packs` lists those there are.",
        "packs: [england-2026]",
        "packs: [england-2026-27]",
    ),
)
