"""What can stop a file from being written for the user, or taken back from someone else."""

from mtfp.codes.entry import Entry

AUTHORING = (
    Entry(
        "E801",
        "Something is there already",
        "A plan begun over another would lose it, and so would a form written over one that "
        "someone has filled in.",
        "Choose another name, or move away what is there. Nothing was written over.",
        "mtfp new Little, beside inputs/little/",
        "mtfp new Little 2027",
    ),
    Entry(
        "E802",
        "A council or a directorate that cannot be told by its name",
        "Its folder or file is called after it, and a form holds the rows of the directorate "
        "that is meant and no other's.",
        "Write the name with its letters, as the council does; a directorate as services.csv "
        "has it.",
        "mtfp new ...",
        'mtfp new "Ambridge Borough Council"',
    ),
    Entry(
        "E803",
        "A comment that would be lost",
        "What someone wrote beside a figure is often the only record of why it is so.",
        "Move the comment to a line of its own above the entry, or take it out, and set the "
        "key again; or change the file by hand.",
        "  pay_award:\n    2026/27: 3%  # the union's claim",
        "  # 2026/27: the union's claim\n  pay_award:\n    2026/27: 3%",
    ),
    Entry(
        "E804",
        "One year of a change that spans several",
        "What is added over a range of years cannot be undone in one of them without "
        "guessing what the others are then meant to be.",
        "Say the whole change again with --from and --to, or write the years out in the file.",
        "mtfp set pay_award 4% --year 2026/27, where pay_award is {from: 2026/27, add: 1.0pp}",
        "mtfp set pay_award 1.0pp --add --from 2027/28",
    ),
    Entry(
        "E805",
        "A form that cannot be taken back",
        "A form that does not say which register it is, or that has lost its headings, could "
        "be read as something else than its writer meant.",
        "Issue the form again with `mtfp template` and copy the rows into it. A workbook "
        "should be saved by Excel as .xlsx, without a password or formulas that fail.",
        "id,title\nS9,Digital post room",
        "savings,rows issued\nid,title,full_year_effect,start,recurrence,basis",
    ),
    Entry(
        "E806",
        "A form that would change a row it was not issued with",
        "The row may be another budget holder's, who would not know that it was changed.",
        "Give the new row an id that no other row of the plan has. If it is the same row, "
        "issue the form again, so that it holds it.",
        "savings,rows issued,S1\n...\nS2,Digital post room",
        "savings,rows issued,S1\n...\nS9,Digital post room",
    ),
    Entry(
        "E807",
        "A form that was issued for another plan",
        "Its rows belong to that plan, and their services, indices and years mean something "
        "else here, or nothing.",
        "Name the plan that it was issued for, after the file. If this plan is the one, under a "
        "title that was changed since, take the form's first line out.",
        "mtfp merge adult-care.csv",
        "mtfp merge adult-care.csv your-borough",
    ),
    Entry(
        "E808",
        "A row that both the plan and a form have changed",
        "Whichever was taken would undo the other without a word. A form remembers what each "
        "row said when it was issued, so that what only one side changed can be kept.",
        "Find out which of the two is right, and type it into the form and the plan alike; or "
        "issue the form again, and let the budget holder see what the plan says now.",
        "S1 issued as £1m, typed as £2m in the plan, and sent back as £3m",
        "S1 as £3m in the plan and in the form",
    ),
)
