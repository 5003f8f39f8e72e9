"""Layers on a plan: what they may say, how they combine, and every way of being wrong."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from mtfp.model import MODEL
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.problems import PlanError
from tests.conftest import ROOT, without_codes

HEAD = "scenario: {name}\ntitle: {name}\nwhy: to test\nowner: tests\n"
Layers = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the worked example, without scenarios."""
    (tmp_path / "scenarios" / "worked-example").mkdir(parents=True)
    return Path(shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "inputs/worked-example"))


Try = Callable[..., list[Scenario]]


@pytest.fixture
def tried(folder: Path) -> Try:
    """Write layers beside the worked example and read the scenarios asked for."""

    def read(layers: Layers, *names: str) -> list[Scenario]:
        for name, text in layers.items():
            path = folder.parent.parent / "scenarios/worked-example" / f"{name}.yaml"
            path.write_text(HEAD.format(name=name) + text, encoding="utf-8")
        return read_scenarios(folder, read_plan(folder, MODEL), MODEL, names)

    return read


@pytest.fixture
def refused(tried: Try) -> Callable[..., list[str]]:
    """The problems that layers are refused with, each as it is printed."""

    def read(layers: Layers, *names: str) -> list[str]:
        with pytest.raises(PlanError) as refusal:
            tried(layers, *names)
        return [without_codes(str(problem)) for problem in refusal.value.problems]

    return read


def same(first: Plan, second: Plan) -> bool:
    return (
        all((first.figures[name] == second.figures[name]).all() for name in first.figures)
        and first.origins == second.origins
    )


# -- what may be said --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "name", "item", "figures"),
    [
        ("approved_budget: £201m", "approved_budget", "", [201e6]),
        ("council_tax_increase: 1.99%", "council_tax_increase", "", [0.0199] * 3),
        ("council_tax_increase: {2027/28: 1%}", "council_tax_increase", "", [0.0299, 0.01, 0.0299]),
        (
            "council_tax_increase: {2026/27: 1%, onwards: 2%}",
            "council_tax_increase", "", [0.01, 0.02, 0.02],
        ),
        (
            "council_tax_increase: {from: 2027/28, add: 1.0pp}",
            "council_tax_increase", "", [0.0299, 0.0399, 0.0399],
        ),
        (
            "council_tax_increase: {to: 2027/28, add: -1.0pp}",
            "council_tax_increase", "", [0.0199, 0.0199, 0.0299],
        ),
        (
            "council_tax_increase: {from: 2027/28, to: 2027/28, value: 0%}",
            "council_tax_increase", "", [0.0299, 0, 0.0299],
        ),
        ("council_tax_increase: {times: 2}", "council_tax_increase", "", [0.0598] * 3),
        ("approved_budget: {add: £1m}", "approved_budget", "", [201e6]),
        ("approved_budget: {times: 1.5}", "approved_budget", "", [300e6]),
        ("pay_award: 5%", "index_rate", "pay_award", [0.05] * 3),
        ("pay_award.rate: 5%", "index_rate", "pay_award", [0.05] * 3),
        ("demand: {2026/27: £9m}", "pressure_amount", "demand", [9e6, 6e6, 6e6]),
        ("demand.amount: {add: £1m}", "pressure_amount", "demand", [7e6] * 3),
        ("S2.delivery_probability: 50%", "saving_delivery_probability", "S2", [0.5]),
        ("S2.start: 2027-04", "saving_start", "S2", [12]),
        ("S2.start: {add: 3}", "saving_start", "S2", [9]),
        ("savings.delivery_probability: 80%", "saving_delivery_probability", "S3", [0.8]),
        ("reserves_policy: none", "reserves_policy", "", [0]),
    ],
)  # fmt: skip
def test_what_an_entry_means(
    tried: Try, entry: str, name: str, item: str, figures: list[float]
) -> None:
    plan = tried({"one": f"set:\n  {entry}\n"}, "one")[0].plan
    given = MODEL.inputs[name]
    column = plan.items_of(given.axis).ids.index(item)
    assert plan.figures[name][:, column] == pytest.approx(figures)


def test_decisions_go_by_their_own_words(tried: Try) -> None:
    text = """decide:
  reserves: {use: none, cover: {2026/27: 100%, onwards: 0%}}
  council_tax: {increase: 1.99%, asc_precept: 0%}
"""
    plan = tried({"one": text}, "one")[0].plan
    assert plan.figures["reserves_policy"].tolist() == [[0]]
    assert plan.figures["reserves_cover"].tolist() == [[1], [0], [0]]
    assert plan.figures["council_tax_increase"].tolist() == [[0.0199]] * 3
    assert plan.figures["asc_precept_increase"].tolist() == [[0]] * 3


def test_switches(tried: Try) -> None:
    layers = {"off": "switch_off: [S1, S3]\n", "on": "based_on: off\nswitch_on: [S3]\n"}
    off, on = tried(layers, "off", "on")
    assert off.plan.figures["saving_on"].tolist() == [[0, 1, 0]]
    assert on.plan.figures["saving_on"].tolist() == [[0, 1, 1]]


def test_one_item_may_differ_from_what_is_said_of_all_in_either_order(tried: Try) -> None:
    entries = ["  savings.delivery_probability: 80%\n", "  S2.delivery_probability: 50%\n"]
    layers = {"a": "set:\n" + "".join(entries), "b": "set:\n" + "".join(entries[::-1])}
    for one in tried(layers, "a", "b"):
        assert one.plan.figures["saving_delivery_probability"].tolist() == [[0.8, 0.5, 0.8]]


# -- how layers combine ------------------------------------------------------------------


def test_children_stand_on_what_their_parents_said(tried: Try) -> None:
    layers = {
        "a": "set:\n  demand: £10m\n",
        "b": "based_on: a\nset:\n  demand: {times: 2}\n",
        "c": "based_on: b\nset:\n  demand: {from: 2027/28, add: £1m}\n",
    }
    found = tried(layers, "c")[0].plan
    demand = found.items["pressure"].ids.index("demand")
    assert found.figures["pressure_amount"][:, demand].tolist() == [20e6, 21e6, 21e6]


def test_either_order_is_the_same_plan_by_the_same_name(tried: Try) -> None:
    layers = {
        "root": "set:\n  demand: {add: £1m}\n",
        "held": "based_on: root\nset:\n  council_tax_increase: 0%\n",
        "late": "based_on: root\nset:\n  savings.slippage_months: 6\n",
    }
    first = tried(layers, "late+held")[0]
    second = tried(layers, "held + late+base")[0]
    assert first.name == second.name == "held+late"
    assert first.title == second.title == "held and late"
    assert same(first.plan, second.plan)
    demand = first.plan.items["pressure"].ids.index("demand")
    assert first.plan.figures["pressure_amount"][0, demand] == 7e6, "the shared root counts once"
    assert [one.name for one in tried(layers, "late+held", "held+late", "held")] == [
        "held+late", "held",
    ]  # fmt: skip


def test_two_that_set_the_same_cell_are_refused_naming_both(
    refused: Callable[..., list[str]],
) -> None:
    layers = {
        "held": "set:\n  council_tax_increase: {2026/27: 0%}\n",
        "zero": "set:\n  pay_award: 0%\n  council_tax_increase: 0%\n",
    }
    (said,) = refused(layers, "zero+held")
    assert said.startswith("scenarios/worked-example/zero.yaml:7 ")
    assert "also set by held, at scenarios/worked-example/held.yaml:6." in said
    assert "let zero be based on held" in said


def test_the_same_input_in_other_years_is_no_conflict(tried: Try) -> None:
    layers = {
        "a": "set:\n  demand: {2026/27: £1m}\n",
        "b": "set:\n  demand: {2027/28: £2m}\n",
    }
    plan = tried(layers, "a+b")[0].plan
    demand = plan.items["pressure"].ids.index("demand")
    assert plan.figures["pressure_amount"][:, demand].tolist() == [1e6, 2e6, 6e6]


def test_a_parent_and_child_may_be_asked_for_together(tried: Try) -> None:
    layers = {"a": "set:\n  demand: £1m\n", "b": "based_on: a\nset:\n  demand: £2m\n"}
    alone, both = tried(layers, "b", "a+b")
    assert same(alone.plan, both.plan)
    assert both.name == "a+b"


def test_the_base_is_never_overwritten(tried: Try, folder: Path) -> None:
    def digest(plan: Plan) -> str:
        data = b"".join(name.encode() + plan.figures[name].tobytes() for name in plan.figures)
        return sha256(data + repr(plan.origins).encode()).hexdigest()

    untouched = digest(read_plan(folder, MODEL))
    text = "set:\n  savings.delivery_probability: 0%\n  demand: {times: 3}\nswitch_off: [S1]\n"
    base, one = tried({"one": text}, "base", "one")
    assert digest(base.plan) == untouched != digest(one.plan)
    assert base.changes == ()
    first, cases = together([base, one])
    assert digest(first) == untouched
    assert cases.labels == ("base", "one")
    assert set(cases.varied) == {"saving_delivery_probability", "pressure_amount", "saving_on"}


def test_without_names_all_are_read_and_the_base_comes_first(tried: Try) -> None:
    found = tried({"zz_entered": "", "a": "switch_off: [S1]\n"})
    assert [one.name for one in found] == ["base", "a", "zz_entered"]
    assert [one.name for one in tried({}, "a", "base")] == ["a", "base"]


def test_only_a_scenario_that_says_so_stands_for_the_base(tried: Try, folder: Path) -> None:
    found = tried({"zz_entered": "stands_for: base\n", "a": "switch_off: [S1]\n"})
    assert [one.name for one in found] == ["zz_entered", "a"]
    assert not found[0].warnings
    plan = read_plan(folder, MODEL)

    def beside(*names: str) -> list[str]:
        read = read_scenarios(folder, plan, MODEL, names, beside_base=True)
        return [one.name for one in read]

    assert beside("a") == ["zz_entered", "a"]
    assert beside("a", "zz_entered") == ["zz_entered", "a"]
    assert beside("a", "base") == ["base", "a"], "whoever asks for the base has the base"
    assert beside("base") == ["base"]


def test_what_stands_for_the_base_changes_nothing_and_stands_alone(
    refused: Callable[..., list[str]],
) -> None:
    layers = {
        "a": "stands_for: base\n",
        "b": "based_on: c\nstands_for: base\n",
        "c": "switch_off: [S1]\n",
        "d": "stands_for: a\n",
    }
    assert sorted(problem.splitlines()[0] for problem in refused(layers)) == [
        "scenarios/worked-example/b.yaml:6   a stands for base already.",
        "scenarios/worked-example/b.yaml:6   b stands for base, and yet it changes something.",
        "scenarios/worked-example/d.yaml:5   A scenario may stand for base, and for nothing else.",
    ]


def test_a_scenario_that_changes_nothing_is_named_with_what_it_is_the_same_as(tried: Try) -> None:
    layers = {"idle": "", "idler": "based_on: c\n", "c": "switch_off: [S1]\n"}
    base, c, idle, idler = tried(layers)
    assert not base.warnings
    assert not c.warnings
    assert [one.what for one in idle.warnings] == ["idle changes nothing: it is the same as base."]
    assert [one.what for one in idler.warnings] == ["idler changes nothing: it is the same as c."]


# -- where a changed figure comes from ---------------------------------------------------


def test_reasons_are_kept_for_the_years_they_are_given_for(tried: Try) -> None:
    text = """set:
  demand: {2026/27: £9m}
  council_tax_increase: 1%
  S2.delivery_probability: 50%
because:
  demand: {basis: published, publisher: ONS, published: 2025-06, note: table 2}
  council_tax_increase: {basis: approved, source: Council}
"""
    plan = tried({"one": text}, "one")[0].plan
    demand = plan.origin("pressure_amount", "demand", 0)
    assert demand is not None
    assert demand.basis == "published"
    assert demand.source == "ONS, 2025-06"
    assert demand.note == "table 2"
    assert demand.place.file == "scenarios/worked-example/one.yaml"
    assert demand.place.line == 6
    later = plan.origin("pressure_amount", "demand", 1)
    assert later is not None
    assert later.place.file == "worked-example/pressures.csv", "other years are as entered"
    assert plan.changed["council_tax_increase", "", 2].basis == "approved"
    assert plan.changed["saving_delivery_probability", "S2", 0].basis == "assumed"
    assert plan.changed["saving_delivery_probability", "S2", 0].source == "one"


def test_adding_to_an_invented_figure_leaves_it_invented(tried: Try) -> None:
    text = (
        "set:\n  pay_award: {add: 1.0pp}\nbecause:\n  pay_award: {basis: published, source: OBR}\n"
    )
    assert tried({"one": text}, "one")[0].plan.changed["index_rate", "pay_award", 1].basis == (
        "illustrative"
    )


def test_a_change_that_changes_nothing_is_a_warning_with_its_place(tried: Try) -> None:
    text = (
        "set:\n  S2.delivery_probability: 100%\n  savings.slippage_months: 0\n"
        "  demand: {2026/27: £9m}\n"
    )
    one = tried({"one": text}, "one")[0]
    assert [without_codes(str(warning)).splitlines()[0] for warning in one.warnings] == [
        f"scenarios/worked-example/one.yaml:{line}   {key} changes nothing: it is so already."
        for line, key in ((7, "savings.slippage_months"), (6, "S2.delivery_probability"))
    ]
    assert [change.given.name for change in one.changes] == ["pressure_amount"]


def test_before_and_after_in_words(tried: Try) -> None:
    text = """set:
  demand: {2027/28: £9m}
  council_tax_increase: 0%
  S2.start: {add: 3}
decide: {reserves: {use: none}}
"""
    one = tried({"one": text}, "one")[0]
    assert [change.in_words(one.plan) for change in one.changes] == [
        "2027/28 £6,000,000 became £9,000,000",
        "2.99% became 0.00% in every year",
        "2026-10 became 2027-01",
        "fill gap became none",
    ]


# -- blanks ------------------------------------------------------------------------------


@pytest.fixture
def with_blank(folder: Path) -> Path:
    """The worked example with demand of 2027/28 left blank."""
    path = folder / "pressures.csv"
    text = path.read_text(encoding="utf-8")
    found = next(line for line in text.splitlines() if line.startswith("demand,"))
    cells = found.split(",")
    heads = text.splitlines()[0].split(",")
    cells[heads.index("2027/28")] = ""
    path.write_text(text.replace(found, ",".join(cells)), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("with_blank")
def test_a_scenario_may_fill_a_blank_but_not_add_to_it(
    tried: Try, refused: Callable[..., list[str]]
) -> None:
    filled, base = tried({"filled": "set:\n  demand: {2027/28: £0}\n"}, "filled", "base")
    assert base.plan.blanks == {("pressure_amount", "demand", 1)}
    assert filled.plan.blanks == frozenset()
    assert filled.changes[0].in_words(filled.plan) == "2027/28 blank became £0"
    (said,) = refused({"more": "set:\n  demand: {add: £1m}\n"})
    assert "demand is blank in 2027/28: there is nothing to add." in said


# -- every way of being wrong ------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "line", "said"),
    [
        ("E507",
         "set:\n  demnd: £1m\n", 6, ["demnd is nothing in this plan.", "Did you mean demand?"]),
        ("E507", "set:\n  S2.delivry: 1%\n", 6, ["S2.delivry is nothing", "Did you mean"]),
        ("E507",
         "set:\n  saving.delivery_probability: 1%\n", 6, ["mean savings.delivery_probability?"]),
        ("E507", "set:\n  general: £1m\n", 6, ["Say which of general.", "general.contribution"]),
        ("E402", "set:\n  council_tax_increase: 2\n", 6, ["'2' is not a percentage"]),
        ("E403", "set:\n  demand: lots\n", 6, ["demand: 'lots' is not an amount of money"]),
        ("E508",
         "set:\n  demand: [1, 2]\n", 6, ["demand should be one figure, or figures by year"]),
        ("E508", "set:\n  demand: {2026/27: {a: 1}}\n", 6, ["should have one figure for 2026/27"]),
        ("E508", "set:\n  demand: {2026/27: [1]}\n", 6, ["should have one figure for 2026/27"]),
        ("E508", "set:\n  demand: {}\n", 6, ["demand has no figure."]),
        ("E401", "set:\n  demand:\n", 6, ["demand: nothing is written"]),
        ("E409",
         "set:\n  demand: {2031/32: £1m}\n", 6, ["2031/32 is outside the plan, 2026/27 to 2028"]),
        ("E409", "set:\n  demand: {2025/26: £1m}\n", 6, ["2025/26 is outside the plan"]),
        ("E408", "set:\n  demand: {2026/28: £1m}\n", 6, ["did you mean 2026/27?"]),
        ("E408",
         "set:\n  demand: {onward: £1m}\n", 6, ["'onward' is not a financial year", "onwards?"]),
        ("E509", "set:\n  demand: {onwards: £1m, 2027/28: £2m}\n", 6, ["more years after onwards"]),
        ("E509",
         "set:\n  demand: {from: 2028/29, to: 2026/27, add: £1m}\n", 6, ["to one before it"]),
        ("E508",
         "set:\n  demand: {from: 2026/27}\n", 6, ["says no change", "Say one of add, times"]),
        ("E508", "set:\n  demand: {add: £1m, times: 2}\n", 6, ["says add and times"]),
        ("E508", "set:\n  demand: {add: [£1m]}\n", 6, ["should have one figure for add"]),
        ("E508",
         "set:\n  demand: {from: [2026/27], add: £1m}\n", 6, ["should have one figure for from"]),
        ("E508",
         "set:\n  demand: {adds: £1m, from: 2026/27}\n", 6, ["says adds beside", "mean add?"]),
        ("E601", "set:\n  S2.delivery_probability: {times: 3}\n", 6, ["300.00% is out of range"]),
        ("E601", "set:\n  approved_budget: {times: 5001}\n", 6, ["£1,000,200,000,000 is more"]),
        ("E601", "set:\n  demand: {add: £999.9999bn}\n", 6, ["£1,000,005,900,000 is more than"]),
        ("E406", "set:\n  S2.start: {add: 3k}\n", 6, ["S2.start: '3k' is not a number"]),
        ("E408", "set:\n  demand: {2026-27: £1m}\n", 6, ["did you mean 2026/27?"]),
        ("E406", "set:\n  demand: {times: 110%}\n", 6, ["'110%' is not a number"]),
        ("E412", "set:\n  pay_award: {add: 1%}\n", 6, ["'1%' is not in percentage points"]),
        ("E510", "set:\n  reserves_policy: {add: 1}\n", 6, ["a choice cannot be added to"]),
        ("E510", "set:\n  reserves_policy: {times: 2}\n", 6, ["a choice cannot be multiplied"]),
        ("E407", "set:\n  reserves_policy: non\n", 6, ["is not one of none", "Did you mean none?"]),
        ("E509", "set:\n  approved_budget: {2026/27: £1m}\n", 6, ["one figure for the whole plan"]),
        ("E509", "set:\n  approved_budget: {onwards: £1m}\n", 6, ["one figure for the whole plan"]),
        ("E509", "set:\n  approved_budget: {from: 2026/27, add: £1m}\n", 6, ["for the whole plan"]),
        ("E504", "set: [demand]\n", 5, ["set should hold `name: ...` entries."]),
        ("E504", "set:\n", 5, ["set should hold `name: ...` entries."]),
        ("E504", "decide: none\n", 5, ["decide should hold"]),
        ("E504", "decide:\n  reserves: none\n", 6, ["Write it like `reserves: {use: ...}`."]),
        ("E507", "decide:\n  reserves: {us: none}\n", 6, ["not a decision", "reserves.use?"]),
        ("E507", "decide:\n  reservs: {use: none}\n", 6, ["Did you mean reserves.use?"]),
        ("E407",
         "decide:\n  reserves: {use: nowt}\n", 6, ["reserves.use: 'nowt' is not one of none"]),
        ("E601", "set:\n  reserves.order: 0\n", 6, ["reserves.order: 0 is out of range"]),
        ("E504", "switch_off: S1\n", 5, ["should be a list of ids", "like `switch_off: [S1, S2]`"]),
        ("E504", "switch_off: {S1: no}\n", 5, ["should be a list of ids"]),
        ("E504", "switch_off: [[S1]]\n", 5, ["should be a list of ids"]),
        ("E507", "switch_off: [S9]\n", 5, ["S9 cannot be switched off.", "There are S1, S2, S3."]),
        ("E507",
         "switch_on: [demand]\n", 5, ["demand cannot be switched on.", "There are S1, S2, S3."]),
        ("E511", "switch_off: [S1, S1]\n", 5, ["S1 sets what is already set at"]),
        ("E511",
         "switch_off: [S1]\nswitch_on: [S1]\n", 6, ["already set at scenarios/worked-example/one"]),
        ("E511",
            "set:\n  reserves_policy: none\ndecide: {reserves: {use: none}}\n", 7,
            ["reserves.use sets what is already set at scenarios/worked-example/one.yaml:6."],
        ),
        ("E505", "based_on: bse\n", 5, ["There is no scenario bse.", "Did you mean base?"]),
        ("E501", "based_on: [base]\n", 5, ["based_on should be text."]),
        ("E506", "based_on: one\n", 5, ["Is based on itself: one on one."]),
        ("E502", "basd_on: base\n", 5, ["basd_on is not an entry", "Did you mean based_on?"]),
        ("E512",
         "because:\n  demand: {basis: assumed}\n", 6, ["demand is not changed by this scenario."]),
        ("E504",
         "set: {demand: £1m}\nbecause: {demand: guess}\n", 6, ["should say a basis and a source"]),
        ("E512",
         "set: {demand: £1m}\nbecause: {demnd: {basis: assumed}}\n", 6, ["Did you mean demand?"]),
        ("E410",
            "set: {demand: £1m}\nbecause: {demand: {basis: assumd}}\n", 6,
            ["assumd is not a basis.", "Did you mean assumed?"],
        ),
        ("E410",
            "set: {pay_award: {add: 1.0pp}}\nbecause: {pay_award: {basis: assumd}}\n", 6,
            ["assumd is not a basis.", "Did you mean assumed?"],
        ),
        ("E504",
         "set: {demand: £1m}\nbecause: {demand: {note: [x]}}\n", 6, ["note should be text"]),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_its_place_and_its_mend(
    tried: Try, code: str, text: str, line: int, said: list[str]
) -> None:
    with pytest.raises(PlanError) as refusal:
        tried({"one": text})
    assert any(
        (problem.code, str(problem.place)) == (code, f"scenarios/worked-example/one.yaml:{line}")
        and all(part in without_codes(str(problem)) for part in said)
        for problem in refusal.value.problems
    ), refusal.value.problems


def test_who_and_why_must_be_said(folder: Path) -> None:
    path = folder.parent.parent / "scenarios/worked-example/one.yaml"
    path.write_text("scenario: two\ntitle: [a]\nwhy: ''\n", encoding="utf-8")
    with pytest.raises(PlanError) as refusal:
        read_scenarios(folder, read_plan(folder, MODEL), MODEL)
    said = str(refusal.value)
    for part in ("Has another name than its file.", "Call the scenario one",
                 "title should be text.", "There is no why.", "There is no owner."):  # fmt: skip
        assert part in said


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("base.yaml", "base is the plan as entered, and has no file."),
        ("a+b.yaml", "a+b cannot be the name of a scenario."),
        ("=cmd.yaml", "=cmd cannot be the name of a scenario."),
        ("one.yml", "Call the file one.yaml."),
    ],
)
def test_file_names(folder: Path, file: str, said: str) -> None:
    path = folder.parent.parent / "scenarios/worked-example" / file
    path.write_text(HEAD.format(name=path.stem), encoding="utf-8")
    with pytest.raises(PlanError) as refusal:
        read_scenarios(folder, read_plan(folder, MODEL), MODEL)
    assert said in str(refusal.value)


def test_circles_are_refused_with_their_path(refused: Callable[..., list[str]]) -> None:
    layers = {"a": "based_on: b\n", "b": "based_on: c\n", "c": "based_on: a\n",
              "d": "based_on: a\n"}  # fmt: skip
    said = refused(layers)
    assert len(said) == 3, "d only leads to the circle"
    assert "a.yaml:5   Is based on itself: a on b on c on a." in said[0]


def test_every_mistake_of_every_file_is_said_once_in_one_pass(
    refused: Callable[..., list[str]],
) -> None:
    layers = {
        "a": "set:\n  demnd: £1m\n  council_tax_increase: {2035/36: 1%, 2026/27: 1}\n",
        "b": "based_on: a\nswitch_off: [S9]\n",
        "c": "sets: {}\n",
        "d": "based_on: e\n",
        "e": "set:\n  savings.delivery_probability: {2026/27: 50%}\n",
        "f": "set: {x: [\n",
    }
    said = [problem.splitlines()[0] for problem in refused(layers, "e")]
    files = [line.partition("worked-example/")[2].partition(" ")[0] for line in said]
    assert files == ["a.yaml:6", "a.yaml:7", "a.yaml:7", "b.yaml:6", "c.yaml:5", "e.yaml:6",
                     "f.yaml:6"]  # fmt: skip


def test_an_unknown_name_is_answered_with_the_nearest(refused: Callable[..., list[str]]) -> None:
    layers = {"held": "switch_off: [S1]\n"}
    assert refused(layers, "hold") == ["There is no scenario hold.\n    Did you mean held?"]
    assert refused(layers, "x+y") == [
        "There is no scenario x.\n    There are base, held.",
        "There is no scenario y.\n    There are base, held.",
    ]
    assert refused(layers, "held+") == [
        "A scenario is asked for without a name.\n    There are base, held."
    ]


def test_a_broken_parent_is_not_called_missing(refused: Callable[..., list[str]]) -> None:
    said = refused({"a": "sets: {}\n", "b": "based_on: a\n"}, "b")
    assert len(said) == 1
    assert "sets is not an entry of a scenario." in said[0]


def test_a_switch_is_declared_and_not_guessed_from_a_name() -> None:
    switches = [given.name for given in MODEL.inputs.values() if given.switch]
    assert switches == ["capital_on", "saving_on", "cost_on"]


def test_scenarios_of_one_plan_run_together(tried: Try) -> None:
    from mtfp.engine import run

    layers = {"a": "switch_off: [S1]\n", "b": "set:\n  demand: {add: £1m}\n"}
    found = tried(layers)
    several = run(MODEL, *together(found))
    for case, one in enumerate(found):
        alone = run(MODEL, one.plan)
        for name in MODEL.lines:
            np.testing.assert_array_equal(alone.array(name)[..., 0], several.array(name)[..., case])
