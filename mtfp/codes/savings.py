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

SAVINGS_DOUBTS = (
    Entry(
        "W171",
        "A saving later than its amounts can be put back",
        "A saving with a full-year effect and a start moves by as many months as it is late. "
        "Amounts typed year by year can be put back by two years at most, and a one-off typed "
        "in a year stays there: beyond that the plan would show money that is not expected.",
        "Give the saving a full-year effect and a start, or type its amounts where they are "
        "expected now.",
        "amounts for 2026/27 on, and a project that is 30 months late",
        "full_year_effect and start, and the same project",
    ),
    Entry(
        "W172",
        "More claimed of a cost base than is there",
        "Two savings of 10% and 20% of one cost are 28% of it, not 30%: the second can only take "
        "its share of what the first leaves. And nobody can save more of a cost than it is.",
        "Lower one of the claims, or correct what the cost base is.",
        "10% and 20% of £10m, claiming £1m and £2m",
        "10% and 20% of £10m, claiming £1m and £1.8m",
    ),
    Entry(
        "W173",
        "Savings beyond what a service controls",
        "Recharges, capital charges and what the law fixes cannot be saved by the service that "
        "pays them. Savings beyond the rest are not there to be made.",
        "Lower the savings, or correct the budget that the service controls.",
        "controllable £1m, savings £1.2m",
        "controllable £1m, savings £0.4m",
    ),
    Entry(
        "W174",
        "Two savings on one cost base",
        "Each may be right by itself and the two together count the same pound twice. Shares of "
        "the base make it plain: what they come to together is then worked, each of what the "
        "other leaves.",
        "See that no pound is in both, and give each its share_of_base.",
        "S1 and S2 of agency, in the same years",
        "S1 with 10% and S2 with 20% of agency",
    ),
    Entry(
        "W175",
        "A vacant post deleted beside a vacancy factor",
        "A vacancy factor takes off the pay bill what empty posts do not cost. To delete such a "
        "post saves nothing more, unless the factor is lowered by it.",
        "Lower the vacancy factor by what the post was in it, or leave the saving out.",
        "vacancy_factor 3%, and a saving with deletes_vacant_post: yes",
        "vacancy_factor 2%, and the same saving",
    ),
    Entry(
        "W176",
        "A body that is funded twice",
        "Two services that pay one body may pay it for the same thing, and neither knows.",
        "Look at both agreements together. If they are for different things, nothing is amiss.",
        "two rows of agreements with one body",
        "one row, with what it is for in its title",
    ),
    Entry(
        "W177",
        "A service reduced, and nothing said of consultation or equality",
        "A decision to reduce a service can be quashed where those it touches were not heard or "
        "its effect on equality was not weighed. Then the money is not saved, and the budget that "
        "counted on it does not balance.",
        "Say under consultation and equality where they stand, or that they are not needed.",
        "service_reduction, approved, with neither column filled",
        "service_reduction, approved, done, done",
    ),
    Entry(
        "W178",
        "A theme that saves little of its budget",
        "A saving that looks large by itself may be small beside what it is taken from: £470,000 "
        "of £17m is 2.8%. Where a share is expected, the plan should reach it or say why not.",
        "Look for more, or lower what is expected and say why.",
        "budget £17m, share_expected 5%, savings of £470k",
        "budget £17m, share_expected 5%, savings of £900k",
    ),
    Entry(
        "W179",
        "A correction of the base in doubt",
        "What the base year's savings did not achieve is put back once, from each saving's latest "
        "record of that year. A record that is not the latest puts nothing back; one that holds "
        "money still on track puts back what may yet come; and a saving that is put back and "
        "expected short as well counts one loss twice.",
        "Let the outturn of each saving correct the base, and nothing else.",
        "corrects_base yes, on_track £0.2m",
        "corrects_base yes, at the year's end, on_track £0",
    ),
    Entry(
        "W180",
        "A saving that starts before what it waits for",
        "The saving is expected from a month in which a project that it waits for has not gone "
        "live, so that one of the two dates is wrong. A scenario that delays a project moves its "
        "savings; a go-live that is typed anew does not.",
        "Move the saving's start, give it a slippage, or correct the project's go-live.",
        "start 2027-06, and its project's go_live 2028-06",
        "start 2028-06, and its project's go_live 2028-06",
    ),
)
