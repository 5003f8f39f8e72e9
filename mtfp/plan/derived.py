"""Items that no register holds: they follow from what others say of one another in words.

A saving that waits for two projects is two links; a project that waits for one that waits for a
third is a chain of three steps. Lines then run over links, chains and steps as over anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mtfp.algebra.arrays import NO_GROUP
from mtfp.algebra.details import Alike, Chains, Detail, Said, Steps
from mtfp.algebra.expressions import Axis
from mtfp.plan.gathering import Gathering
from mtfp.plan.headings import column_of
from mtfp.plan.plan import Items
from mtfp.problems import Place

MOST_CHAINS, MOST_STEPS = 2_000, 10_000
"""More would make a workbook that nobody opens, and is a knot that nobody manages."""

Chain = tuple[str, ...]


def derive(found: Gathering) -> None:
    """Find the items of every derived axis from the details read, and what is wrong with them."""
    chains: dict[str, tuple[Chain, ...]] = {}
    for axis in found.book.axes.values():
        if isinstance(axis.derived, Said):
            found.items[axis.name] = _links(axis, axis.derived, found)
        elif isinstance(axis.derived, Alike):
            found.items[axis.name] = _alike(axis, axis.derived, found)
        elif isinstance(axis.derived, Chains):
            chains[axis.name] = _chains(axis.derived.along, found)
            found.items[axis.name] = _of_chains(axis, chains[axis.name], found)
    for axis in found.book.axes.values():
        if isinstance(axis.derived, Steps):
            found.items[axis.name] = _steps(axis, axis.derived.of, chains, found)


def _links(axis: Axis, derived: Said, found: Gathering) -> Items:
    """An item for each thing said of an item, in the order of the register."""
    detail = derived.of
    mine = found.items[detail.axis.name]
    said = [
        (item_id, title, name)
        for item_id, title in zip(mine.ids, mine.titles, strict=True)
        for name in _said(detail, item_id, found)
        if not derived.words or name in derived.words
    ]
    groups = {detail.axis.name: _places([item for item, _, _ in said], mine)}
    titles = [title for _, title, _ in said]
    if detail.refers_to:
        (other,) = detail.refers_to
        theirs = found.items[other.name]
        groups[other.name] = places = _places([name for _, _, name in said], theirs)
        titles = [f"{t}: {theirs.titles[p]}" for t, p in zip(titles, places, strict=True)]
        ids = tuple(f"{axis.name}.{item}.{name}" for item, _, name in said)
    else:
        ids = tuple(f"{axis.name}.{item}" for item, _, _ in said)
    return Items(ids, tuple(titles), groups)


def _alike(axis: Axis, derived: Alike, found: Gathering) -> Items:
    """An item for each item that says what its group says, in whatever case and spacing."""
    mine, theirs = (found.items[one.axis.name] for one in (derived.of, derived.like))
    members = mine.members(derived.like.axis.name)
    same = []
    for place, (item, group) in enumerate(zip(mine.ids, members, strict=True)):
        said = _plain(found.details.get((derived.of.name, item), ""))
        there = "" if group == NO_GROUP else theirs.ids[group]
        if said and said == _plain(found.details.get((derived.like.name, there), "")):
            same.append(place)
    ids = tuple(f"{axis.name}.{mine.ids[place]}" for place in same)
    return Items(ids, tuple(mine.titles[p] for p in same), {derived.of.axis.name: tuple(same)})


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _said(detail: Detail, item_id: str, found: Gathering) -> tuple[str, ...]:
    """What a detail says of an item; of what it names, only what is there."""
    names = detail.names(found.details.get((detail.name, item_id), ""))
    if not detail.refers_to:
        return names
    ids = {one for axis in detail.refers_to for one in found.items[axis.name].ids}
    return tuple(name for name in names if name in ids)


def _chains(along: Detail, found: Gathering) -> tuple[Chain, ...]:
    """Every chain from an item up to one that waits for none; none at all where they go round."""
    waits = {item: _said(along, item, found) for item in found.items[along.axis.name].ids}
    order = _those_waited_for_first(waits)
    if len(order) < len(waits):
        first, second, *rest = _circle({i: w for i, w in waits.items() if i not in order}, order)
        verb = column_of(along).replace("_", " ")
        told = f"{first} {verb} {second}" + "".join(f", which {verb} {one}" for one in rest)
        fix = "Take out what need not be waited for: nothing in the circle could ever begin."
        found.problem(f"{told}.", _place(along.axis, first, found), fix, code="E613")
        return ()
    many, steps = dict[str, int](), dict[str, int]()
    for item in order:
        many[item] = sum(many[other] for other in waits[item]) or 1
        steps[item] = many[item] + sum(steps[other] for other in waits[item])
    if sum(many.values()) > MOST_CHAINS or sum(steps.values()) > MOST_STEPS:
        knot = max(steps, key=steps.__getitem__)
        what = (
            f"The {along.axis.many} wait for one another in {sum(many.values()):,} chains of "
            f"{sum(steps.values()):,} steps, most of them from {knot}."
        )
        fix = (
            f"At most {MOST_CHAINS:,} chains and {MOST_STEPS:,} steps are worked: name only what "
            "each waits for directly, and make one of what belongs together."
        )
        found.problem(what, _place(along.axis, knot, found), fix, code="E614")
        return ()
    chains: dict[str, list[Chain]] = {}
    for item in order:
        chains[item] = [(item, *c) for other in waits[item] for c in chains[other]] or [(item,)]
    return tuple(chain for item in waits for chain in chains[item])


def _those_waited_for_first(waits: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """The items, each after all that it waits for; those of a circle and behind it left out."""
    order: dict[str, None] = {}
    left = {item: len(others) for item, others in waits.items()}
    behind: dict[str, list[str]] = {item: [] for item in waits}
    for item, others in waits.items():
        for other in others:
            behind[other].append(item)
    free = [item for item, count in left.items() if not count]
    while free:
        item = free.pop()
        order[item] = None
        for one in behind[item]:
            left[one] -= 1
            if not left[one]:
                free.append(one)
    return order


def _circle(stuck: Mapping[str, Sequence[str]], free: Collection[str]) -> list[str]:
    """A circle among items none of which is ever free, its first named again at the end."""
    path: dict[str, None] = {}
    item = next(iter(stuck))
    while item not in path:
        path[item] = None
        item = next(other for other in stuck[item] if other not in free)
    walked = list(path)
    return [*walked[walked.index(item) :], item]


def _of_chains(axis: Axis, chains: Sequence[Chain], found: Gathering) -> Items:
    (of,) = axis.groups
    mine = found.items[of.name]
    return Items(
        tuple(".".join((axis.name, *chain)) for chain in chains),
        tuple(_told(chain, mine) for chain in chains),
        {of.name: _places([chain[0] for chain in chains], mine)},
    )


def _steps(axis: Axis, of: Axis, chains: Mapping[str, Sequence[Chain]], found: Gathering) -> Items:
    """An item for each step of each chain."""
    (walked,) = of.groups
    mine = found.items[walked.name]
    each = [(place, chain, name) for place, chain in enumerate(chains[of.name]) for name in chain]
    places = _places([name for _, _, name in each], mine)
    titles = [
        mine.titles[here] if len(chain) == 1 else f"{mine.titles[here]}, in {_told(chain, mine)}"
        for here, (_, chain, _) in zip(places, each, strict=True)
    ]
    return Items(
        tuple(".".join((axis.name, *chain, name)) for _, chain, name in each),
        tuple(titles),
        {of.name: tuple(place for place, _, _ in each), walked.name: places},
    )


def _told(chain: Chain, items: Items) -> str:
    """A chain by its titles, the first of which waits for the rest."""
    titles = [items.titles[place] for place in _places(chain, items)]
    return " after ".join(titles)


def _places(ids: Sequence[str], items: Items) -> tuple[int, ...]:
    """The place of each in a register; an id that stands twice has its first."""
    there: dict[str, int] = {}
    for place, item in enumerate(items.ids):
        there.setdefault(item, place)
    return tuple(there.get(item, NO_GROUP) for item in ids)


def _place(axis: Axis, item: str, found: Gathering) -> Place:
    """Where an item stands in its register."""
    table = found.tables[axis.name]
    return next((row.place for row in table.rows if row.get("id") == item), table.place)
