"""A scenario's file edited in place: comments, order, quotes and indentation stay as they were.

The only module that knows ruamel.yaml, which keeps what a person typed around the figures.
Every scalar stays the text that it is, as it does for the reader, so nothing is rewritten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from mtfp.authoring.yaml_text import PLAIN
from mtfp.plan.layers import ABOUT, SWITCHES
from mtfp.problems import PlanError, Problem

Value = str | Mapping[str, "Value"] | Sequence[str]

SECTIONS = ("set", *SWITCHES, "decide", "because")
ORDER = (*ABOUT, *SECTIONS)
INDENTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 2), (4, 2, 0), (3, 5, 3))
"""Of entries, of list items, and of the dash within that; the first is how new files are."""
COMMENT = re.compile(r"(?:^|\s)(#.*?)\s*$", re.MULTILINE)


class _AllText(VersionedResolver):
    """Takes every scalar for text: `~`, `-0` and `1e999` stay as they were typed."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


class LayerFile:
    """The text of a scenario's file, and the changes made to it so far.

    The text must be one that the reader can read as YAML.
    """

    def __init__(self, text: str) -> None:
        self._before = text
        self._fresh: list[str] = []
        least = None
        for indent in INDENTS:
            yaml = _round_trip(indent, starts="\n---" in f"\n{text}")
            top = yaml.load(text)
            moved = len(set(_dumped(yaml, top).split("\n")) - set(text.split("\n")))
            if least is None or moved < least:
                least, self._yaml, self._top = moved, yaml, top
            if not moved:
                break

    def get(self, *path: str) -> Any:
        """What stands at a path: text, a mapping, a list, or nothing."""
        at: Any = self._top
        for key in path:
            if not isinstance(at, CommentedMap) or key not in at:
                return None
            at = at[key]
        return at

    def put(self, *path: str, value: Value, before: str = "") -> None:
        """Set what stands at a path, making what leads there; a new key goes last, or `before`."""
        inside, rest = self._top, list(path)
        while len(rest) > 1 and isinstance(inside.get(rest[0]), CommentedMap):
            inside = inside[rest.pop(0)]
        key, *deeper = rest
        for name in reversed(deeper):
            value = {name: value}
        made = _made(value, flow=inside is not self._top)
        if key not in inside:
            self._add(inside, key, made, before)
            return
        after = _take_after(inside, key)
        inside[key] = made
        _give_after(inside, key, after)

    def drop(self, *path: str) -> None:
        """Take out what stands at a path, and what that leaves empty."""
        inside, key = self.get(*path[:-1]), path[-1]
        if not isinstance(inside, CommentedMap) or key not in inside:
            return
        if len(inside) == 1 and len(path) > 1:
            self.drop(*path[:-1])
            return
        position = list(inside).index(key)
        after = _take_after(inside, key)
        del inside[key]
        if position:
            _give_after(inside, list(inside)[position - 1], after)

    def include(self, section: str, item: str) -> None:
        """Add an item to a list, which is made if it is not there."""
        listed = self.get(section)
        if not isinstance(listed, CommentedSeq) or not listed:
            self.put(section, value=[item])
        elif item not in listed:
            after = _take_after(self._top, section)
            listed.append(_made(item))
            _give_after(self._top, section, after)

    def exclude(self, section: str, item: str) -> bool:
        """Take an item out of a list, and the list if that empties it; whether it was there."""
        listed = self.get(section)
        if not isinstance(listed, CommentedSeq) or item not in listed:
            return False
        if len(listed) == 1:
            self.drop(section)
            return True
        after = _take_after(self._top, section)
        del listed[listed.index(item)]
        _give_after(self._top, section, after)
        return True

    def text(self) -> str:
        """The file as changed; raises PlanError where a comment could not be kept."""
        text = _dumped(self._yaml, self._top)
        for section in self._fresh:
            text = re.sub(rf"(?m)(?<=[^\n])\n(?={section}:)", "\n\n", text, count=1)
        lost = Counter(COMMENT.findall(self._before)) - Counter(COMMENT.findall(text))
        if lost:
            what = f"The comment `{next(iter(lost))}` stands in what is changed, and would go."
            fix = "Move the comment, or change the file by hand."
            raise PlanError([Problem(what, fix=fix, code="E803")])
        return text

    def _add(self, inside: CommentedMap, key: str, value: Any, before: str) -> None:
        """Put in a new key; what stood between those around it stands after it."""
        keys = list(inside)
        position = keys.index(before) if before else len(keys)
        if inside is self._top:
            later = ORDER[ORDER.index(key) :]
            position = next((at for at, one in enumerate(keys) if one in later), len(keys))
            self._fresh += [key] if key in SECTIONS else []
        after = _take_after(inside, keys[position - 1]) if position else ""
        inside.insert(position, _made(key), value)
        _give_after(inside, key, after)


def _round_trip(indent: tuple[int, int, int], *, starts: bool) -> Any:
    mapping, sequence, offset = indent
    yaml = YAML()
    yaml.Resolver = _AllText
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.explicit_start = starts
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    return yaml


def _dumped(yaml: Any, top: CommentedMap) -> str:
    out = StringIO()
    yaml.dump(top, out)
    return out.getvalue()


def _made(value: Value, *, flow: bool = True) -> Any:
    """A value as it is to be written: quoted where it must be, in braces unless told not."""
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else DoubleQuotedScalarString(value)
    made: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        made = CommentedMap({_made(key): _made(inner) for key, inner in value.items()})
    else:
        made, flow = CommentedSeq([_made(inner) for inner in value]), True
    if flow:
        made.fa.set_flow_style()
    return made


# -- what stands after an entry: blank lines, and comments on lines of their own ---------------
# ruamel.yaml keeps these with the last thing before them, and they would move with it.


def _leaf(inside: Any, key: Any) -> tuple[Any, Any]:
    """The last thing within an entry, to which what stands after the entry is tied."""
    value = inside[key]
    while isinstance(value, CommentedMap | CommentedSeq) and value and not value.fa.flow_style():
        inside, key = (
            value,
            (list(value)[-1] if isinstance(value, CommentedMap) else len(value) - 1),
        )
        value = inside[key]
    return inside, key


def _take_after(inside: Any, key: Any) -> str:
    """Take off, and give, what stands on the lines after an entry; its own comment stays."""
    holder, last = _leaf(inside, key)
    slot = 2 if isinstance(holder, CommentedMap) else 0
    tied = holder.ca.items.get(last)
    token = tied[slot] if tied and len(tied) > slot else None
    if token is None:
        return ""
    own, _, after = token.value.partition("\n")
    if not after:
        return ""
    if own:
        token.value = f"{own}\n"
    else:
        tied[slot] = None
    return str(after)


def _give_after(inside: Any, key: Any, after: str) -> None:
    """Let lines taken from elsewhere stand after an entry."""
    if not after:
        return
    holder, last = _leaf(inside, key)
    slot = 2 if isinstance(holder, CommentedMap) else 0
    tied = holder.ca.items.setdefault(last, [None] * (4 if slot else 2))
    own = tied[slot]
    if own is None:
        tied[slot] = CommentToken(f"\n{after}", CommentMark(0), None)
    else:
        own.value = f"{own.value}{after}"
