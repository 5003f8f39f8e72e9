"""Packs: dated files of figures that many plans share, each with its source.

What the law says, or a settlement, is typed once and named by every plan that rests on it. A
pack in a plan's own `packs/` folder stands in the place of a shipped one of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from mtfp.algebra.expressions import COUNCIL
from mtfp.algebra.lines import LineBook
from mtfp.plan.entries import SAID_OF_ENTRIES, Entry, read_entries, read_said
from mtfp.plan.folders import PACKS
from mtfp.plan.gathering import Gathering, Years
from mtfp.plan.heads import entry, read_date, read_head, read_words
from mtfp.plan.located import Entries, Node, Sequence, Text, locate
from mtfp.plan.opening import contents, files_of, is_hidden
from mtfp.plan.plan import Origin, PackHead
from mtfp.plan.strays import strays_among
from mtfp.plan.typed import read_year
from mtfp.problems import MistypedError, Place, Problem, did_you_mean, sentence
from mtfp.terms import FinancialYear

FOLDER, SUFFIX = PACKS, ".yaml"
SHIPPED = Path(__file__).parent.parent / FOLDER
BODY = ("assumptions", "series")


@dataclass(frozen=True)
class Head:
    """The entries at the top of a pack."""

    pack: str = entry(read_words)
    title: str = entry(read_words)
    as_known_on: str = entry(read_date)
    review_by: str = entry(read_date)
    what_for: str = entry(read_words, default="", word="for")


@dataclass(frozen=True)
class PackFile:
    """Where a pack stands, and how messages call the file."""

    path: Path
    shown: str
    shipped: bool

    @property
    def name(self) -> str:
        """What plans call the pack."""
        return self.path.stem


@dataclass(frozen=True)
class Series:
    """Figures that no input of the model takes, kept for reference, in the words they stand in."""

    name: str
    title: str
    figures: Mapping[FinancialYear, str]
    origin: Origin


@dataclass(frozen=True)
class Pack:
    """One pack as read: its head, where it stands, and its figures."""

    head: PackHead
    file: PackFile
    digest: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    series: tuple[Series, ...] = ()


# -- finding them ---------------------------------------------------------------------------------


def shipped_packs() -> dict[str, PackFile]:
    """The packs that come with mtfp, by name."""
    return {file.name: file for file in _files(SHIPPED, f"mtfp/{FOLDER}", shipped=True)}


def own_packs(folder: Path) -> dict[str, PackFile]:
    """The packs in a plan's own folder, by name."""
    shown = f"{folder.resolve().name}/{FOLDER}"
    return {file.name: file for file in _files(folder / FOLDER, shown, shipped=False)}


def _files(folder: Path, shown: str, *, shipped: bool) -> Iterator[PackFile]:
    for path in files_of(folder, shown):
        if path.suffix == SUFFIX and not is_hidden(path):
            yield PackFile(path, f"{shown}/{path.name}", shipped)


# -- reading them ---------------------------------------------------------------------------------


def read_packs(top: Entries, folder: Path, found: Gathering) -> tuple[Pack, ...]:
    """The packs that a plan names, in its order; those that cannot be read are problems."""
    named = top.values.get(FOLDER)
    names = named.values if isinstance(named, Sequence) else ()
    own = own_packs(folder)
    known = {**shipped_packs(), **own}
    packs = []
    for node in names:
        if not isinstance(node, Text):
            continue  # the head says so
        if node.text not in known:
            fix = did_you_mean(node.text, known) or f"There are {', '.join(known)}."
            what = f"There is no pack called {node.text}."
            found.problem(what, node.place, fix, code="E206")
        else:
            packs.append(read_pack(known[node.text], found, node.place))
    found.note(strays_among(folder / FOLDER, f"{found.folder}/{FOLDER}", "pack"))
    return tuple(pack for pack in packs if pack)


def read_alone(file: PackFile, book: LineBook) -> tuple[Pack | None, list[Problem]]:
    """A pack read for its own sake, and what is wrong with it."""
    found = Gathering(book, "", Years(FinancialYear(2000), 1, sure=False), {})
    pack = read_pack(file, found)
    return pack, sorted(found.problems, key=lambda problem: problem.order)


def read_pack(file: PackFile, found: Gathering, named_at: Place | None = None) -> Pack | None:
    """A pack, or nothing and the problems that make it none."""
    top, problems = locate(file.path, file.shown)
    found.problems += problems
    if top is None:
        return None
    council = [given.name for given in found.book.inputs.values() if given.axis is COUNCIL]
    misplaced = dict.fromkeys(council, "Indent it under assumptions.")
    place = Place(file.shown)
    head, wrong = read_head(Head, top, place, "a pack", BODY, misplaced)
    if head:
        wrong += _head_at_odds(head, top, file)
    found.problems += wrong
    if not any(part in top.values for part in BODY):
        fix = "Add `assumptions:` and under it an indented entry for each, `name: {...}`."
        found.problem("There are no figures in it.", Place(file.shown, 1), fix, code="E201")
    entries, _ = read_entries(_part(top, BODY[0], found), "a plan", found, file.name)
    series = tuple(_series(_part(top, BODY[1], found), found))
    if head is None:
        return None
    said = PackHead(
        head.pack, head.title, head.as_known_on, head.review_by, head.what_for, named_at
    )
    return Pack(said, file, sha256(contents(file.path, file.shown)).hexdigest(), entries, series)


def _head_at_odds(head: Head, top: Entries, file: PackFile) -> Iterator[Problem]:
    if head.pack != file.name:
        what = f"pack: {head.pack} is not the name of its file."
        fix = f"Write `pack: {file.name}`, or rename the file."
        yield Problem(what, top.keys["pack"], fix, code="E203")
    if head.review_by <= head.as_known_on:
        what = f"review_by: {head.review_by} is no later than as_known_on, {head.as_known_on}."
        yield Problem(what, top.keys["review_by"], "Correct one of the two.", code="E203")


def _part(top: Entries, word: str, found: Gathering) -> Entries:
    node = top.values.get(word)
    if node is not None and not isinstance(node, Entries):
        fix = f"Write `{word}:` and under it an indented entry for each, or leave it out."
        found.problem(f"There are no entries under {word}.", top.keys[word], fix, code="E205")
    return node if isinstance(node, Entries) else Entries({}, {}, top.place)


# -- figures kept for reference -------------------------------------------------------------------


def _series(node: Entries, found: Gathering) -> Iterator[Series]:
    for name, said in node.values.items():
        place = node.keys[name]
        if isinstance(said, Entries):
            yield _one_series(name, said, place, found)
        else:
            fix = f"Write under `{name}:` its title, its years, and its basis and source."
            found.problem(f"{name} says nothing of its source.", place, fix, code="E205")


def _one_series(name: str, node: Entries, place: Place, found: Gathering) -> Series:
    words = ("title", *SAID_OF_ENTRIES)
    figures = {key: at for key, at in node.values.items() if key not in words}
    origin, confirmation = read_said(node, place, found, figures)
    title = node.values.get("title")
    if not isinstance(title, Text) or not title.text.strip():
        found.problem(f"{name} has no title.", place, "Add `title: ...`.", code="E205")
    by_year = {}
    for key, at in figures.items():
        try:
            by_year[read_year(key)] = _as_written(at)
        except MistypedError as error:
            what = sentence(f"{name}: {error}")
            found.problem(what, node.keys[key], did_you_mean(key, words), code=error.code)
    if not figures:
        found.problem(f"{name} has no figures.", place, "Add one for each year.", code="E401")
    called = title.text if isinstance(title, Text) else name
    return Series(name, called, by_year, confirmation.said_of(origin, tuple(by_year)))


def _as_written(node: Node) -> str:
    if not isinstance(node, Text) or not node.text.strip():
        raise MistypedError("nothing is written", code="E401")
    return node.text.strip()
