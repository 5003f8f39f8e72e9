"""YAML read as text that remembers its place: no guesses, no anchors, nothing said twice.

Built on the parser's events rather than its loader, which would turn `no` into False and
`012` into 10, keep the last of two equal keys without a word, and let a small file grow
without limit. Every scalar stays text until a declared type converts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mtfp.problems import Place, PlanError, Problem

MAX_BYTES, MAX_DEPTH = 2_000_000, 20


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


def read_text(path: Path, shown: str) -> str:
    """A file's text, in UTF-8; raises PlanError saying what is in the way."""
    place = Place(shown)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PlanError([Problem("There is no such file.", place)]) from None
    except OSError as error:
        raise PlanError([Problem(f"Cannot be read: {error.strerror}.", place)]) from None
    if len(data) > MAX_BYTES:
        raise PlanError([Problem(f"Is larger than {MAX_BYTES // 1_000_000} MB.", place)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlanError(
            [Problem("Is not UTF-8.", Place(shown, line), "Save the file as UTF-8 text.")]
        ) from None


def read_yaml(path: Path, shown: str) -> Entries:
    """Read a YAML file whose top is a mapping; raises PlanError with file and line."""
    text = read_text(path, shown)
    lines = text.splitlines()

    def at(mark: Any) -> Place:
        line = mark.line + 1
        return Place(shown, line, lines[mark.line].strip() if mark.line < len(lines) else "")

    try:
        node = _Builder(at).build(text)
    except yaml.MarkedYAMLError as error:
        place = at(error.problem_mark or error.context_mark)
        raise PlanError([Problem(_in_plain_words(str(error.problem)), place)]) from None
    except yaml.YAMLError as error:
        raise PlanError([Problem(f"Cannot be read as YAML: {error}.", Place(shown))]) from None
    if not isinstance(node, Entries):
        raise PlanError([Problem("Should hold `name: value` entries.", Place(shown, 1))])
    return node


class _Builder:
    """Turns parser events into located nodes."""

    def __init__(self, at: Any) -> None:
        self.at = at
        self.stack: list[tuple[Any, Place, dict[str, Place], list[str]]] = []
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        for event in yaml.parse(text, yaml.SafeLoader):
            place = self.at(event.start_mark)
            self._refuse_tricks(event, place)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event.value, place)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open({}, place)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open([], place)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._close()
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                raise PlanError([Problem("Only one document may stand in a file.", place)])
        return self.root

    def _refuse_tricks(self, event: Any, place: Place) -> None:
        tagged = getattr(event, "tag", None) not in (None, "!")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tagged:
            raise PlanError(
                [
                    Problem(
                        "Uses an anchor, an alias or a tag (& * !), which are not read here.", place
                    )
                ]
            )

    def _scalar(self, value: str, place: Place) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and not self.stack[-1][3]:
            entries, _, keys, waiting = self.stack[-1]
            if value in entries:
                raise PlanError(
                    [Problem(f"{value} is given twice, first on line {keys[value].line}.", place)]
                )
            keys[value] = place
            waiting.append(value)
        else:
            self._put(Text(value, place))

    def _open(self, container: Any, place: Place) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and not self.stack[-1][3]:
            raise PlanError([Problem("A key must be plain text.", place)])
        if len(self.stack) >= MAX_DEPTH:
            raise PlanError([Problem("Is nested too deeply.", place)])
        self.stack.append((container, place, {}, []))

    def _close(self) -> None:
        container, place, keys, _ = self.stack.pop()
        if isinstance(container, dict):
            self._put(Entries(container, keys, place))
        else:
            self._put(Sequence(tuple(container), place))

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        container, _, _, waiting = self.stack[-1]
        if isinstance(container, dict):
            container[waiting.pop()] = node
        else:
            container.append(node)


def _in_plain_words(problem: str) -> str:
    known = {
        "mapping values are not allowed here": "Has a second ':' on the line; put text in quotes.",
        "could not find expected ':'": "Has a line without ':' where an entry was expected.",
    }
    if "character '\\t'" in problem or "cannot start any token" in problem:
        return "Has a tab, or a sign that must be in quotes at the start of a value."
    return known.get(problem, f"Cannot be read as YAML: {problem}.")
