"""Mistakes and doubts in savings: what they claim, what they wait for, what became of them."""

from mtfp.codes.entry import Entry

SAVINGS = (
    Entry(
        "E611",
        "A cost avoided that names no pressure",
        "A cost is only avoided if it was in the plan: otherwise the saving takes money off a "
        "budget in which it never stood, and nothing gets cheaper.",
        "Name under `reduces` the row of pressures or demand that comes out smaller by it. If "
        "there is none, it is no saving of this plan.",
        "S7,Fewer falls,cost_avoidance,",
        "S7,Fewer falls,cost_avoidance,care_demand",
    ),
    Entry(
        "E612",
        "Parts that are not the whole",
        "Every pound of an approved saving is delivered, on track, at risk, unachievable or "
        "withdrawn, and none is two of them. Where the parts come to less, something has been "
        "forgotten; where they come to more, something is counted twice.",
        "Correct the part that is wrong. What a one-off underspend covers is not delivered: it "
        "stands under one_off_cover as well as where it belongs.",
        "approved £1m, delivered £0.6m, unachievable £0.3m",
        "approved £1m, delivered £0.6m, unachievable £0.4m",
    ),
    Entry(
        "E613",
        "Projects that wait for one another",
        "If each waits for the next and the last for the first, none of them can ever begin, and "
        "no date of anything behind them means anything.",
        "Take out the name of what need not be waited for.",
        "prj_hub waits for prj_erp\nprj_erp waits for prj_hub",
        "prj_hub waits for prj_erp\nprj_erp",
    ),
    Entry(
        "E614",
        "Projects tied into a knot",
        "A delay is followed along every chain of projects that wait for one another. Where each "
        "names all that went before, the chains double with every project, and the workbook "
        "would have a row for each of their steps.",
        "Let each name only what it waits for directly. What always moves together is one project.",
        "prj_12: prj_1;prj_2;prj_3;prj_4;prj_5;prj_6;prj_7;prj_8;prj_9;prj_10;prj_11",
        "prj_12: prj_11",
    ),
)
