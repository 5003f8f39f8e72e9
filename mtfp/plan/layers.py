"""Scenario files read: what each layer says of a plan, before it is applied to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mtfp.plan.located import Entries, Sequence, Text, legible, read_yaml
from mtfp.plan.opening import files_of, is_hidden
from mtfp.plan.strays import strays_among
from mtfp.plan.typed import read_role
from mtfp.problems import Guesses, MistypedError, Place, PlanError, Problem, did_you_mean, sentence

BASE = "base"
ABOUT = ("scenario", "title", "why", "owner", "based_on", "stands_for")
CHANGES = ("set", "decide", "because")
SWITCHES = ("switch_off", "switch_on")
MUST_SAY = ("scenario", "title", "why", "owner")
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$")


@dataclass(frozen=True)
class Layer:
    """One scenario file: who says it and why, and the changes it asks for.

    `stands_for` is where it says that it stands for the base: shown first, in its place.
    """

    name: str
    title: str
    why: str
    owner: str
    based_on: str
    sets: Entries
    decides: Entries
    because: Entries
    off: tuple[Text, ...]
    on: tuple[Text, ...]
    place: Place
    stands_for: Place | None = None


def read_layers(folder: Path) -> tuple[dict[str, Layer], list[Problem]]:
    """Every scenario file that can be read and whose parents can be, and all that is wrong."""
    layers: dict[str, Layer] = {}
    room = f"{folder.parent.name}/{folder.name}"
    files = [
        path for path in files_of(folder, room) if path.suffix == ".yaml" and not is_hidden(path)
    ]
    problems = [one for one in strays_among(folder, room, "scenario") if one.code.startswith("E")]
    names = [path.stem for path in files]
    parents: dict[str, Place] = {}
    for path in files:
        try:
            layers[path.stem], parents[path.stem] = _layer(path, f"{room}/{legible(path.name)}")
        except PlanError as error:
            problems += error.problems
    for name, layer in layers.items():
        if layer.based_on not in (BASE, *names):
            hint = did_you_mean(layer.based_on, [BASE, *names]) or _there_are(names)
            what = f"There is no scenario {layer.based_on}."
            problems.append(Problem(what, parents[name], hint, code="E505"))
        elif circle := _circle(name, layers):
            fix = "Let one of them be based on base."
            what = f"Is based on itself: {circle}."
            problems.append(Problem(what, parents[name], fix, code="E506"))
    claims = [(name, layer.stands_for) for name, layer in layers.items() if layer.stands_for]
    for _, place in claims[1:]:
        what = f"{claims[0][0]} stands for base already."
        fix = "Let only one of them say stands_for."
        problems.append(Problem(what, place, fix, code="E513"))
    return {name: layers[name] for name in layers if _stands(name, layers)}, problems


def stand_in(layers: Mapping[str, Layer]) -> str:
    """What is shown first: the base, or the scenario that says it stands for it."""
    return next((name for name, layer in layers.items() if layer.stands_for), BASE)


def ancestry(name: str, layers: Mapping[str, Layer]) -> list[str]:
    """A layer and all that it stands on, the deepest first, without the base."""
    chain: list[str] = []
    while name != BASE:
        chain.append(name)
        name = layers[name].based_on
    return chain[::-1]


def no_such(name: str, layers: Mapping[str, Layer]) -> Problem:
    """The answer to a name that is no scenario's."""
    if not name:
        what = "A scenario is asked for without a name."
        return Problem(what, fix=_there_are(layers), code="E505")
    fix = did_you_mean(name, [BASE, *layers]) or _there_are(layers)
    return Problem(f"There is no scenario {name}.", fix=fix, code="E505")


def _there_are(names: Mapping[str, Layer] | list[str]) -> str:
    return f"There are {', '.join([BASE, *names])}." if names else "There is only base."


def _stands(name: str, layers: Mapping[str, Layer]) -> bool:
    """Whether a layer and all that it is based on were read, and lead to the base."""
    seen: list[str] = []
    while name in layers and name not in seen:
        seen.append(name)
        name = layers[name].based_on
    return name == BASE


def _circle(name: str, layers: Mapping[str, Layer]) -> str:
    path, at = [name], layers[name].based_on
    while at in layers and at not in path:
        path.append(at)
        at = layers[at].based_on
    return " on ".join([*path, name]) if at == name else ""


def _layer(path: Path, shown: str) -> tuple[Layer, Place]:
    """A layer, and where it says what it is based on."""
    top = read_yaml(path, shown)
    problems = [*_about(path, shown, top), *_shape(top)]
    if problems:
        raise PlanError(problems)
    said = {key: node.text for key, node in top.values.items() if isinstance(node, Text)}
    layer = Layer(
        name=path.stem,
        title=said["title"],
        why=said["why"],
        owner=said["owner"],
        based_on=said.get("based_on", BASE),
        sets=_entries(top, "set"),
        decides=_entries(top, "decide"),
        because=_entries(top, "because"),
        off=_texts(top, "switch_off"),
        on=_texts(top, "switch_on"),
        place=top.keys["scenario"],
        stands_for=top.keys.get("stands_for"),
    )
    return layer, top.keys.get("based_on", Place(shown, 1))


def _about(path: Path, shown: str, top: Entries) -> Iterator[Problem]:
    """What is wrong with who a layer says it is."""
    known = (*ABOUT, *CHANGES, *SWITCHES)
    guesses = Guesses(known)
    meant = {guesses.nearest(key) for key in top.values if key not in known}
    for key in top.values:
        if key not in known:
            fix = guesses.did_you_mean(key) or f"The entries are {', '.join(known)}."
            what = f"{key} is not an entry of a scenario."
            yield Problem(what, top.keys[key], fix, code="E502")
    for key in ABOUT:
        node = top.values.get(key)
        if node is not None and not isinstance(node, Text):
            fix = f"Write it like `{key}: ...`, without brackets."
            yield Problem(f"{key} should be text.", top.keys[key], fix, code="E501")
        elif key in MUST_SAY and key not in meant and not (node and node.text.strip()):
            place = top.keys.get(key, Place(shown, 1))
            yield Problem(f"There is no {key}.", place, f"Add a line `{key}: ...`.", code="E501")
    owner = top.values.get("owner")
    if isinstance(owner, Text):
        try:
            read_role(owner.text)
        except MistypedError as error:
            what = sentence(f"owner: {error}")
            yield Problem(what, top.keys["owner"], code=error.code)
    named = top.values.get("scenario")
    if isinstance(named, Text) and named.text.strip() and named.text != path.stem:
        fix = f"Call the scenario {legible(path.stem)}, or rename the file."
        what = "Has another name than its file."
        yield Problem(what, top.keys["scenario"], fix, code="E503")
    stands_for = top.values.get("stands_for")
    if isinstance(stands_for, Text) and stands_for.text != BASE:
        what = f"A scenario may stand for {BASE}, and for nothing else."
        fix = f"Write `stands_for: {BASE}`, or leave it out."
        yield Problem(what, top.keys["stands_for"], fix, code="E513")
    if path.stem == BASE:
        what = "base is the plan as entered, and has no file."
        fix = "Give the scenario and its file another name."
        yield Problem(what, Place(shown, 1), fix, code="E503")
    elif not NAME.fullmatch(path.stem):
        fix = "Use letters, digits, - and _."
        what = f"{legible(path.stem)} cannot be the name of a scenario."
        yield Problem(what, Place(shown, 1), fix, code="E503")


def _shape(top: Entries) -> Iterator[Problem]:
    """What is wrong with how the changes are written down."""
    for key in CHANGES:
        node = top.values.get(key)
        if node is not None and not isinstance(node, Entries):
            fix = f"Write `{key}:` and then one `name: ...` a line under it, or leave it out."
            what = f"{key} should hold `name: ...` entries."
            yield Problem(what, top.keys[key], fix, code="E504")
    for key in SWITCHES:
        node = top.values.get(key)
        if node is not None and not (
            isinstance(node, Sequence) and all(isinstance(one, Text) for one in node.values)
        ):
            fix = f"Write them in square brackets, like `{key}: [S1, S2]`."
            yield Problem(f"{key} should be a list of ids.", top.keys[key], fix, code="E504")


def _entries(top: Entries, key: str) -> Entries:
    node = top.values.get(key)
    return node if isinstance(node, Entries) else Entries({}, {}, top.place)


def _texts(top: Entries, key: str) -> tuple[Text, ...]:
    node = top.values.get(key)
    values = node.values if isinstance(node, Sequence) else ()
    return tuple(one for one in values if isinstance(one, Text))
