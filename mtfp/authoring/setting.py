"""`mtfp set`: one key of a scenario given a value, in the words that its file would use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.algebra.lines import LineBook
from mtfp.authoring.layer_file import LayerFile, Value
from mtfp.authoring.schemas import SCENARIO_LINE
from mtfp.authoring.trial import Tried, try_scenario
from mtfp.plan.amendments import RANGE
from mtfp.plan.applying import Change
from mtfp.plan.folders import scenario_folder
from mtfp.plan.layers import NAME
from mtfp.plan.located import Entries, read_text, read_yaml
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.plan.typed import read_year
from mtfp.problems import MistypedError, Place, PlanError, Problem, nearest, sentence
from mtfp.terms import FinancialYear

ONWARDS = "onwards"
NOT_YET = {"why": "Not yet said.", "owner": "Not yet named"}
"""What a new scenario says of itself where its writer says nothing."""
ON, OFF = ("switch_on", "switch_off"), ("switch_off", "switch_on")
SWITCHED = {"on": ON, "yes": ON, "off": OFF, "no": OFF}
"""The list that a word puts an item in, and the one that it takes it from; registers say yes
and no."""
"""The list that an id goes into, and the one that it comes out of."""


@dataclass(frozen=True)
class Asked:
    """What a key is to be: for one year, from one to another, or for all; set, added or times.

    `how` is `add`, `times` or nothing; `about` is what is said of the scenario as a whole.
    """

    key: str
    value: str
    year: str = ""
    first: str = ""
    last: str = ""
    how: str = ""
    because: str = ""
    basis: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edited:
    """A scenario's file as it is to be written, and the scenario with this change alone in it.

    `undone` where an earlier change was taken out and nothing stands in its place. `unsaid` are
    the words of the scenario as a whole that still say only that they are not said.
    """

    text: str
    scenario: Scenario
    is_new: bool
    undone: bool
    unsaid: tuple[str, ...] = ()


def set_in_scenario(
    plan_folder: Path, plan: Plan, book: LineBook, name: str, asked: Asked
) -> Edited:
    """Make the change to a scenario's text and try it.

    Raises PlanError, and then there is nothing to write.
    """
    if not NAME.fullmatch(name):
        fix = "Use letters, digits, - and _."
        what = f"{name or 'Nothing'} cannot be the name of a scenario."
        raise PlanError([Problem(what, fix=fix, code="E503")])
    folder = scenario_folder(plan_folder)
    path, shown = folder / f"{name}.yaml", f"scenarios/{folder.name}/{name}.yaml"
    is_new = not path.exists()
    text = begun(name) if is_new else read_text(path, shown)
    if not is_new:
        read_yaml(path, shown)  # says in words where it is no YAML at all

    edit = _Edit(LayerFile(text), plan, book, asked)
    for key, said in asked.about.items():
        edit.file.put(key, value=said)
    switch = edit.switch()
    if switch is None:
        edit.set()
        edit.reasons()
    elif not edit.take_out() or not edit.is_so(
        switch, try_scenario(plan_folder, plan, book, name, edit.file.text()).scenario
    ):
        # Taking it out of the other list is not enough: what the scenario stands on says so too.
        edit.put_in()
        edit.reasons()
    tried = try_scenario(plan_folder, plan, book, name, edit.file.text())
    at = edit.place(tried)
    alone = replace(
        tried.scenario,
        changes=tuple(c for c in tried.scenario.changes if c.place == at and edit.is_of(c)),
        warnings=tuple(
            warning
            for warning in tried.scenario.warnings
            if warning.place in (at, tried.layer.place)
        ),
    )
    unsaid = tuple(word for word, text in NOT_YET.items() if edit.file.get(word) == text)
    return Edited(edit.file.text(), alone, is_new, at is None, unsaid)


def begun(name: str) -> str:
    """A scenario's file before anything is said in it; what is not known is said to be so."""
    file = LayerFile(f"{SCENARIO_LINE}scenario: {name}\n")
    file.put("title", value=name.replace("_", " ").replace("-", " ").capitalize())
    for word, text in NOT_YET.items():
        file.put(word, value=text)
    return file.text()


@dataclass
class _Edit:
    """One change being made to a scenario's file."""

    file: LayerFile
    plan: Plan
    book: LineBook
    asked: Asked
    path: tuple[str, ...] = ()

    # -- switches ----------------------------------------------------------------------

    def switch(self) -> Input | None:
        """The input that switches the item asked for, if it is to be switched on or off."""
        asked = self.asked
        if asked.value not in SWITCHED or asked.year or asked.first or asked.last or asked.how:
            return None
        switches = (given for given in self.book.inputs.values() if given.switch)
        return next((g for g in switches if asked.key in self.plan.items_of(g.axis).ids), None)

    def take_out(self) -> bool:
        """Take the item, and why, out of the opposite list; whether it was there."""
        into, out_of = SWITCHED[self.asked.value]
        self.path = (into, self.asked.key)
        was_there = self.file.exclude(out_of, self.asked.key)
        if was_there:
            self.file.drop("because", self.asked.key)
        return was_there

    def is_so(self, switch: Input, scenario: Scenario) -> bool:
        """Whether the item now stands as asked."""
        item = scenario.plan.items_of(switch.axis).ids.index(self.asked.key)
        is_on = bool(scenario.plan.figures[switch.name][0, item])
        return is_on == (SWITCHED[self.asked.value] == ON)

    def put_in(self) -> None:
        """Put the item in the list that says what is asked."""
        self.file.include(*self.path)

    # -- figures and choices -----------------------------------------------------------

    def set(self) -> None:
        """Write the value where its key belongs."""
        self.path = self._belongs()
        asked = self.asked
        plan_years = self.plan.plan_years
        for text in filter(None, (asked.year, asked.first, asked.last)):
            if _year(text) not in plan_years:
                what = f"{text} is outside the plan, {plan_years[0]} to {plan_years[-1]}."
                fix = "The years follow from base_year and years in plan.yaml."
                raise PlanError([Problem(what, fix=fix, code="E409")])
        current = self.file.get(*self.path)
        if asked.first or asked.last or asked.how:
            years = {"from": asked.first or asked.year, "to": asked.last or asked.year}
            said = {key: str(_year(year)) for key, year in years.items() if year}
            self._put({**said, asked.how or "value": asked.value})
        elif not asked.year:
            self._put(asked.value)
        elif isinstance(current, Mapping) and current.keys() & set(RANGE):
            what = f"{asked.key} is already changed over several years at once in this scenario."
            fix = "Say the whole of it again with --from and --to, or change the file by hand."
            raise PlanError([Problem(what, fix=fix, code="E804")])
        elif isinstance(current, Mapping) and current:
            self._one_year_of(current, _year(asked.year))
        else:
            self._put(dict(self._years_around(current, _year(asked.year))))

    def _belongs(self) -> tuple[str, ...]:
        """Decisions by their own words stand under `decide`, everything else under `set`."""
        key = self.asked.key
        decisions = [given for given in self.book.inputs.values() if given.decision]
        given = next((one for one in decisions if key in (one.decision, one.name)), None)
        if given is None:
            topic, _, word = key.partition(".")
            meant = self._is_nearly_a_decision(key) and word
            return ("decide", topic, word) if meant else ("set", key)
        topic, _, word = given.decision.partition(".")
        decided, typed = ("decide", topic, word), ("set", given.name)
        own, other = (decided, typed) if key == given.decision else (typed, decided)
        return other if self.file.get(*other) is not None else own

    def _is_nearly_a_decision(self, key: str) -> bool:
        """Whether what is nothing here is most like a decision, so that the reader says so."""
        inputs = self.book.inputs.values()
        decisions = [given.decision for given in inputs if given.decision]
        columns = [
            f"{given.axis.many}.{given.name.removeprefix(f'{given.axis.name}_')}"
            for given in inputs
            if given.axis is not COUNCIL
        ]
        return nearest(key, [*columns, *decisions]) in decisions

    def _put(self, value: Value) -> None:
        self.file.put(*self.path, value=value)

    def _years_around(self, current: object, asked: FinancialYear) -> Iterator[tuple[str, str]]:
        """The year asked for, among years that keep the one figure that stood for them all."""
        years = self.plan.plan_years
        if not isinstance(current, str) or asked not in years:
            yield str(asked), self.asked.value
            return
        for year in years[: years.index(asked)]:
            yield str(year), current
        yield str(asked), self.asked.value
        if asked != years[-1]:
            yield ONWARDS, current

    def _one_year_of(self, current: Mapping[str, str], asked: FinancialYear) -> None:
        """Set one year of several and leave the others as they are meant."""
        typed = {key: _year(key) for key in current if key != ONWARDS}
        last = max(typed.values(), default=self.plan.base_year)
        same = next((key for key, year in typed.items() if year == asked), "")
        if same:
            self.file.put(*self.path, same, value=self.asked.value)
        elif ONWARDS in current and asked > last:
            # What is carried on would otherwise begin later than it did.
            for year in range(last - self.plan.base_year + 1, asked - self.plan.base_year):
                carried = str(self.plan.base_year + year)
                self.file.put(*self.path, carried, value=current[ONWARDS], before=ONWARDS)
            self.file.put(*self.path, str(asked), value=self.asked.value, before=ONWARDS)
            if asked >= self.plan.plan_years[-1]:
                self.file.drop(*self.path, ONWARDS)
        else:
            later = next((key for key, year in typed.items() if year > asked), "")
            self.file.put(*self.path, str(asked), value=self.asked.value, before=later)

    # -- why ---------------------------------------------------------------------------

    def reasons(self) -> None:
        """Write why the change is made, if that is said; a basis already given stays."""
        asked = self.asked
        if not (asked.because or asked.basis):
            return
        names = [".".join(self.path[1:]), asked.key, *self._synonyms()]
        key = next((n for n in names if self.file.get("because", n) is not None), names[0])
        said = self.file.get("because", key)
        known = dict(said) if isinstance(said, Mapping) else {}
        new = {
            "basis": asked.basis or known.get("basis", "assumed"),
            "source": asked.because or known.get("source", ""),
        }
        for word, text in new.items():
            if text and text != known.get(word):
                self.file.put("because", key, word, value=text)

    def _synonyms(self) -> list[str]:
        """The other name of a decision."""
        pairs = [(g.decision, g.name) for g in self.book.inputs.values() if g.decision]
        return [name for pair in pairs if self.asked.key in pair for name in pair]

    # -- what came of it ---------------------------------------------------------------

    def is_of(self, change: Change) -> bool:
        """Whether a change on the same line is of what was asked for, and not of another."""
        key, given = ".".join(self.path[1:]), change.given
        of = key.partition(".")[0]
        return key in (given.decision, given.name) or of in (change.item, given.axis.many)

    def place(self, tried: Tried) -> Place | None:
        """Where the change stands in the text that was tried."""
        layer, (section, *rest) = tried.layer, self.path
        if section in ("switch_off", "switch_on"):
            texts = layer.off if section == "switch_off" else layer.on
            return next((text.place for text in texts if text.text == rest[0]), None)
        if section == "set":
            return layer.sets.keys.get(rest[0])
        topic = layer.decides.values.get(rest[0])
        return topic.keys.get(rest[1]) if isinstance(topic, Entries) else None


def _year(text: str) -> FinancialYear:
    try:
        return read_year(text)
    except MistypedError as error:
        raise PlanError([Problem(sentence(f"The year {error}"), code=error.code)]) from None
