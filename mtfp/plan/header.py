"""The head of `plan.yaml`: whose plan it is, of which edition, over which years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from mtfp.plan.gathering import Years
from mtfp.plan.heads import entry, plain, read_date, read_head, read_words
from mtfp.plan.located import Entries, Node
from mtfp.plan.typed import read_word, read_year
from mtfp.problems import MistypedError, Place, Problem
from mtfp.terms import FinancialYear

Value = TypeVar("Value")
MOST_YEARS = 20
STAGES = ("outlook", "draft", "provisional", "budget")
"""How far a plan has got, from a first look ahead to what full council has set."""
A_YEAR = re.compile(r"[0-9]{4}/[0-9]{2}")


def _year(said: object) -> FinancialYear:
    return read_year(read_words(said))


def _count(said: object) -> int:
    text = read_words(said)
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_YEARS:
        reason = f"{text!r} is not a whole number from 1 to {MOST_YEARS}"
        raise MistypedError(reason, code="E203")
    return int(text)


def _firm(said: object) -> int:
    text = read_words(said)
    if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > MOST_YEARS:
        wanted = "the number of plan years that are firm, such as 1; write 0 if none is"
        raise MistypedError(f"{text!r} is not {wanted}", code="E203")
    return int(text)


def _stage(said: object) -> str:
    return read_word(read_words(said), STAGES)


def _yes_or_no(said: object) -> bool:
    text = read_words(said)
    if text not in ("yes", "no"):
        raise MistypedError(f"{text!r} is neither yes nor no", code="E203")
    return text == "yes"


def _notes(said: object) -> tuple[str, ...]:
    if not isinstance(said, tuple):
        reason = "should be a list: begin each note with `- ` on a line of its own"
        raise MistypedError(reason, code="E203")
    return tuple(read_words(note) for note in said)


def _names(said: object) -> tuple[str, ...]:
    if not isinstance(said, tuple):
        reason = "should be names in square brackets, like [england-2026-27]"
        raise MistypedError(reason, code="E203")
    names = tuple(read_words(name) for name in said)
    twice = next((name for at, name in enumerate(names) if name in names[:at]), "")
    if twice:
        raise MistypedError(f"{twice} is named twice", code="E203")
    return names


@dataclass(frozen=True)
class Header:
    """What `plan.yaml` says of the plan itself.

    A plan that does not say its stage is an outlook, which claims least: only a budget is held
    to what the law asks of one.
    """

    title: str = entry(read_words)
    council: str = entry(read_words)
    edition: str = entry(read_date)
    base_year: FinancialYear = entry(_year)
    years: int = entry(_count)
    stage: str = entry(_stage, default=STAGES[0])
    firm_years: int | None = entry(_firm, default=None)
    default: bool = entry(_yes_or_no, default=False)
    notes: tuple[str, ...] = entry(_notes, default=())
    watermark: str = entry(read_words, default="")
    packs: tuple[str, ...] = entry(_names, default=())


def read_header(
    top: Entries, file: Place, assumptions: Iterable[str]
) -> tuple[Header | None, list[Problem]]:
    """The header, or else everything that is wrong with it."""
    misplaced = dict.fromkeys(assumptions, "Indent it under assumptions.")
    header, problems = read_head(Header, top, file, "a plan", ("assumptions",), misplaced)
    return header, _too_many_firm(header, top) if header else problems


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
        return read(plain(node)) if node else None
    except ValueError:
        return None


def _years_in(head: str) -> Iterable[FinancialYear]:
    for text in A_YEAR.findall(head):
        try:
            yield FinancialYear.parse(text)
        except ValueError:
            continue
