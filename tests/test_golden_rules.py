"""Golden rules: each passes and fails on a smallest plan; waivers, years, exits, what is told."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from mtfp.algebra.expressions import given
from mtfp.algebra.lines import LineBook
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.golden_rules import (
    FAIL,
    NOT_APPLICABLE,
    PASS,
    WAIVED,
    Judged,
    blocking,
    golden_rules,
)
from mtfp.analysis.rules_said import rules as sentences
from mtfp.analysis.saying import Said
from mtfp.cli import main
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.model.rule_set import RULE_SET, Rule
from mtfp.model.rules import RULES, SEVERITIES
from mtfp.model.verdicts import verdict_on
from mtfp.outputs.judged import AS_SHIPPED
from mtfp.plan.read import read_plan
from mtfp.terms import NUMBER
from tests.conftest import ROOT
from tests.random_books import from_engine, from_words, plan_of

BASE = ROOT / "tests" / "problems" / "base" / "inputs" / "little"
Files = dict[str, str]
YEARS = ("2026/27", "2027/28", "2028/29")
RESERVES = "id,opening,minimum,may_close_gap,order,category,planned_draw 2026/27,"
RESERVES += "planned_draw 2027/28,planned_draw 2028/29,basis\n"
DRAWS = "id,reserve,kind,event,pays_posts,2026/27,2027/28,2028/29,basis\n"
WAIVER = "id,waived_because,waived_by,waived_on,waiver_ends,basis\n"


def reserves(*rows: str) -> Files:
    return {"reserves.csv": RESERVES + "".join(f"{row},assumed\n" for row in rows)}


def draws(*rows: str) -> Files:
    return {"draws.csv": DRAWS + "".join(f"{row},assumed\n" for row in rows)}


def rules(text: str) -> Files:
    return {"rules.csv": text}


def assumed(**figures: str) -> Files:
    """The base's plan.yaml with more assumptions, or with those it has changed."""
    text = (BASE / "plan.yaml").read_text(encoding="utf-8")
    for name, figure in figures.items():
        kept = [line for line in text.splitlines() if not line.strip().startswith(f"{name}:")]
        entry = figure if figure.startswith("{") else f"{{value: {figure}, basis: assumed}}"
        text = "\n".join([*kept, f"  {name}: {entry}", ""])
    return {"plan.yaml": text}


def each_year(value: str) -> str:
    return f"{{every_year: {value}, basis: assumed}}"


def folder(tmp_path: Path, *files: Files) -> Path:
    """The little plan with no year left blank, and with other files in place of its own."""
    made = tmp_path / "inputs" / "little"
    shutil.copytree(BASE, made)
    rows = (made / "pressures.csv").read_text(encoding="utf-8")
    (made / "pressures.csv").write_text(rows.replace("£2m,,", "£2m,£0,"), encoding="utf-8")
    for name, text in (pair for some in files for pair in some.items()):
        (made / name).write_text(text, encoding="utf-8")
    return made


def judge(tmp_path: Path, *files: Files) -> dict[str, Judged]:
    plan = read_plan(folder(tmp_path, *files), MODEL)
    return {one.rule.id: one for one in golden_rules(run(MODEL, plan))}


def outcomes(one: Judged) -> list[str]:
    return [verdict.outcome for verdict in one.verdicts]


def staged(files: Files, stage: str) -> Files:
    return {"plan.yaml": files["plan.yaml"].replace("years: 3", f"years: 3\nstage: {stage}")}


GAP = assumed(base_business_rates="£5m", reserves_policy="none", reserves_used_in_base="£5m")
"""Five million more is spent than funded, and no reserves are used."""
FILLED = assumed(base_business_rates="£9m", reserves_policy="fill_gap", reserves_used_in_base="£1m")
OWNED = {
    "savings.csv": "id,full_year_effect,start,recurrence,owner,project,basis\n"
    "S1,£1m,2026-04,recurring,Head of Places,prj,assumed\n",
    "projects.csv": "id,basis\nprj,assumed\n",
    "milestones.csv": "id,project,due,basis\nm1,prj,2026-06,assumed\n",
}
SERVICES = "id,budget,controllable,protected,demand_led,basis\n"
SAVINGS = "id,service,full_year_effect,start,recurrence,basis\n"
PRESSURES = "id,index,service,kind,cost_base,2026/27,2027/28,2028/29,as,recurrence,basis\n"
CAPITAL = "id,spending 2026/27,spending 2027/28,spending 2028/29,operational,life,basis\n"
SCHEME = {"schemes.csv": f"{CAPITAL}hub,£2m,£0,£0,2026-12,20,assumed\n"}
COSTS = "id,saving,kind,funding,amount 2026/27,amount 2027/28,amount 2028/29,basis\n"
CHANGE = {"costs.csv": f"{COSTS}move,S1,it,receipts,£0.1m,£0,£0,assumed\n"}
INVESTED = {"investments.csv": "id,outlay,benefit,life,basis\nlamps,£0.6m,£0.1m,20,assumed\n"}
"""Its benefits are worth more than its outlay, which comes back in six years."""
ONE = "GENERAL,£5m,£2m,yes,1,gf_balance,£0,£0,£0"

BREAKS: dict[str, tuple[Files, ...]] = {
    "GR01": (GAP,),
    "GR02": (reserves("general,£1m,,yes,1,gf_balance,£2m,£0,£0"),),
    "GR03": (reserves("general,£1m,£2m,yes,1,gf_balance,£0,£0,£0"),),
    "GR04": (FILLED, {"savings.csv": "id,full_year_effect,start,recurrence,basis\n"}),
    "GR05": (GAP,),
    "GR06": (FILLED, {"savings.csv": "id,full_year_effect,start,recurrence,basis\n"}),
    "GR07": (
        assumed(base_band_d="£2000", base_tax_base="1000", referendum_class="social_care",
                council_tax_increase=each_year("3%")),
    ),
    "GR08": (
        reserves("general,£5m,,yes,1,gf_balance,£0,£0,£0",
                 "schools,£1m,,no,2,er_ringfenced,£0,£0,£0"),
        draws("d1,schools,risk,A flood,no,£0.1m,£0,£0"),
    ),
    "GR09": ({},),
    "GR10": (GAP,),
    "GR11": (CHANGE,),
    "GR12": (INVESTED,),
    "GR13": (SCHEME,),
    "GR14A": (assumed(existing_debt="£5m", opening_cfr="£4m"),),
    "GR14B": (assumed(existing_debt="£5m", opening_cfr="£9m", authorised_limit=each_year("£4m")),),
    "GR15": (
        assumed(existing_debt="£5m", opening_cfr="£5m", existing_debt_rate=each_year("5%"),
                financing_ratio_ceiling="1%"),
    ),
    "GR16": (
        {"services.csv": f"{SERVICES}care,£5m,,no,no,assumed\nearly,£1m,,yes,no,assumed\n",
         "savings.csv": f"{SAVINGS}S1,early,£0.2m,2026-04,recurring,assumed\n"},
    ),
    "GR17": ({"services.csv": f"{SERVICES}care,£5m,,no,yes,assumed\n"},),
    "GR18": (assumed(contingency_wanted="1%", contingency_in_base="£10000"),),
    "GR19": (
        {"services.csv": f"{SERVICES}care,£5m,£0.1m,no,no,assumed\n",
         "savings.csv": f"{SAVINGS}S1,care,£0.2m,2026-04,recurring,assumed\n"},
    ),
    "GR20": (reserves(ONE), draws("d1,GENERAL,risk,Backlog,yes,£0.1m,£0.1m,£0.1m")),
}  # fmt: skip
KEEPS: dict[str, tuple[Files, ...]] = {
    "GR01": (assumed(base_business_rates="£20m"),),
    "GR02": (reserves("general,£1m,,yes,1,gf_balance,£1m,£0,£0"),),
    "GR03": (reserves("general,£2m,£2m,yes,1,gf_balance,£0,£0,£0"),),
    "GR04": ({},),
    "GR05": (assumed(base_business_rates="£20m"),),
    "GR06": ({},),
    "GR07": (
        assumed(base_band_d="£2000", base_tax_base="1000", referendum_class="social_care",
                council_tax_increase=each_year("3%"), referendum_planned=each_year("yes")),
    ),
    "GR08": (
        reserves("general,£5m,,yes,1,gf_balance,£0,£0,£0",
                 "schools,£1m,,no,2,er_ringfenced,£0,£0,£0"),
    ),
    "GR09": (OWNED,),
    "GR10": (assumed(base_business_rates="£20m"),),
    "GR11": (
        CHANGE, assumed(opening_receipts="£0.1m", receipts_flexibility=each_year("yes")),
    ),
    "GR12": (INVESTED, assumed(payback_limit="6")),
    "GR13": (SCHEME, assumed(new_borrowing_rate=each_year("5%"))),
    "GR14A": (assumed(existing_debt="£4m", opening_cfr="£4m"),),
    "GR14B": (assumed(existing_debt="£4m", opening_cfr="£4m", authorised_limit=each_year("£4m")),),
    "GR15": (
        assumed(existing_debt="£5m", opening_cfr="£5m", existing_debt_rate=each_year("5%"),
                financing_ratio_ceiling="10%"),
    ),
    "GR16": (
        {"services.csv": f"{SERVICES}care,£5m,,no,no,assumed\nearly,£1m,,yes,no,assumed\n",
         "savings.csv": f"{SAVINGS}S1,care,£0.2m,2026-04,recurring,assumed\n"},
    ),
    "GR17": (
        {"services.csv": f"{SERVICES}care,£5m,,no,yes,assumed\nlaw,£1m,,no,signed_nil,assumed\n",
         "pressures.csv": f"{PRESSURES}up,none,care,demand,,£1m,£0,£0,change,recurring,assumed\n"},
    ),
    "GR18": (assumed(contingency_wanted="1%", contingency_in_base="£1m"),),
    "GR19": (
        {"services.csv": f"{SERVICES}care,£5m,£0.2m,no,no,assumed\n",
         "savings.csv": f"{SAVINGS}S1,care,£0.2m,2026-04,recurring,assumed\n"},
    ),
    "GR20": (reserves(ONE), draws("d1,GENERAL,risk,Backlog,yes,£0.1m,£0.1m,£0")),
}  # fmt: skip


def test_the_set_is_whole_and_each_rule_says_what_it_is_for() -> None:
    assert tuple(one.id for one in RULE_SET) == RULES
    assert BREAKS.keys() == KEEPS.keys() == {*RULES}
    for one in RULE_SET:
        assert one.severity in SEVERITIES
        assert one.purpose.endswith(".")
        assert not one.statement.endswith(".")
        for named in (one.decides, one.applies):
            assert named is None or named.axis.name == "council"


@pytest.mark.parametrize("rule", BREAKS)
def test_a_smallest_plan_breaks_the_rule(rule: str, tmp_path: Path) -> None:
    found = judge(tmp_path, *BREAKS[rule])[rule]
    assert FAIL in outcomes(found)
    number = found.broken[0].number
    assert number is not None
    assert number >= found.rule.least


@pytest.mark.parametrize("rule", KEEPS)
def test_a_smallest_plan_keeps_the_rule(rule: str, tmp_path: Path) -> None:
    found = judge(tmp_path, *KEEPS[rule])[rule]
    assert PASS in outcomes(found)
    assert not found.broken


@pytest.mark.parametrize("rule", RULE_SET, ids=lambda rule: rule.id)
def test_a_rule_is_broken_from_half_of_what_is_counted_in(rule: Rule) -> None:
    """All verdicts are one declaration, so each is tried alone at its edges, on two faces."""
    least = 0.5 if rule.id == "GR01" else {"£": 0.005, "number": 0.5, "yes or no": 0.5}.get(
        rule.decides.unit.name, 0.0000005
    )  # fmt: skip
    number = given("Number", rule.decides.unit, yearly=True, sentence="What decides.")
    holds = given("Holds", NUMBER, yearly=True, sentence="By what the rule applies.")
    tried = verdict_on(
        replace(rule, decides=number, applies=None if rule.applies is None else holds)
    )
    book = LineBook({"number": number, "holds": holds, "verdict": tried})
    tries = [(-1.0, 1), (0.0, 1), (least * 0.999, 1), (least, 1), (9.0, 1), (9.0, 0), (9.0, -1)]
    plan = plan_of(book, len(tries), {}, {
        "number": [one for one, _ in tries], "holds": [one for _, one in tries]
    })  # fmt: skip
    nothing = 0 if rule.applies is not None else 2
    expected = [1, 1, 1, 2, 2, nothing, nothing]
    assert from_engine(run(book, plan))["verdict"][1:, 0].tolist() == expected
    assert from_words(run(book, plan))["verdict"][1:, 0].tolist() == expected


def test_a_rule_with_nothing_to_hold_to_it_is_not_applicable(tmp_path: Path) -> None:
    found = judge(tmp_path)
    silent = {name for name, one in found.items() if set(outcomes(one)) == {NOT_APPLICABLE}}
    assert silent >= {"GR07", "GR08", "GR11", "GR13", "GR14A", "GR14B", "GR15", "GR17", "GR20"}
    assert not silent & {"GR01", "GR02", "GR05", "GR09"}


@pytest.mark.parametrize(("short", "outcome"), [("£0.49", PASS), ("£0.50", FAIL), ("£0.51", FAIL)])
def test_a_budget_balances_to_the_pound(short: str, outcome: str, tmp_path: Path) -> None:
    # Nothing moves but one cost typed in, and no saving or reserve meets it.
    none = {
        "savings.csv": "id,full_year_effect,start,recurrence,basis\n",
        "pressures.csv": "id,index,2026/27,2027/28,2028/29,as,recurrence,basis\n"
        f"dust,none,{short},£0,£0,change,recurring,assumed\n",
    }
    found = judge(tmp_path, none, assumed(reserves_policy="none"))["GR01"]
    assert outcomes(found) == [outcome]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("2027-03-31", [WAIVED, FAIL, PASS]),
        ("2027-03-30", [FAIL, FAIL, PASS]),
        ("2029-03-31", [WAIVED, WAIVED, PASS]),
    ],
)
def test_a_waiver_counts_until_it_ends(ends: str, expected: list[str], tmp_path: Path) -> None:
    waived = f"GR06,Until the lease ends,Full council,2026-02-25,{ends},assumed\n"
    found = judge(tmp_path, *BREAKS["GR06"], rules(WAIVER + waived))["GR06"]
    assert outcomes(found) == expected
    assert found.waiver is not None
    assert found.waiver.by == "Full council"


def test_the_register_says_which_years_words_and_severity(tmp_path: Path) -> None:
    said = "id,from,to,severity,statement,on,basis\n"
    said += "GR05,2027/28,2028/29,block,We live within our means,yes,assumed\nGR09,,,,,no,assumed\n"
    found = judge(tmp_path, GAP, rules(said))
    assert [str(one.year) for one in found["GR05"].verdicts] == ["2027/28", "2028/29"]
    assert found["GR05"].rule.statement == "We live within our means"
    assert found["GR05"].rule.severity == "block"
    assert not found["GR09"].in_use
    assert not found["GR09"].verdicts


@pytest.mark.parametrize("text", ["GR01,no,warn,2030/31", "GR01,,inform,"])
def test_no_register_makes_the_law_less(text: str, tmp_path: Path) -> None:
    said = f"id,on,severity,from,basis\n{text},assumed\n"
    found = judge(tmp_path, staged(GAP, "budget"), rules(said))
    assert outcomes(found["GR01"]) == [FAIL]
    assert [one.rule.id for one in blocking(tuple(found.values()))] == ["GR01"]


def test_a_decision_that_cites_a_rule_is_shown_with_it(tmp_path: Path) -> None:
    said = "id,title,date,role,cites,basis\n"
    said += "d1,Budget,2026-02-25,Full council,GR04;GR05,assumed\n"
    found = judge(tmp_path, {"decisions.csv": said})
    assert [one for one, judged in found.items() if judged.cited] == ["GR04", "GR05"]
    assert found["GR04"].cited == ("Budget",)


def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(tmp_path)
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize(("stage", "code"), [("draft", 0), ("provisional", 0), ("budget", 1)])
@pytest.mark.parametrize("verb", ["check", "rules"])
def test_only_a_budget_is_blocked(
    verb: str, stage: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, staged(GAP, stage))
    done = say(tmp_path, monkeypatch, verb)
    assert done.exit_code == code
    assert ("[W202]" in done.output) is (stage == "budget")


def test_reports_of_a_blocked_budget_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, staged(GAP, "budget"))
    done = say(tmp_path, monkeypatch, "run")
    assert done.exit_code == 0
    assert "[W202]" in done.output
    assert "chief finance officer" in done.output
    assert (tmp_path / "reports" / "little" / "mtfp.xlsx").exists()


def test_the_verb_tells_the_law_apart_and_gives_no_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, GAP)
    told = say(tmp_path, monkeypatch, "rules").output
    assert AS_SHIPPED in told
    law, _, rest = told.partition("What the council holds itself to")
    assert "2026/27  BROKEN         £4,240,000" in law
    assert "GR01" not in rest
    assert "section 114" not in told
    assert "where it is the law for the chief finance officer" in rest


def test_the_verb_gives_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, GAP)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["rules", "--json"])
    (base,) = json.loads(done.stdout)
    assert base["as_shipped"] is True
    legal = base["rules"][0]
    assert legal["legal"]
    assert not legal["blocks"]
    assert legal["verdicts"][0]["outcome"] == FAIL
    assert {one["id"] for one in base["rules"]} == {*RULES}


# -- what a rule must not say ----------------------------------------------------------------------


def test_a_cost_to_achieve_that_a_reserve_pays_is_a_one_off_cost(tmp_path: Path) -> None:
    """£0.4m once, from a reserve held for change: one-off money pays for a one-off cost."""
    held = reserves("change,£2m,£0,no,1,er_change,,,")
    cost = {
        "costs.csv": "id,kind,funding,reserve,amount 2026/27,amount 2027/28,amount 2028/29,basis\n"
        "move,it,reserve,change,£0.4m,£0,£0,assumed\n"
    }
    even = assumed(base_business_rates="£20m", reserves_policy="as_planned")
    with_cost, without = (
        run(MODEL, read_plan(folder(tmp_path / name, held, even, files), MODEL))
        for name, files in (("with", cost), ("without", {}))
    )
    assert with_cost["permitted_draw"][0, 0] == pytest.approx(0.4e6)
    np.testing.assert_allclose(
        with_cost["one_off_reliance"], without["one_off_reliance"], rtol=0, atol=1e-6
    )


def test_receipts_that_pay_for_no_saving_are_against_the_rule(tmp_path: Path) -> None:
    bare = {"costs.csv": CHANGE["costs.csv"].replace("S1", "")}
    lawful = assumed(opening_receipts="£0.1m", receipts_flexibility=each_year("yes"))
    assert outcomes(judge(tmp_path / "with", CHANGE, lawful)["GR11"])[0] == PASS
    found = judge(tmp_path / "without", bare, lawful)["GR11"]
    assert outcomes(found)[0] == FAIL
    assert found.broken[0].number == pytest.approx(0.1e6)


def test_a_plan_without_reserves_keeps_no_rule_about_them(tmp_path: Path) -> None:
    files = folder(tmp_path)
    (files / "reserves.csv").unlink()
    results = run(MODEL, read_plan(files, MODEL))
    for rule in ("gr02", "gr04"):
        assert not results[f"verdict_{rule}"].any()
    found = {one.rule.id: outcomes(one) for one in golden_rules(results)}
    assert set(found["GR02"] + found["GR04"]) == {NOT_APPLICABLE}


def test_a_first_year_that_is_left_blank_is_not_said_to_balance(tmp_path: Path) -> None:
    made = folder(tmp_path)
    text = (made / "pressures.csv").read_text(encoding="utf-8")
    (made / "pressures.csv").write_text(text.replace(",£1m,", ",,"), encoding="utf-8")
    plan = read_plan(made, MODEL)
    told = sentences(Said(run(MODEL, plan), Blanks(MODEL, plan), 0))
    assert told.startswith("Whether the first year balances cannot be said")


def test_a_waiver_waives_no_year_that_had_ended(tmp_path: Path) -> None:
    late = rules(f"{WAIVER}GR05,Agreed,Full council,2028-05-01,2029-03-31,assumed\n")
    spread = rules(f"{WAIVER}GR04,Agreed,Full council,2028-05-01,2029-03-31,assumed\n")
    assert outcomes(judge(tmp_path / "one", GAP, late)["GR05"]) == [WAIVED]
    found = outcomes(judge(tmp_path / "all", FILLED, spread)["GR04"])
    assert WAIVED not in found[:2]


def test_what_the_law_does_not_forbid_stops_no_budget() -> None:
    """A claim beyond what is there, a reserve asked for too much, a loan without interest."""
    shipped = {one.id for one in RULE_SET if one.severity == "block"}
    assert shipped == {"GR01", "GR07", "GR08", "GR11", "GR14B"}
