"""What can stop the work around a plan: finding it, and writing what came of it."""

from mtfp.codes.entry import Entry

WORK = (
    Entry(
        "E701",
        "There is no such plan",
        "Another plan with a name like it would give figures that look right.",
        "Run mtfp in the folder that holds inputs/, and name a folder under it, or give the "
        "path of a folder that holds a plan.yaml.",
        "mtfp run bury-2052",
        "mtfp run bury-2025",
    ),
    Entry(
        "E702",
        "Several plans, and none of them is the one to open",
        "To take the first of them would put one council's figures before another's readers.",
        "Name the plan, or let a single plan.yaml say `default: yes`.",
        "mtfp run, with `default: yes` in two plans",
        "mtfp run bury-2025",
    ),
    Entry(
        "E703",
        "A report cannot be written",
        "A workbook written over while it is open is lost on one side or the other. Nothing "
        "was written, and what was there is as it was.",
        "Close the file in Excel or LibreOffice and run again, or write to another folder "
        "with --out.",
        "mtfp run, with reports/bury-2025/mtfp.xlsx open in Excel",
        "mtfp run --out reports/afternoon",
    ),
    Entry(
        "E704",
        "Several plans, and none is named to change",
        "To look at the default plan does no harm; to change it in place of another does, and "
        "a form of the wrong plan goes out to someone who cannot know.",
        "Name the plan after the other words of the command.",
        "mtfp set pay_award 4% -s pay_higher, with several plans under inputs/",
        "mtfp set pay_award 4% exemplar -s pay_higher",
    ),
)
