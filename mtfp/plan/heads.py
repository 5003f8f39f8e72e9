"""The entries at the top of a file, as pydantic's core validates them: all problems in one pass.

A head is a frozen dataclass whose fields say how their text is read. The core is asked
directly, because a pydantic model of ten fields takes longer to make than a plan to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError
from pydantic_core import SchemaValidator, core_schema

from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.located import Sequence as Listing
from mtfp.plan.typed import read_day
from mtfp.problems import Guesses, MistypedError, Place, Problem, sentence

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Head = TypeVar("Head", bound=DataclassInstance)


def entry(read: Callable[[object], object], *, default: object = MISSING, word: str = "") -> Any:
    """A field of a head: how its text is read, what silence means, its word if not its name."""
    return field(default=default, metadata={"read": read, "word": word})


def entries_of(head: type[DataclassInstance]) -> dict[str, Field[Any]]:
    """The fields of a head by the words that a file uses."""
    return {one.metadata["word"] or one.name: one for one in fields(head)}


def must_be_given(one: Field[Any]) -> bool:
    """Whether a file that does not say this is wrong."""
    return one.default is MISSING


def read_words(said: object) -> str:
    """One piece of text."""
    if not isinstance(said, str):
        raise MistypedError("should be one piece of text", code="E203")
    if not said.strip():
        raise MistypedError("nothing is written", code="E203")
    return said.strip()


def read_date(said: object) -> str:
    """A day."""
    try:
        return read_day(read_words(said))
    except MistypedError as error:
        raise MistypedError(str(error), code="E203") from None


def read_head(
    head: type[Head],
    top: Entries,
    file: Place,
    of: str,
    body: Sequence[str],
    misplaced: Mapping[str, str],
) -> tuple[Head | None, list[Problem]]:
    """The entries at the top of a file, as a head of them has it, or else what is wrong.

    `of` is what they are entries of, as messages say it; `body` are those read elsewhere, and
    `misplaced` says of names that belong elsewhere how to mend that.
    """
    said = {key: plain(node) for key, node in top.values.items() if key not in body}
    words = entries_of(head)
    try:
        found = _validator(head).validate_python(said)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    else:
        return head(**{words[word].name: value for word, value in found.items()}), []
    known = [*words, *body]
    strange = [str(e["loc"][0]) for e in errors if e["type"] == "extra_forbidden"]
    guesses = Guesses(known)
    meant = {guesses.nearest(name) for name in strange}
    problems = []
    for wrong in errors:
        name = str(wrong["loc"][0])
        if wrong["type"] == "missing":
            if name not in meant:
                what, fix = f"There is no {name}.", f"Add a line `{name}: ...`."
                problems.append(Problem(what, Place(file.file, 1), fix, code="E201"))
        elif wrong["type"] == "extra_forbidden":
            near = guesses.did_you_mean(name) or f"The entries are {', '.join(known)}."
            what = f"{name} is not an entry of {of}."
            fix = misplaced.get(name, near)
            problems.append(Problem(what, top.keys[name], fix, code="E202"))
        else:
            reason = wrong["ctx"]["error"]
            what = sentence(f"{name}: {reason}")
            problems.append(Problem(what, top.keys[name], code=reason.code))
    return None, problems


def plain(node: Node) -> object:
    """What stands in a file without its places: text, tuples and mappings."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Listing):
        return tuple(plain(value) for value in node.values)
    return {key: plain(value) for key, value in node.values.items()}


@cache
def _validator(head: type[DataclassInstance]) -> SchemaValidator:
    """What validates the entries of a head: each read as its field says, and no others."""
    schema = {
        word: core_schema.typed_dict_field(
            core_schema.no_info_plain_validator_function(one.metadata["read"]),
            required=must_be_given(one),
        )
        for word, one in entries_of(head).items()
    }
    return SchemaValidator(core_schema.typed_dict_schema(schema, extra_behavior="forbid"))
