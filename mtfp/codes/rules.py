"""Mistakes and doubts in golden rules: waivers that lack something, and rules that are broken."""

from mtfp.codes.entry import Entry

RULES = (
    Entry(
        "E641",
        "A waiver that lacks something",
        "A rule is waived for a reason, by somebody with the standing to do so, on a day and for a "
        "time. Without all four it is not waived but forgotten.",
        "Fill in waived_because, waived_by, waived_on and waiver_ends, or leave all four blank.",
        "GR04,Until the new contract starts,,2026-02-25,",
        "GR04,Until the new contract starts,Full council,2026-02-25,2027-03-31",
    ),
    Entry(
        "E642",
        "A waiver that ends before it was given",
        "Such a waiver never counted. Most often the two days have changed places, or a year is "
        "mistyped.",
        "Give the last day on which it counts, such as the 31 March that ends the year.",
        "waived_on 2026-02-25, waiver_ends 2025-03-31",
        "waived_on 2026-02-25, waiver_ends 2027-03-31",
    ),
    Entry(
        "E643",
        "A golden rule that is not one of the set",
        "The rules are a shipped set, each decided by a line of the plan. The register says of "
        "them what the council decides: severity, years, words and waivers.",
        "Use one of their ids; `mtfp rules` lists them with what each asks.",
        "id: GR4",
        "id: GR04",
    ),
)

RULES_DOUBTS = (
    Entry(
        "W201",
        "A golden rule is broken",
        "The council set itself the rule, and the plan as it stands does not keep it. It may be "
        "right to break a rule for a time: then members should say so, with a reason and an end.",
        "Change the plan, or have the rule waived and say so in rules.csv. `mtfp rules` shows the "
        "number that decided it, year by year.",
        "GR04 in use, and £2m of reserves that sustain services in 2026/27",
        "the same with a waiver of GR04 until 2027-03-31",
    ),
    Entry(
        "W202",
        "A budget that breaks a rule which blocks",
        "A plan of the stage budget is what full council is asked to set. It has to balance in its "
        "first year by law, and keep the rules whose severity is block. What follows is for the "
        "chief finance officer to consider: nothing here declares anything. `mtfp check` and "
        "`mtfp rules` end with 1; reports are written all the same.",
        "Balance the year, mend what the rule forbids, or let the stage be draft until it is.",
        "stage budget, and £1m still to be found in the first year",
        "stage draft, and £1m still to be found in the first year",
    ),
    Entry(
        "W203",
        "A waiver that counts no more",
        "A waiver counts for the years that end by its last day. This one ends before the first "
        "year that is held to the rule, so it waives nothing.",
        "Have the rule waived again, or take the waiver out.",
        "waiver_ends 2025-03-31, in a plan from 2026/27",
        "waiver_ends 2027-03-31, in a plan from 2026/27",
    ),
    Entry(
        "W204",
        "A waiver that nothing needs",
        "The rule is kept in every year that its waiver covers. A waiver left standing hides the "
        "year in which it would be needed.",
        "Take the waiver out.",
        "GR04 waived, and no reserves sustain services",
        "GR04 not waived",
    ),
    Entry(
        "W205",
        "The law is no rule of the council's own",
        "That the first year balances is law. No council can waive it, put it off or take it for "
        "less than it is.",
        "Leave those columns of GR01 blank; its words may be the council's own.",
        "GR01,warn",
        "GR01,block",
    ),
)
