"""Mistakes in scenarios: who says what, what it changes, and how layers stand on one another."""

from mtfp.codes.entry import Entry

SCENARIOS = (
    Entry(
        "E501",
        "A scenario does not say who, what or why",
        "A scenario without its reason and its owner is a set of figures that nobody can "
        "stand up for when it is read again in a year.",
        "Give it scenario, title, why and owner, each one piece of text; the owner is a role, "
        "not a person's name.",
        "scenario: tax_held\ntitle: Tax is held",
        "scenario: tax_held\ntitle: Tax is held\nwhy: Members asked.\nowner: Corporate finance",
    ),
    Entry(
        "E502",
        "An entry that a scenario does not have",
        "It would change nothing, and its author would believe that it did.",
        "Correct its spelling. What is changed goes under set, switch_off, switch_on or "
        "decide, with its reasons under because.",
        "onwer: Corporate finance",
        "owner: Corporate finance",
    ),
    Entry(
        "E503",
        "A scenario's name",
        "A scenario is asked for by its name and found by its file. Where the two differ, or "
        "the name holds a + or means the plan itself, the wrong one could be run.",
        "Let `scenario` say the file's name without .yaml. Use letters, digits, - and _; "
        "base is the plan as entered and has no file.",
        "tax_held.yaml says `scenario: tax_frozen`",
        "tax_held.yaml says `scenario: tax_held`",
    ),
    Entry(
        "E504",
        "A part of a scenario has the wrong shape",
        "What is to be changed could not be told from what it is changed to.",
        "Under set, decide and because put one `name: ...` a line, indented. Write what is "
        "switched as a list of ids in square brackets.",
        "switch_off: S1",
        "switch_off: [S1]",
    ),
    Entry(
        "E505",
        "There is no such scenario",
        "What it would have changed is not known, so anything worked without it would be "
        "shown under its name and be something else.",
        "Use a name that the message offers, or base for the plan as entered. A scenario is "
        "a file under scenarios/, in the folder with the plan's name.",
        "mtfp run -s savings_slp",
        "mtfp run -s savings_slip",
    ),
    Entry(
        "E506",
        "Scenarios that are based on one another in a circle",
        "Each waits for the other's changes to be made first, so none could be.",
        "Let one of them be based on base, the plan as entered.",
        "a.yaml says `based_on: b`, and b.yaml says `based_on: a`",
        "a.yaml says `based_on: b`, and b.yaml says `based_on: base`",
    ),
    Entry(
        "E507",
        "A scenario names what is not in the plan",
        "The change would be made to nothing, and the scenario would look milder than it is.",
        "Use the name that the message offers: an assumption by its name, one column of one "
        "row as `S2.start`, that of every row as `savings.start`. Only savings are switched "
        "on and off.",
        "set:\n  pay_awrad: 4%",
        "set:\n  pay_award: 4%",
    ),
    Entry(
        "E508",
        "A change that is not written as one",
        "Whether the figure replaces, is added or multiplies makes all the difference, so it "
        "has to be said in one of these ways.",
        "Write one figure for every year; or figures by year, `{2026/27: 3%, onwards: 2%}`; "
        "or `from` and `to` with one of `add`, `times` and `value`.",
        "pay_award: {add: 1.0pp, times: 2}",
        "pay_award: {from: 2026/27, add: 1.0pp}",
    ),
    Entry(
        "E509",
        "Years that a change cannot have",
        "The change would fall in no year, or in all of them where one was meant.",
        "Let `from` be no later than `to`, and `onwards` stand last. A figure that holds for "
        "the whole plan has no years: write it alone.",
        "demand: {from: 2028/29, to: 2026/27, add: £1m}",
        "demand: {from: 2026/27, to: 2028/29, add: £1m}",
    ),
    Entry(
        "E510",
        "There is nothing to add to, or to multiply",
        "A choice is a word, and a blank is a figure that is not known: a sum with either "
        "would be invented.",
        "Give the choice or the figure itself, or leave the blank year out.",
        "reserves_policy: {add: 1}",
        "reserves_policy: none",
    ),
    Entry(
        "E511",
        "The same figure is set twice",
        "Which of the two holds would depend on the order of the lines, or on which scenario "
        "was named first.",
        "Leave one of the two out. Where two scenarios are combined, ask for one of them, or "
        "let one be based on the other: its figure then holds.",
        "set:\n  reserves_policy: none\ndecide:\n  reserves: {use: fill_gap}",
        "decide:\n  reserves: {use: fill_gap}",
    ),
    Entry(
        "E512",
        "A reason for something that is not changed",
        "The reason belongs to a change that is missing or spelt otherwise, so that change "
        "would go without its source.",
        "Give the reason under the very name that stands under set, decide or switch_off, or "
        "take it out.",
        "set: {demand: £7m}\nbecause: {demnd: {basis: forecast, source: Care team}}",
        "set: {demand: £7m}\nbecause: {demand: {basis: forecast, source: Care team}}",
    ),
    Entry(
        "E513",
        "A scenario that cannot stand for the base",
        "What stands for the base is shown first, in its place, so it must be the plan as "
        "entered under another name: one of them, and changing nothing.",
        "Leave stands_for out; the base is then shown first, and the scenario beside it.",
        "stands_for: base\nset: {demand: £7m}",
        "set: {demand: £7m}",
    ),
)
