"""The live arithmetic: assumptions typed once, scenarios' changes, and every line worked.

A figure in force is the one entered, less the share that the chosen scenario takes of it,
plus what that scenario adds; so a change to an assumption reaches every scenario. Each row
holds the same formula in every plan year, and no formula holds a number but nought, one and
the decimals that it rounds to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtfp.algebra.excel import ExcelWriter
from mtfp.algebra.expressions import Axis, Expression, Input, Line, Named
from mtfp.outputs.words import as_read
from mtfp.outputs.workbook.forms import (
    as_entered,
    copied_right,
    counted_form_of,
    entered_unit_of,
    form_of,
    is_typed_as_a_word,
    put_headings,
    unit_of,
)
from mtfp.outputs.workbook.places import (
    ASSUMPTIONS,
    CHANGES,
    CHOSEN_ROW,
    LIST_ROW,
    SCENARIOS,
    SELECTOR_ROW,
    SUMMARY,
    WORKINGS,
    Block,
    Here,
    Places,
    names_in,
    number,
    pair,
)
from mtfp.outputs.workbook.sheets import (
    BASE_YEAR,
    HEAD_ROW,
    ITEM,
    LABEL,
    UNIT,
    WHOLE_PLAN,
    Choice,
    FormulaCell,
    Limit,
    Sheet,
    letter,
    reference,
)
from mtfp.plan.amendments import Effect
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results
from mtfp.terms import MONTHS

if TYPE_CHECKING:
    from openpyxl import Workbook


class Workings:
    """The three sheets of arithmetic of a run, one of its scenarios chosen.

    `entered` is the plan that the scenarios are changes of. A run of no scenarios has no
    choice to make, and its sheets hold the figures of its own plan.
    """

    def __init__(
        self,
        results: Results,
        scenarios: Sequence[Scenario] = (),
        entered: Plan | None = None,
        chosen: int = 0,
    ) -> None:
        self.results, self.chosen = results, chosen
        self.book, self.plan = results.book, entered or results.plan
        self.places = Places(self.book, self.plan, scenarios)
        self.blocks = self.places.blocks
        self.column_of = self.places.column_of
        self.scenarios = scenarios

    def sheets(self) -> list[Sheet]:
        """Assumptions, Scenario changes where there are any, and Workings."""
        changes = [self._changes()] if self.places.touched else []
        return [self._assumptions(), *changes, self._workings()]

    def formulas(self) -> Iterator[FormulaCell]:
        """Every formula of Workings itself, with the value that the engine says it must give."""
        return self._workings().formulas()

    def workbook(self) -> Workbook:
        """The sheets alone as an openpyxl workbook, not yet saved; nothing is stored beside."""
        from mtfp.outputs.workbook.writing import to_openpyxl

        return to_openpyxl(self.sheets())

    def formula(self, tree: Expression, item: int, year: int) -> str:
        """A tree as the formula of one item's cell in one year."""
        return ExcelWriter(self.book, Here(self.places, item, year)).formula(tree)

    def value(self, named: Named, year: int, item: int) -> float:
        """What the engine says of the chosen scenario."""
        return self.results.amount(named, year, item, self.chosen)

    def selector(self) -> str:
        """The cell in which the scenario is chosen."""
        return reference(SUMMARY, LABEL, SELECTOR_ROW, hold=True)

    def chosen_number(self, sheet: str = WORKINGS) -> str:
        """The cell that holds the chosen scenario's number, as another sheet refers to it."""
        cell = f"${letter(WHOLE_PLAN)}${CHOSEN_ROW}"
        return cell if sheet == WORKINGS else f"{WORKINGS}!{cell}"

    # -- the sheets --------------------------------------------------------------------

    def _assumptions(self) -> Sheet:
        """Every figure typed into the plan, before any scenario."""
        sheet = self._blank(
            ASSUMPTIONS, "Assumptions, as entered: change a coloured cell and all else follows"
        )
        after = self.places.after_years
        for offset, head in enumerate(("Basis", "Source", "Name", "Changed by")):
            sheet.put(HEAD_ROW, after + offset, head, "head aside")
        # What is narrow prints large, and no assumption has a figure of the base year.
        sheet.widths |= {LABEL: 30, ITEM: 20, UNIT: 9, WHOLE_PLAN: 14, BASE_YEAR: 8}
        sheet.widths |= {self.column_of(year): 13 for year in range(1, 1 + self.plan.years)}
        sheet.widths |= {after: 11, after + 1: 24, after + 2: 30, after + 3: 50}
        sheet.prints_to = after + 1
        for name, block in self.places.entered.items():
            given = self.book.inputs.get(name)
            if given is None:
                self._members(sheet, name, block)
            else:
                self._given(sheet, given, block)
        sheet.fit_wrapped()
        return sheet

    def _given(self, sheet: Sheet, given: Input, block: Block) -> None:
        items, after = self.plan.items_of(given.axis), self.places.after_years
        for item in range(block.count):
            row = block.first + item
            self._labels(sheet, given, item, row, "wrapped")
            sheet.put(row, UNIT, entered_unit_of(given), "wrapped")
            if item >= len(items):
                continue
            item_id = items.ids[item]
            for year, column in self.places.years_of(given):
                when = year - 1 if given.yearly else 0
                blank = (given.name, item_id, when) in self.plan.blanks
                figure = float(self.plan.figures[given.name][when, item])
                content = None if blank else as_entered(given, figure, self.plan)
                word = is_typed_as_a_word(given)
                form = "choice" if word else counted_form_of(given.unit, figure)
                sheet.put(row, column, content, "input", form)
                if word:
                    words = self.places.words_of(given).range(f"${letter(LABEL)}")
                    sheet.choices.append(Choice(row, column, words))
                else:
                    sheet.limits.append(Limit(row, column, given.least, given.most))
            origin = self.plan.origin(given.name, item_id)
            if origin:
                sheet.put(row, after, origin.basis, "aside")
                sheet.put(row, after + 1, origin.told, "told")
            sheet.put(row, after + 2, given.name, "quiet aside")
            touched = self.places.touched.get((given.name, item))
            if touched:
                titles = (self.scenarios[order].title for order in touched.scenarios)
                sheet.put(row, after + 3, "; ".join(titles), "told")

    def _members(self, sheet: Sheet, name: str, block: Block) -> None:
        """Which group each item belongs to, by its name."""
        axis, group, members = next(
            (self.book.axes[a], self.book.axes[g], members)
            for a, g, members in self.plan.layout.groups
            if pair(self.book.axes[a], self.book.axes[g]) == name
        )
        names = names_in(self.plan.items_of(group))
        for item, title in enumerate(self.plan.items_of(axis).titles):
            row = block.first + item
            sheet.put(row, LABEL, f"Which {group.one} it follows", "wrapped")
            sheet.put(row, ITEM, title, "wrapped")
            sheet.put(row, UNIT, "name", "quiet")
            if not names:
                continue  # there is none to belong to
            belongs = names[members[item]] if members[item] >= 0 else None
            sheet.put(row, WHOLE_PLAN, belongs, "input", "choice")
            listed = self.blocks[number(group)].range(f"${letter(ITEM)}")
            sheet.choices.append(Choice(row, WHOLE_PLAN, listed))

    def _changes(self) -> Sheet:
        """What each scenario takes of a figure and adds to it, for the figures it changes."""
        heading = "Scenario changes: the share of the entered figure taken out, and what is put in"
        sheet = self._blank(CHANGES, heading)
        after = self.places.after_years
        sheet.put(HEAD_ROW, after, "Number", "head aside")
        sheet.put(HEAD_ROW, after + 1, "Scenario", "head aside")
        sheet.widths |= {after: 9, after + 1: 46}
        for (name, item), touched in self.places.touched.items():
            given = self.book.inputs[name]
            item_id = self.plan.items_of(given.axis).ids[item]
            for block, what in ((touched.taken, "taken out"), (touched.added, "put in")):
                for row, order in enumerate(touched.scenarios, start=block.first):
                    self._labels(sheet, given, item, row)
                    sheet.put(row, LABEL, f"{given.title}: {what}", "text")
                    scenario = self.scenarios[order]
                    for year, column in self.places.years_of(given):
                        when = year - 1 if given.yearly else 0
                        effect = scenario.effects.get((name, item_id, when), Effect())
                        share = block is touched.taken
                        figure = 1.0 - effect.keeps if share else effect.adds
                        form = "percent" if share else form_of(given.unit)
                        sheet.put(row, column, figure, "number", form)
                    if block is touched.taken:
                        sheet.put(row, UNIT, "share", "quiet")
                    sheet.put(row, after, float(order + 1), "number", "number")
                    sheet.put(row, after + 1, scenario.title, "aside")
        return sheet

    def _workings(self) -> Sheet:
        """Words, figures in force and lines, each row one formula."""
        sheet = self._blank(WORKINGS, "Workings: every line of the plan as a formula")
        after = self.places.after_years
        sheet.put(HEAD_ROW, after, "Name", "head aside")
        sheet.put(HEAD_ROW, after + 1, "What it is", "head aside")
        sheet.widths |= {after: 36, after + 1: 90}
        sheet.prints_to = after
        if self.scenarios:
            self._chosen(sheet)
        self._words_and_numbers(sheet)
        for name, block in self.places.entered.items():
            given = self.book.inputs.get(name)
            if given is None:
                self._members_in_force(sheet, name, block)
            else:
                self._in_force(sheet, given)
        for line in self.book.lines.values():
            self._line(sheet, line)
        return sheet

    def _chosen(self, sheet: Sheet) -> None:
        listed = Block(SCENARIOS, LIST_ROW, len(self.scenarios))
        titles, numbers = (listed.range(f"${letter(column)}") for column in (LABEL, WHOLE_PLAN))
        formula = f"=SUMPRODUCT(({titles}={self.selector()})*{numbers})"
        sheet.put(CHOSEN_ROW, LABEL, "The scenario chosen, by its number in the list", "text")
        sheet.work(CHOSEN_ROW, WHOLE_PLAN, formula, float(self.chosen + 1), "number", "number")

    def _words_and_numbers(self, sheet: Sheet) -> None:
        for choices, block in self.places.words.items():
            titles = [
                given.title
                for given in self.book.inputs.values()
                if is_typed_as_a_word(given) and self.places.choices_of(given) == choices
            ]
            for row, (word, code) in enumerate(choices, start=block.first):
                sheet.put(row, LABEL, as_read(word), "text")
                sheet.put(row, WHOLE_PLAN, float(code), "number", "number")
                sheet.put(row, self.places.after_years + 1, "; ".join(titles), "quiet aside")
        for (value, unit), block in self.places.constants.items():
            known = "Months in a year" if unit == MONTHS.name else "A number of the model"
            sheet.put(block.first, LABEL, known, "text")
            sheet.put(block.first, UNIT, unit, "quiet")
            sheet.put(block.first, WHOLE_PLAN, value, "number", "number")
        for axis in self.book.axes.values():
            block_of_numbers = self.blocks.get(number(axis))
            if block_of_numbers:
                for item, title in enumerate(names_in(self.plan.items_of(axis))):
                    row = block_of_numbers.first + item
                    sheet.put(row, LABEL, f"Number in the list of {axis.many}", "text")
                    sheet.put(row, ITEM, title, "text")
                    sheet.put(row, WHOLE_PLAN, float(item + 1), "number", "number")

    def _members_in_force(self, sheet: Sheet, name: str, block: Block) -> None:
        axis, group, members = next(
            (a, g, members)
            for a, g, members in self.plan.layout.groups
            if pair(self.book.axes[a], self.book.axes[g]) == name
        )
        for item, title in enumerate(self.plan.items[axis].titles):
            row = self.blocks[name].first + item
            sheet.put(row, LABEL, f"Which {self.book.axes[group].one} it follows", "text")
            sheet.put(row, ITEM, title, "text")
            entered = reference(ASSUMPTIONS, WHOLE_PLAN, block.first + item)
            formula = self._number_called(entered, self.book.axes[group])
            sheet.work(row, WHOLE_PLAN, formula, float(members[item] + 1), "number", "number")

    def _number_called(self, name: str, group: Axis) -> str:
        """The number of the group whose name stands in a cell, and nought where none does.

        It is not looked up by MATCH, to which a ? or * of a name would stand for any letters.
        """
        listed = self.blocks[number(group)]
        names, numbers = (
            listed.range(f"${letter(column)}", here=WORKINGS) for column in (ITEM, WHOLE_PLAN)
        )
        return f"=SUMPRODUCT(({names}={name})*{numbers})"

    def _in_force(self, sheet: Sheet, given: Input) -> None:
        block, entered = self.blocks[given.name], self.places.entered[given.name]
        for item in range(block.count):
            row = block.first + item
            self._labels(sheet, given, item, row)
            sheet.put(row, self.places.after_years, given.name, "quiet aside")
            sheet.put(row, self.places.after_years + 1, given.sentence, "quiet aside")
            if item >= len(self.plan.items_of(given.axis)):
                continue
            for year, column in self.places.years_of(given):
                held = "" if given.yearly else "$"
                figure = f"{ASSUMPTIONS}!{held}{letter(column)}{entered.first + item}"
                if is_typed_as_a_word(given):
                    figure = self._number_of(given, figure)
                formula = f"={figure}{self._changed(given, item, column)}"
                value = self.value(given, year, item)
                form = counted_form_of(given.unit, value)
                sheet.work(row, column, formula, value, "number", form)

    def _number_of(self, given: Input, word: str) -> str:
        """The number of the word that stands in a cell."""
        block = self.places.words_of(given)
        codes, words = (
            block.range(f"${letter(column)}", here=WORKINGS) for column in (WHOLE_PLAN, LABEL)
        )
        return f"INDEX({codes},MATCH({word},{words},0))"

    def _changed(self, given: Input, item: int, column: int) -> str:
        """What the chosen scenario does to a figure, written after it; nothing if none does."""
        touched = self.places.touched.get((given.name, item))
        if touched is None:
            return ""
        numbers = f"${letter(self.places.after_years)}"
        taken, added = (
            f"SUMIF({block.range(numbers)},{self.chosen_number()},{block.range(column)})"
            for block in (touched.taken, touched.added)
        )
        return f"*(1-{taken})+{added}"

    def _line(self, sheet: Sheet, line: Line) -> None:
        block = self.blocks[line.name]
        for item in range(block.count):
            row = block.first + item
            self._labels(sheet, line, item, row)
            sheet.put(row, self.places.after_years, line.name, "quiet aside")
            sheet.put(row, self.places.after_years + 1, line.sentence, "quiet aside")
            if item >= len(self.plan.items_of(line.axis)):
                continue
            if line.opening is not None:
                self._worked(sheet, line, row, 0, self.formula(line.opening, item, 0))
            first = self.formula(line.expression, item, 1)
            for year in range(1, 1 + self.plan.years):
                self._worked(sheet, line, row, year, copied_right(first, year - 1))

    def _worked(self, sheet: Sheet, line: Line, row: int, year: int, formula: str) -> None:
        value = self.value(line, year, row - self.blocks[line.name].first)
        column = self.column_of(year)
        sheet.work(row, column, formula, value, "number", counted_form_of(line.unit, value))

    # -- what they share ---------------------------------------------------------------

    def _blank(self, title: str, heading: str) -> Sheet:
        sheet = Sheet(title, heading)
        put_headings(sheet, self.plan, ("", "Item", "Unit", "Whole plan"))
        for row, text in self.places.headings.get(title, {}).items():
            sheet.put(row, LABEL, text, "section")
        return sheet

    def _labels(self, sheet: Sheet, named: Named, item: int, row: int, role: str = "text") -> None:
        items = self.plan.items_of(named.axis)
        title = items.titles[item] if item < len(items) else f"no {named.axis.many} in this plan"
        sheet.put(row, LABEL, named.title, role)
        sheet.put(row, ITEM, title, role)
        sheet.put(row, UNIT, unit_of(named, self.plan), "quiet")
