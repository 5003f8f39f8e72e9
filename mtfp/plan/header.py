"""The head of `plan.yaml`: whose plan it is, of which edition, over which years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from mtfp.plan.gathering import Years
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.located import Sequence as Listing
from mtfp.plan.typed import read_day, read_word, read_year
from mtfp.problems import Guesses, MistypedError, Place, Problem, sentence
from mtfp.terms import FinancialYear

Value = TypeVar("Value")
Head = TypeVar("Head", bound=BaseModel)
MOST_YEARS = 20
STAGES = ("outlook", "draft", "provisional", "budget")
"""How far a plan has got, from a first look ahead to what full council has set."""
A_YEAR = re.compile(r"[0-9]{4}/[0-9]{2}")


def _words(said: object) -> str:
    if not isinstance(said, str):
        raise MistypedError("should be one piece of text", code="E203")
    if not said.strip():
        raise MistypedError("nothing is written", code="E203")
    return said.strip()


def _date(said: object) -> str:
    try:
        return read_day(_words(said))
    except MistypedError as error:
        raise MistypedError(str(error), code="E203") from None


def _year(said: object) -> FinancialYear:
    return read_year(_words(said))


def _count(said: object) -> int:
    text = _words(said)
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_YEARS:
        reason = f"{text!r} is not a whole number from 1 to {MOST_YEARS}"
        raise MistypedError(reason, code="E203")
    return int(text)


def _firm(said: object) -> int:
    text = _words(said)
    if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > MOST_YEARS:
        wanted = "the number of plan years that are firm, such as 1; write 0 if none is"
        raise MistypedError(f"{text!r} is not {wanted}", code="E203")
    return int(text)


def _stage(said: object) -> str:
    return read_word(_words(said), STAGES)


def _yes_or_no(said: object) -> bool:
    text = _words(said)
    if text not in ("yes", "no"):
        raise MistypedError(f"{text!r} is neither yes nor no", code="E203")
    return text == "yes"


def _notes(said: object) -> tuple[str, ...]:
    if not isinstance(said, tuple):
        reason = "should be a list: begin each note with `- ` on a line of its own"
        raise MistypedError(reason, code="E203")
    return tuple(_words(note) for note in said)


def _names(said: object) -> tuple[str, ...]:
    if not isinstance(said, tuple):
        reason = "should be names in square brackets, like [england-2026-27]"
        raise MistypedError(reason, code="E203")
    names = tuple(_words(name) for name in said)
    twice = next((name for at, name in enumerate(names) if name in names[:at]), "")
    if twice:
        raise MistypedError(f"{twice} is named twice", code="E203")
    return names


Words = Annotated[str, BeforeValidator(_words)]
Day = Annotated[str, BeforeValidator(_date)]
"""What the head of any file may hold."""


class Header(BaseModel):
    """What `plan.yaml` says of the plan itself.

    A plan that does not say its stage is an outlook, which claims least: only a budget is held
    to what the law asks of one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Words
    council: Words
    edition: Day
    base_year: Annotated[FinancialYear, BeforeValidator(_year)]
    years: Annotated[int, BeforeValidator(_count)]
    stage: Annotated[str, BeforeValidator(_stage)] = STAGES[0]
    firm_years: Annotated[int | None, BeforeValidator(_firm)] = None
    default: Annotated[bool, BeforeValidator(_yes_or_no)] = False
    notes: Annotated[tuple[str, ...], BeforeValidator(_notes)] = ()
    watermark: Words = ""
    packs: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()


def read_header(
    top: Entries, file: Place, assumptions: Iterable[str]
) -> tuple[Header | None, list[Problem]]:
    """The header, or else everything that is wrong with it."""
    misplaced = dict.fromkeys(assumptions, "Indent it under assumptions.")
    header, problems = read_head(Header, top, file, "a plan", ("assumptions",), misplaced)
    return header, _too_many_firm(header, top) if header else problems


def read_head(
    model: type[Head],
    top: Entries,
    file: Place,
    of: str,
    body: Sequence[str],
    misplaced: Mapping[str, str],
) -> tuple[Head | None, list[Problem]]:
    """The entries at the top of a file, as a model of them has it, or else what is wrong.

    `of` is what they are entries of, as messages say it; `body` are those read elsewhere, and
    `misplaced` says of names that belong elsewhere how to mend that.
    """
    said = {key: _plain(node) for key, node in top.values.items() if key not in body}
    try:
        return model.model_validate(said), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    known = [*(field.alias or name for name, field in model.model_fields.items()), *body]
    strange = [str(e["loc"][0]) for e in errors if e["type"] == "extra_forbidden"]
    guesses = Guesses(known)
    meant = {guesses.nearest(name) for name in strange}
    problems = []
    for found in errors:
        name = str(found["loc"][0])
        if found["type"] == "missing":
            if name not in meant:
                what, fix = f"There is no {name}.", f"Add a line `{name}: ...`."
                problems.append(Problem(what, Place(file.file, 1), fix, code="E201"))
        elif found["type"] == "extra_forbidden":
            near = guesses.did_you_mean(name) or f"The entries are {', '.join(known)}."
            what = f"{name} is not an entry of {of}."
            fix = misplaced.get(name, near)
            problems.append(Problem(what, top.keys[name], fix, code="E202"))
        else:
            reason = found["ctx"]["error"]
            what = sentence(f"{name}: {reason}")
            problems.append(Problem(what, top.keys[name], code=reason.code))
    return None, problems


def _too_many_firm(header: Header, top: Entries) -> list[Problem]:
    if header.firm_years is None or header.firm_years <= header.years:
        return []
    years = "the plan's one year" if header.years == 1 else f"the plan's {header.years} years"
    what = f"firm_years: {header.firm_years} is more than {years}."
    return [
        Problem(
            what, top.keys["firm_years"], "The years that are not firm are indicative.", code="E203"
        )
    ]


def plan_years(top: Entries | None, columns: Iterable[str]) -> Years:
    """The plan's years, or a guess at them from the registers' columns where it does not say."""
    said = top.values if top else {}
    base, count = _good(_year, said.get("base_year")), _good(_count, said.get("years"))
    if base and count:
        return Years(base + 1, count)
    seen = sorted(year for head in columns for year in _years_in(head))
    first = base + 1 if base else seen[0] if seen else FinancialYear(2000)
    reach = seen[-1] - first + 1 if seen else 1
    return Years(first, count or min(max(reach, 1), MOST_YEARS), sure=False)


def _good(read: Callable[[object], Value], node: Node | None) -> Value | None:
    try:
        return read(_plain(node)) if node else None
    except ValueError:
        return None


def _years_in(head: str) -> Iterable[FinancialYear]:
    for text in A_YEAR.findall(head):
        try:
            yield FinancialYear.parse(text)
        except ValueError:
            continue


def _plain(node: Node) -> object:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Listing):
        return tuple(_plain(value) for value in node.values)
    return {key: _plain(value) for key, value in node.values.items()}
