"""YAML read as text that remembers its place: no guesses, no anchors, nothing said twice.

Built on the parser's events rather than its loader, which would turn `no` into False and
`012` into 10, keep the last of two equal keys without a word, and let a small file grow
without limit. Every scalar stays text until a declared type converts it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mtfp.plan.disguises import not_text
from mtfp.plan.limits import MAX_BYTES
from mtfp.plan.opening import contents
from mtfp.problems import LONGEST_QUOTE, Place, PlanError, Problem, shortened

MAX_DEPTH, MAX_NODES = 20, 100_000
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser written in C, where there is one, reads the same events many times faster."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Signs that no one can see in an editor; some end a line for one reader only, or turn it round."""
ENTRIES = "Begin each line with a name, a colon and a space, like `title: Our plan`."
TOO_MUCH = "Look at what it holds; a plan needs far less."
TRICKS = "Uses an anchor, an alias or a tag (& * !), which are not read here."
QUOTE_IT = "Put text that begins with one of these signs in double quotes."
INDENT_IT = "Give entries that belong together the same indent, two spaces for each step."
IN_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "Has a second ':' on the line; put text in quotes.", "E106",
        'Write it like `why: "Growth: slower than hoped"`.',
    ),
    "could not find expected ':'": (
        "Has a line without ':' where an entry was expected.", "E106",
        "Begin it with a name, a colon and a space.",
    ),
    "cannot start any token": (
        "Has a tab, or a sign that must be in quotes at the start of a value.", "E107",
        "Indent with spaces; put a value that begins with a sign in double quotes.",
    ),
    "tab character": (
        "Has a tab where spaces are expected.", "E107",
        "Indent with spaces, two for each step.",
    ),
    "expected ','": (
        "Has a brace not closed, a comma missing, or a colon in text not in quotes.", "E108",
        "Write it like `{value: £1.2m, source: \"Cabinet: minutes\"}`.",
    ),
    "end of stream": (
        "Has a quotation mark that is not closed.", "E109",
        "Close it on the line where it opens.",
    ),
    "escape": (
        "Has a \\ inside double quotes; use single quotes.", "E109",
        "Write it like 'C:\\plans'.",
    ),
    "unexpected ':'": (
        "Has a ':' without a space after it.", "E106",
        "Put one space after the colon, or the text in double quotes.",
    ),
    "alphabetic": (TRICKS, "E111", QUOTE_IT),
    "tag": (TRICKS, "E111", QUOTE_IT),
    "expected key": (
        "Does not line up with the lines above it, or closes a bracket too many.", "E110",
        INDENT_IT,
    ),
    "block end": (
        "Does not line up with the lines above it, or closes a bracket too many.", "E110",
        INDENT_IT,
    ),
    "'-' indicator": ("Does not line up with the list above it.", "E110", INDENT_IT),
}  # fmt: skip
"""What the parser says, in part, and what it means to the person who typed it, with its mend."""
OPENED_EARLIER = ("while parsing a flow", "while scanning a quoted", "while scanning a simple key")
"""What is best shown where it began rather than where the parser gave up."""


@dataclass(frozen=True)
class Text:
    """A scalar, as typed."""

    text: str
    place: Place


@dataclass(frozen=True)
class Entries:
    """A mapping; `keys` holds where each key stands."""

    values: Mapping[str, Node]
    keys: Mapping[str, Place]
    place: Place


@dataclass(frozen=True)
class Sequence:
    """A list."""

    values: tuple[Node, ...]
    place: Place


Node = Text | Entries | Sequence


def quoted(line: str) -> str:
    """A line of a file, short enough to be shown in a message."""
    return shortened(line.strip(), LONGEST_QUOTE)


def legible(name: str) -> str:
    """A file's name with a mark for each sign that cannot be shown."""
    return UNSEEN.sub("\ufffd", name)


def read_text(path: Path, shown: str, most: int = MAX_BYTES, less: str = TOO_MUCH) -> str:
    """A file's text, in UTF-8, each line ended by one sign; raises PlanError where it cannot."""
    place = Place(shown)
    data = contents(path, shown, most)
    what, fix = not_text(data)
    if what:
        raise PlanError([Problem(what, place, fix, code="E103")])
    if len(data) > most:
        what = f"Is larger than {most // 1_000_000} MB."
        raise PlanError([Problem(what, place, less, code="E102")])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        fix = "Save the file as UTF-8 text; in Excel, save as `CSV UTF-8`."
        line = _line_of(data[: error.start].decode("latin-1"))
        problem = Problem("Is not UTF-8.", Place(shown, line), fix, code="E103")
        raise PlanError([problem]) from None
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    unseen = UNSEEN.search(text)
    if unseen:
        raise PlanError([_unseen(unseen, Place(shown, _line_of(text[: unseen.start()])))])
    return text


def _unseen(found: re.Match[str], place: Place) -> Problem:
    what = f"Holds a sign that cannot be seen (U+{ord(found[0]):04X})."
    return Problem(what, place, "Delete the line and type it again.", code="E103")


def _line_of(before: str) -> int:
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def read_yaml(path: Path, shown: str) -> Entries:
    """Read a YAML file whose top is a mapping; raises PlanError with file and line."""
    top, problems = locate(path, shown)
    if problems or top is None:
        raise PlanError(problems)
    return top


def locate(path: Path, shown: str) -> tuple[Entries | None, list[Problem]]:
    """Read as much of a YAML file as can be read, with every problem met on the way."""
    try:
        text = read_text(path, shown)
    except PlanError as error:
        return None, list(error.problems)
    builder = _Builder(shown, [quoted(line) for line in text.split("\n")])
    try:
        node = builder.build(text)
    except PlanError as error:
        return None, [*builder.problems, *error.problems]
    except yaml.MarkedYAMLError as error:
        earlier = str(error.context).startswith(OPENED_EARLIER)
        mark = (error.context_mark if earlier else None) or error.problem_mark
        what, code, fix = _in_plain_words(str(error.problem))
        problem = Problem(what, builder.at(mark), fix, code=code)
        return None, [*builder.problems, problem]
    except yaml.YAMLError as error:
        problem = Problem(f"Cannot be read as YAML: {error}.", Place(shown), ENTRIES, code="E105")
        return None, [*builder.problems, problem]
    if not isinstance(node, Entries):
        what = "Should hold `name: value` entries."
        return None, [Problem(what, Place(shown, 1, builder.lines[0]), ENTRIES, code="E105")]
    return node, builder.problems


@dataclass
class _Open:
    """A mapping or list that is still being read; `key` waits for its value."""

    container: Any
    place: Place
    flow: bool = False
    keys: dict[str, Place] = field(default_factory=dict)
    key: str | None = None
    key_end: tuple[int, int] = (0, 0)
    twice: bool = False
    comma_said: bool = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


class _Builder:
    """Turns parser events into located nodes."""

    def __init__(self, shown: str, lines: list[str]) -> None:
        self.shown, self.lines = shown, lines
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def at(self, mark: Any) -> Place:
        """The place of a parser's mark."""
        line = min(mark.line if mark else 0, len(self.lines) - 1)
        return Place(self.shown, line + 1, self.lines[line])

    def build(self, text: str) -> Node | None:
        """Read the text; raises PlanError for what cannot be read past."""
        for count, event in enumerate(yaml.parse(text, PARSER)):
            place = self.at(event.start_mark)
            self._refuse_tricks(event, place, count)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, place)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._open(event, place)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._close()
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                fix = "Delete this line; what follows it may belong in a file of its own."
                what = "Only one document may stand in a file."
                raise PlanError([Problem(what, place, fix, code="E105")])
        return self.root

    def _refuse_tricks(self, event: Any, place: Place, count: int) -> None:
        tagged = getattr(event, "tag", None) not in (None, "!")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tagged:
            raise PlanError([Problem(TRICKS, place, QUOTE_IT, code="E111")])
        if count > MAX_NODES:
            what = f"Holds more than {MAX_NODES:,} entries, too many for a plan."
            raise PlanError([Problem(what, place, TOO_MUCH, code="E102")])

    def _scalar(self, event: Any, place: Place) -> None:
        inside = self.stack[-1] if self.stack else None
        start = event.start_mark.line, event.start_mark.column
        unseen = UNSEEN.search(event.value)
        if unseen:  # spelt out, like "\0"
            self.problems.append(_unseen(unseen, place))
        if inside and inside.wants_key:
            # Spaces at the ends of a name, which only quotes can keep, tell no two apart.
            key = event.value.strip()
            inside.key, inside.twice = key, key in inside.keys
            inside.key_end = event.end_mark.line, event.end_mark.column
            if inside.twice:
                first = f"first on line {inside.keys[key].line}"
                what = f"{key} is given twice, {first}."
                self.problems.append(Problem(what, place, "Keep one of them.", code="E112"))
            else:
                inside.keys[key] = place
        elif inside and inside.flow and inside.key and start == inside.key_end:
            # {value: £1,500} is read as a figure of £1 and an entry called 500.
            self._stray_comma(inside, inside.key)
        else:
            self._put(Text(event.value, place))

    def _stray_comma(self, inside: _Open, key: str) -> None:
        if not inside.comma_said:
            what = f"A comma ends the text or the figure before {key!r}."
            fix = 'Put what holds a comma in double quotes, like "£1,500".'
            self.problems.append(Problem(what, inside.keys[key], fix, code="E108"))
        inside.comma_said = True
        if not inside.twice:
            del inside.keys[key]
        inside.key = None

    def _open(self, event: Any, place: Place) -> None:
        if self.stack and self.stack[-1].wants_key:
            raise PlanError([Problem("A key must be plain text.", place, ENTRIES, code="E105")])
        if len(self.stack) >= MAX_DEPTH:
            raise PlanError([Problem("Is nested too deeply.", place, TOO_MUCH, code="E102")])
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(container, place, bool(event.flow_style)))

    def _close(self) -> None:
        done = self.stack.pop()
        if isinstance(done.container, dict):
            self._put(Entries(done.container, done.keys, done.place))
        else:
            self._put(Sequence(tuple(done.container), done.place))

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        inside = self.stack[-1]
        if isinstance(inside.container, dict):
            assert inside.key is not None
            if not inside.twice:
                inside.container[inside.key] = node
            inside.key = None
        else:
            inside.container.append(node)


def _in_plain_words(problem: str) -> tuple[str, str, str]:
    """What is wrong, its code and its mend."""
    for part, words in IN_PLAIN_WORDS.items():
        if part in problem:
            return words
    return f"Cannot be read as YAML: {problem}.", "E105", ENTRIES
