"""The schemas that editors read: current, named by every file, strict about slips, never wrong."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from ruamel.yaml import YAML

from mtfp.algebra.expressions import Input
from mtfp.authoring.figure_schemas import PLAIN, YEAR, added, figure, ledger_money
from mtfp.authoring.schemas import HEADER, LEDGER_LINE, PLAN_LINE, SCENARIO_LINE, schema_files
from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.codings import read_codes
from mtfp.plan.header import Header
from mtfp.plan.heads import entries_of
from mtfp.plan.typed import plain, pounds_and_pence, read_change, read_figure, read_year
from mtfp.terms import FinancialYear
from tests.conftest import ROOT

FILES = schema_files(MODEL)
PLANS = sorted((ROOT / "inputs").glob("*/plan.yaml"))
SCENARIOS = sorted((ROOT / "scenarios").glob("*/*.yaml"))
PACKS = sorted((ROOT / "mtfp/packs").glob("*.yaml"))
LEDGERS = sorted((ROOT / "inputs").glob("*/ledger.yaml"))
SHIPPED = {"plan": PLANS, "pack": PACKS, "scenario": SCENARIOS, "ledger": LEDGERS}
LINES = {
    "plan": PLAN_LINE,
    "pack": "# yaml-language-server: $schema=../../inputs/pack.schema.json\n",
    "scenario": SCENARIO_LINE,
    "ledger": LEDGER_LINE,
}
FIRST = FinancialYear(2026)
PLAN_SCHEMA = DRAFT7.create_resource(json.loads(FILES["plan"][1]))
BESIDE: Registry[Any] = Registry().with_resource("plan.schema.json", PLAN_SCHEMA)
"""What a pack's schema finds in its own folder."""


def as_an_editor_reads(text: str) -> Any:
    """YAML as editors take it: keys are text, and dates too."""

    def plainly(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): plainly(value) for key, value in node.items()}
        if isinstance(node, list):
            return [plainly(value) for value in node]
        return node.isoformat() if isinstance(node, date) else node

    return plainly(YAML(typ="safe", pure=True).load(text))


def faults(of: str, text: str) -> list[str]:
    """Where an editor would draw a line under something, as `set.pay_award` and the like."""
    schema = json.loads(FILES[of][1])
    found = Draft7Validator(schema, registry=BESIDE).iter_errors(as_an_editor_reads(text))
    return sorted(".".join(str(key) for key in one.absolute_path) for one in found)


@pytest.mark.parametrize("of", FILES)
def test_the_committed_schema_is_current(of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path, text = FILES[of]
    committed = (ROOT / path).read_text(encoding="utf-8")
    assert committed == text, "run `mtfp schema` and commit what it writes"
    Draft7Validator.check_schema(json.loads(committed))
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(main, ["schema", of]).output == committed


def test_all_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["schema"])
    assert done.output == (
        "Wrote inputs/plan.schema.json, inputs/pack.schema.json, "
        "scenarios/scenario.schema.json and inputs/ledger.schema.json.\n"
    )
    for path, text in FILES.values():
        assert (tmp_path / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("of", FILES)
def test_every_file_that_ships_passes(of: str) -> None:
    files = SHIPPED[of]
    assert files
    schema = ROOT / FILES[of][0]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("of", "path"),
    [(of, path) for of, files in SHIPPED.items() for path in files],
    ids=lambda one: f"{one.parent.name}/{one.stem}" if isinstance(one, Path) else one,
)
def test_every_file_names_its_schema_in_its_first_line(of: str, path: Path) -> None:
    first, *_ = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert first == LINES[of]
    assert (path.parent / first.split("$schema=")[1].strip()).is_file()


def test_every_example_of_the_guide_passes() -> None:
    page = (ROOT / "scenarios/README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert examples
    assert [fault for one in examples for fault in faults("scenario", one)] == []


def test_every_entry_of_the_head_is_described() -> None:
    assert HEADER.keys() >= entries_of(Header).keys()


def test_an_editor_is_offered_each_way_to_change_a_figure() -> None:
    """It offers what stands at the top of a schema, and looks behind no condition."""
    for said in json.loads(FILES["scenario"][1])["definitions"].items():
        name, change = said
        yearly, choice = name.endswith("by_year"), name.startswith("one_of")
        offered = {"value"} if choice else {"add", "times", "value"}
        assert change["properties"].keys() == offered | (
            {"from", "to", "onwards"} if yearly else set()
        )
        assert ("examples" in change) == choice


# -- slips ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("title:", "tilte:", ["", ""]),
        ("base_year: 2025/26", "base_year: 2025/27", ["base_year"]),
        ("years: 3", "years: 30", ["years"]),
        ("edition: 2026-02-25", "edition: 25 February", ["edition"]),
        ("tax_base_growth:", "tax_base_grwth:", ["assumptions"]),
        ("every_year: 2.99%", "every_year: 2.99", ["assumptions.council_tax_increase.every_year"]),
        ("every_year: 2.99%", "2026/28: 2.99%", ["assumptions.council_tax_increase"]),
        ("every_year: 2.99%", "value: 2.99%", ["assumptions.council_tax_increase"]),
        ("value: £200m", "value: £200 million", ["assumptions.approved_budget.value"]),
        ("value: £200m", "vlaue: £200m", ["assumptions.approved_budget"] * 2),
        ("value: fill_gap", "value: fill", ["assumptions.reserves_policy.value"]),
        ("£200m, basis: illustrative", "£200m, basis: guess",
         ["assumptions.approved_budget.basis"]),
        ("£200m, basis: illustrative, source: invented for this example", "£200m, basis: published",
         ["assumptions.approved_budget"]),
        ("default", "default", []),
    ],
)  # fmt: skip
def test_a_slip_in_a_plan_is_flagged(old: str, new: str, where: list[str]) -> None:
    text = (ROOT / "inputs/worked-example/plan.yaml").read_text(encoding="utf-8")
    assert faults("plan", text.replace(old, new, 1)) == where


@pytest.mark.parametrize(
    ("slip", "where"),
    [
        ("sets: {pay_award: 3%}", [""]),
        ("set: {pay_award: 3.5}", ["set.pay_award"]),
        ("set: {council_tax_increase: 3.5}", ["set.council_tax_increase"]),
        ("set: {pay_award: {2026/28: 3%}}", ["set.pay_award"]),
        ("set: {pay_award: {from: 2026/28, add: 1.0pp}}", ["set.pay_award"]),
        ("set: {tax_base_growth: {from: 2026/28, add: 1.0pp}}", ["set.tax_base_growth.from"]),
        ("set: {council_tax_increase: {from: 2026/27, add: 1%}}", ["set.council_tax_increase.add"]),
        ("set: {council_tax_increase: {from: 2026/27}}", ["set.council_tax_increase"]),
        ("set: {council_tax_increase: {add: 1.0pp, times: 2}}", ["set.council_tax_increase"]),
        ("set: {S2.delivry: 50%}", ["set"]),
        ("set: {S2.start: next year}", ["set.S2.start"]),
        ("set: {base_tax_base: {2026/27: 60000}}", ["set.base_tax_base"]),
        ("set:", ["set"]),
        ("decide: {reserves: {us: none}}", ["decide.reserves"]),
        ("decide: {reserve: {use: none}}", ["decide"]),
        ("decide: {reserves: {use: nothing}}", ["decide.reserves.use"]),
        ("decide: {reserves: none}", ["decide.reserves"]),
        ("switch_off: S2", ["switch_off"]),
        ("because: {S2: {basis: guess}}", ["because.S2.basis"]),
        ("because: {S2: told so}", ["because.S2"]),
        ("scenario: a b", ["scenario"]),
    ],
)
def test_a_slip_in_a_scenario_is_flagged(slip: str, where: list[str]) -> None:
    head = {"scenario": "x", "title": "x", "why": "x", "owner": "x"}
    head.pop(slip.partition(":")[0], None)
    text = "\n".join([*(f"{key}: {value}" for key, value in head.items()), slip])
    assert faults("scenario", text) == where


A_PACK = """pack: house
title: What we all assume
as_known_on: 2026-01-05
review_by: 2026-12-31
assumptions:
  tax_base_growth: {2026/27: 1%, onwards: 2%, basis: assumed, confirmed: {2026/27: no}}
  base_band_d: {value: £1800, basis: assumed, confirmed: no}
series:
  wage: {title: A wage, 2026/27: £12.71, basis: published, source: Gazette}
"""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("pack: house", "pack: house", []),
        ("pack: house\n", "", [""]),
        ("as_known_on: 2026-01-05", "as_known_on: January", ["as_known_on"]),
        ("review_by:", "reviewed_by:", ["", ""]),
        ("tax_base_growth", "tax_base_grwth", ["assumptions"]),
        ("2026/27: 1%", "2026/28: 1%", ["assumptions.tax_base_growth"]),
        ("onwards: 2%", "onwards: 2", ["assumptions.tax_base_growth.onwards"]),
        ("confirmed: no", "confirmed: maybe", ["assumptions.base_band_d.confirmed"]),
        ("{2026/27: no}", "{2026/28: no}", ["assumptions.tax_base_growth.confirmed"]),
        ("title: A wage, ", "", ["series.wage"]),
        ("2026/27: £12.71", "2026: £12.71", ["series.wage"]),
    ],
)
def test_a_slip_in_a_pack_is_flagged(old: str, new: str, where: list[str]) -> None:
    assert A_PACK.count(old) == 1
    assert faults("pack", A_PACK.replace(old, new)) == where


def test_a_plan_that_names_packs_may_leave_what_it_must_say_to_them() -> None:
    text = (ROOT / "inputs/worked-example/plan.yaml").read_text(encoding="utf-8")
    policy = text[text.index("  reserves_policy:") :]
    without = text.replace(policy, "")
    assert faults("plan", without) == ["assumptions"]
    assert faults("plan", without.replace("years: 3", "years: 3\npacks: [house]")) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("file: ledger.csv", "file: ../ledger.csv", ["file"]),
        ("file: ledger.csv", "file: ledger.xls", ["file"]),
        ("file: ledger.csv", "fiel: ledger.csv", ["", ""]),
        ("amount:", "amounts:", ["columns"] * 2),
        ("£215,200,000.00", "£215 million", ["control_total"]),
        ("date: 2026-02-10", "date: 10 February", ["date"]),
        ("basis: illustrative\nsource: invented", "basis: approved", [""]),
        ("[20950, 21000-21999]", "['*']", ["services.svc_prevention"]),
        ("[20950, 21000-21999]", "[]", ["services.svc_prevention"]),
        ("employees:", "staff:", ["subjective_groups"]),
        ("outside:", "outsid:", [""]),
        ("file", "file", []),
    ],
)
def test_a_slip_in_a_ledger_is_flagged(old: str, new: str, where: list[str]) -> None:
    text = LEDGERS[0].read_text(encoding="utf-8")
    assert old in text
    assert faults("ledger", text.replace(old, new, 1)) == where


def test_a_scenario_must_say_whose_it_is() -> None:
    assert faults("scenario", "scenario: x\ntitle: x\nwhy: x") == [""]


# -- never stricter than the reader --------------------------------------------------------------

PIECES = st.sampled_from(
    ["£", "-", "\u2212", "(", ")", ",", ".", "%", "pp", "k", "m", "bn", "BN", "K", " ", "\u00a0",
     "0", "1", "25", "500", "000", "1,500", "1.5", "12", "2026-10", "Oct-26", "oct-2026", "-",
     "2026/27", "/", "13", "none", "yes", "CR", "dr"]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=7).map("".join) | st.text(max_size=8)


def accepts(schema: dict[str, Any], text: str) -> bool:
    return not list(Draft7Validator(schema).iter_errors(text))


@pytest.mark.parametrize("named", MODEL.inputs.values(), ids=lambda named: named.name)
@given(text=TYPED)
@example(text="(£1,500.25)")
@example(text="\u2212£1.2m")
@example(text="- £ -1.2m")
@example(text=" 3.5 %")
@example(text="2026-10")
@example(text="OCT-26")
@example(text="1,234,567")
def test_what_the_reader_takes_for_a_figure_the_schema_takes_too(named: Input, text: str) -> None:
    try:
        read_figure(text, named, FIRST)
    except ValueError:
        pass
    else:
        # The choices alone are offered as a list, which knows no spaces round a word.
        assert accepts(figure(named), text.strip() if named.choices else text)
    if named.choices:
        return
    try:
        read_change(text, named)
    except ValueError:
        return
    assert accepts(added(named), text)


@given(text=TYPED)
def test_what_the_reader_takes_for_a_year_or_a_factor_the_schema_takes_too(text: str) -> None:
    for read, pattern in ((read_year, YEAR), (plain, PLAIN)):
        try:
            read(text)
        except ValueError:
            continue
        assert re.search(pattern, text), text


@pytest.mark.parametrize(
    "said",
    [
        "set: {pay_award: {onwards: 3%}}",
        "set: {demand: {times: 1.5}, S1.full_year_effect: {add: -£1m}}",
        "set: {savings.slippage_months: {add: 3}, savings.on: {value: no}}",
        "set: {base_tax_base: 60000, base_band_d: 1800.50, base_asc_precept: {times: 1.1}}",
        "set: {reserves.contribution: {2026/27: £1m, onwards: 0}, S2.start: 2027-04}",
        "set: {7: £1m, index 7: 3%, Île-de-France: 3%}",
        "switch_off: [7, S2]\nswitch_on: []",
        "set: {}\ndecide: {}\nbecause: {}",
        "decide: {savings: {rely_on_target: yes}, reserves: {cover: {from: 2026/27, value: 50%}}}",
        "because: {S2: {basis: assumed, publisher: OBR, published: 2026-03, note: }}",
        "based_on: 7",
    ],
)
def test_what_the_reader_takes_in_a_scenario_the_schema_takes_too(said: str) -> None:
    head = "scenario: 2030\ntitle: 7\nwhy: true\nowner: x\n"
    assert faults("scenario", head + said) == []


def test_what_the_reader_takes_in_a_plan_the_schema_takes_too() -> None:
    text = (ROOT / "inputs/worked-example/plan.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("years: 3", "years: '3'"), ("title: The worked example", "title: 2026"),
        ("years: 3", "years: 3\ndefault: yes\nnotes: [w]"),
        ("value: £200m", "value: 200000000"), ("every_year: 1%", "onwards: 1%"),
        ("every_year: 1%", "2026/27: 1%, every_year: 2%"), ("invented for this example", ""),
        ("edition: 2026-02-25", "edition: '2026-02-25'"),
    ):  # fmt: skip
        assert faults("plan", text.replace(old, new, 1)) == [], new


@given(text=TYPED)
@example(text="1,500.00-")
@example(text="(1,500.00)")
@example(text="1500 CR")
@example(text="150.25 dr")
def test_what_the_reader_takes_for_a_ledgers_amount_the_schema_takes_too(text: str) -> None:
    try:
        pounds_and_pence(text)
    except ValueError:
        return
    assert accepts(ledger_money(), text)


@given(text=st.text("0189AC*- ", min_size=1, max_size=9))
def test_what_the_reader_takes_for_codes_the_schema_takes_too(text: str) -> None:
    try:
        read_codes(text)
    except ValueError:
        return
    schema = json.loads(FILES["ledger"][1])["properties"]["services"]["additionalProperties"]
    assert accepts(schema, text)
