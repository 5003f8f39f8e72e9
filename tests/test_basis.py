"""Marks carried through the book: nothing invented, and nothing blank, passes unmarked."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from mtfp.algebra.expressions import (
    Axis,
    Input,
    Line,
    before,
    given,
    line,
    spread,
    total,
    total_by,
    where,
)
from mtfp.algebra.lines import LineBook
from mtfp.analysis.basis import Bases, illustrative_share, money_by_basis, typed_by_basis
from mtfp.analysis.blanks import Blanks
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.model.amounts import LEVEL_OR_CHANGE, RECURRENCE
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items, Origin, Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios
from mtfp.problems import Place
from mtfp.terms import CHOICE, GBP, FinancialYear
from tests.conftest import ROOT

PLANS = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))


@cache
def scenarios_of(name: str) -> list[Scenario]:
    folder = ROOT / "inputs" / name
    return read_scenarios(folder, read_plan(folder, MODEL), MODEL)


def nudged(scenario: Scenario) -> tuple[list[str], Cases]:
    """A case for each illustrative figure, with that figure alone made a little other."""
    plan = scenario.plan
    spots = []
    for name, one in MODEL.inputs.items():
        for item, item_id in enumerate(plan.items_of(one.axis).ids):
            for year, figure in enumerate(plan.figures[name][:, item]):
                origin = plan.origin(name, item_id, year)
                if origin is None or origin.basis != "illustrative":
                    continue
                taken = plan.figures[name][year] if one.unique else [figure]
                others = [n for n in one.choices.values() if n not in taken]
                if one.choices:
                    spots += [(name, year, item, float(other)) for other in others]
                else:
                    other = float(figure) * 1.01 + 0.001
                    if one.most is not None and other > one.most:
                        other = float(figure) * 0.99
                    spots.append((name, year, item, other))
    varied = {
        name: np.repeat(plan.figures[name][..., None], len(spots) + 1, axis=-1)
        for name in {name for name, *_ in spots}
    }
    for case, (name, year, item, figure) in enumerate(spots, start=1):
        varied[name][year, item, case] = figure
    labels = ["as entered", *(f"{name} {year} {item}" for name, year, item, _ in spots)]
    return labels, Cases(tuple(labels), varied)


@pytest.mark.parametrize("plan", PLANS)
def test_whatever_an_illustrative_figure_moves_is_marked_illustrative(
    plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nudge each illustrative figure alone; every row that moves must say so, year by year."""
    moved_at_all = 0
    for scenario in scenarios_of(plan)[:3]:
        labels, cases = nudged(scenario)
        # Without what rules some choices out: each is tried, lawful or not.
        monkeypatch.setattr(MODEL, "clashes", ())
        monkeypatch.setattr("mtfp.plan.lawful.broken_sums", lambda *_: ())
        results = run(MODEL, scenario.plan, cases)
        bases = Bases(MODEL, scenario)
        for name in MODEL.lines:
            array = results.array(name)
            moved = np.abs(array - array[..., :1]) > 1e-9
            for year, item, case in zip(*np.nonzero(moved), strict=True):
                moved_at_all += 1
                basis = bases.of(name, int(item), int(year))
                assert basis == "illustrative", (scenario.name, name, item, year, labels[case])
    assert moved_at_all or (plan.startswith("bury-202") and plan != "bury-2025")


def test_what_was_published_is_not_called_invented() -> None:
    by_name = {one.name: Bases(MODEL, one) for one in scenarios_of("bury-2025")}
    published = by_name["published"]
    assert published.of("net_budget", year=0) == "published"
    assert published.of("net_budget", year=1) == "illustrative"
    assert published.of("council_tax_from_base", year=0) == "derived"
    assert published.of("savings") == "derived", "its year is a reading of the minute"
    assert by_name["as_reported"].of("savings") == "illustrative"
    assert by_name["savings_slip"].of("savings") == "derived"
    assert by_name["savings_slip"].of("savings_expected") == "illustrative"
    assert Bases(MODEL, scenarios_of("bury-2024-02")[0]).of("gap") == "published"


# -- a book small enough to see through --------------------------------------------------

GROUP = Axis("group", "group", "groups")
ITEM = Axis("item", "item", "items", groups=(GROUP,))
FIRST = FinancialYear(2025)


def small(**bound: Input | Line) -> LineBook:
    return LineBook(bound)


def book() -> LineBook:
    rate = given("Rate", GBP, per=GROUP, yearly=True, if_absent=0, sentence="r")
    amount = given("Amount", GBP, per=ITEM, yearly=True, if_absent=0, sentence="a")
    kind = given("Kind", CHOICE, per=ITEM, choices={"no": 0, "yes": 1}, sentence="k")
    start = given("Start", GBP, if_absent=0, sentence="s")
    each = line("Each", GBP, spread(rate, ITEM), per=ITEM, sentence="e")
    chosen = line("Chosen", GBP, where(kind.chosen("yes"), amount, 0), per=ITEM, sentence="c")
    by_group = line("By group", GBP, total_by(amount, GROUP), per=GROUP, sentence="g")
    whole = line("Whole", GBP, total(chosen), sentence="w")
    ahead = line("Ahead", GBP, before("behind") + start, opening=0, sentence="a")
    behind = line("Behind", GBP, ahead + whole, opening=start, sentence="b")
    return small(rate=rate, amount=amount, kind=kind, start=start, each=each, chosen=chosen,
                 by_group=by_group, whole=whole, ahead=ahead, behind=behind)  # fmt: skip


def small_plan(**bases: str) -> Scenario:
    """Two items in two groups, three years; `amount_x="published"` gives an item's basis."""
    figures = {
        "rate": np.array([[1.0, 0], [1, 0], [1, 2]]),
        "amount": np.array([[1.0, 5], [2, 0], [0, 5]]),
        "kind": np.array([[1.0, 0]]),
        "start": np.array([[7.0]]),
    }
    origins = {}
    for key, basis in bases.items():
        name, _, item = key.partition("_")
        origins[name, item] = Origin(Place("here"), basis)
    items = {"group": Items(("g", "h"), ("G", "H")),
             "item": Items(("x", "y"), ("X", "Y"), {"group": (1, 0)})}  # fmt: skip
    plan = Plan("small", "Small", FIRST, 3, items, figures, origins)
    return Scenario("base", "", "", plan)


def bases_of(name: str, item: int = 0, **typed: str) -> list[str]:
    bases = Bases(book(), small_plan(**typed))
    return [bases.of(name, item, year)[:3] for year in range(4)]


def test_marks_go_where_figures_go() -> None:
    assert bases_of("each", 0, rate_h="forecast", rate_g="approved") == ["", "", "", "for"]
    assert bases_of("each", 1, rate_h="forecast", rate_g="approved") == ["", *["app"] * 3]
    assert bases_of("by_group", 1, amount_x="derived") == ["", "der", "der", ""]
    assert bases_of("by_group", 0, amount_x="derived") == [""] * 4
    assert bases_of("whole", amount_x="derived") == ["", "der", "der", ""]


def test_a_branch_that_a_choice_does_not_take_carries_nothing() -> None:
    assert bases_of("whole", amount_y="illustrative") == [""] * 4
    assert bases_of("whole", amount_y="illustrative", kind_x="assumed") == ["", *["ass"] * 3]
    assert bases_of("whole", kind_y="illustrative") == ["", *["ill"] * 3]


def test_two_lines_that_look_back_at_each_other_lose_nothing() -> None:
    for name in ("ahead", "behind"):
        found = bases_of(name, start="published", amount_x="illustrative")
        assert found[3] == "ill", name
    assert bases_of("ahead", start="published", amount_x="illustrative") == [
        "", "pub", "ill", "ill",
    ]  # fmt: skip
    assert bases_of("behind", start="published")[0] == "pub"


def test_a_nought_adds_no_doubt_unless_it_was_invented() -> None:
    assert bases_of("each", 0, rate_h="assumed") == ["", "", "", "ass"]
    assert bases_of("each", 0, rate_h="illustrative") == ["", "ill", "ill", "ill"]


def test_money_and_figures_are_counted_by_basis() -> None:
    plan = small_plan(amount_x="illustrative", amount_y="published", start="published",
                      kind_x="illustrative").plan  # fmt: skip
    money = money_by_basis(book(), plan)
    assert money["illustrative"] == 3
    assert money["published"] == 17
    assert illustrative_share(book(), plan) == pytest.approx(3 / 20)
    assert typed_by_basis(book(), plan)["illustrative"].figures == 2
    assert typed_by_basis(book(), plan)["published"].figures == 3


def test_the_weakest_basis_of_a_scenarios_change_is_carried_even_by_a_nought() -> None:
    from mtfp.plan.applying import Change

    one = small_plan(amount_x="assumed")
    amount = book().inputs["amount"]
    figures = {**one.plan.figures, "amount": np.zeros((3, 2))}
    change = Change(amount, "x", (1.0, 2.0, 0.0), (0.0, 0.0, 0.0), Place("layer"), "one")
    said = {("amount", "x", year): Origin(Place("layer"), "assumed") for year in range(3)}
    none = Scenario("one", "", "", replace(one.plan, figures=figures, changed=said), (change,))
    assert Bases(book(), none).of("whole") == "assumed"


# -- blanks ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demand_blank(worked_example: Plan) -> dict[str, Plan]:
    """The worked example with a year of demand left blank, its row read in either way."""
    demand = worked_example.items["pressure"].ids.index("demand")
    found = {}
    for word, number in LEVEL_OR_CHANGE.items():
        read_as = worked_example.figures["pressure_as"].copy()
        read_as[0, demand] = number
        figures = {**worked_example.figures, "pressure_as": read_as}
        blanks = frozenset({("pressure_amount", "demand", 1)})
        found[word] = replace(worked_example, figures=figures, blanks=blanks)
    return found


@pytest.mark.parametrize("word", LEVEL_OR_CHANGE)
def test_a_blank_empties_every_figure_that_misses_it(
    demand_blank: dict[str, Plan], word: str
) -> None:
    """Its own year's; and where changes are added up, those of all years after."""
    plan = demand_blank[word]
    blanks = Blanks(MODEL, plan)

    def empty(name: str, item: int = 0) -> list[bool]:
        return [bool(x) for x in blanks.of(name, item)]

    none, on = [False] * 4, [False, False, True, True]
    misses = on if word == "change" else [False, False, True, False]
    demand = plan.items["pressure"].ids.index("demand")
    assert empty("pressure", demand) == misses
    assert empty("pressure", demand - 1) == none
    for name in ("pressures", "recurring_base_before_savings", "net_budget", "gap",
                 "gap_increment", "gap_before_savings", "call_on_reserves"):  # fmt: skip
        assert empty(name) == misses, name
    for name in ("gap_if_nothing_done", "gap_before_savings_if_nothing_done",
                 "closing_reserves", "permitted_draw", "unfunded"):  # fmt: skip
        assert empty(name) == on, name
    for name in ("funding", "council_tax", "savings", "one_off_pressures"):
        assert empty(name) == none, name
    assert np.isnan(blanks.left_out(np.arange(4.0), "gap")).tolist() == misses


def test_a_one_off_left_blank_empties_its_own_year_alone(demand_blank: dict[str, Plan]) -> None:
    plan = demand_blank["change"]
    recurs = plan.figures["pressure_recurrence"].copy()
    recurs[0, plan.items["pressure"].ids.index("demand")] = RECURRENCE["one_off"]
    one_off = replace(plan, figures={**plan.figures, "pressure_recurrence": recurs})
    assert Blanks(MODEL, one_off).of("gap").tolist() == [False, False, True, False]


def test_a_grant_left_blank_says_nothing_of_council_tax() -> None:
    plan = read_plan(ROOT / "inputs/worked-example", MODEL)
    blanks = Blanks(MODEL, replace(plan, blanks=frozenset({("funding_amount", "grants", 0)})))
    assert blanks.of("other_grants").tolist() == [False, True, False, False]
    assert not blanks.of("rsg").any()
    assert not blanks.of("council_tax").any()
    assert blanks.of("funding").tolist() == [False, True, False, False]


def test_a_plan_without_blanks_has_none() -> None:
    blanks = Blanks(MODEL, read_plan(ROOT / "inputs/worked-example", MODEL))
    assert not any(blanks.of(name).any() for name in MODEL.lines if name not in UNKNOWN)


UNKNOWN = {
    "service_absorbed_share", "service_asked_too_much", "csp_government_cash",
    "core_spending_power", "csp_council_tax_over_ours", "csp_ffa_over_ours",
    "csp_grants_over_ours", "csp_leaves_out", "csp_our_funding",
}  # fmt: skip
"""What rests on figures of which nought says that nobody knows them."""


def test_what_a_service_controls_is_unknown_at_nought_and_so_is_what_it_can_absorb() -> None:
    plan = read_plan(ROOT / "inputs/exemplar", MODEL)
    ids = plan.items["service"].ids
    known = plan.figures["service_controllable"].copy()
    known[0, ids.index("svc_housing")] = 0
    blanks = Blanks(MODEL, replace(plan, figures={**plan.figures, "service_controllable": known}))
    for name in ("service_absorbed_share", "service_asked_too_much"):
        silent = [service for i, service in enumerate(ids) if blanks.of(name, i)[1:].any()]
        assert silent == ["svc_housing"]
    assert not blanks.of("service_absorbed", ids.index("svc_housing")).any()
    assert not blanks.of("gap_if_not_absorbed").any()


def test_government_s_view_is_blank_in_the_year_for_which_it_is_not_given() -> None:
    """The exemplar's tables end with 2028/29; the plan's own funding does not."""
    blanks = Blanks(MODEL, read_plan(ROOT / "inputs/exemplar", MODEL))
    for name in ("csp_government_cash", "core_spending_power", "csp_our_funding"):
        assert blanks.of(name).tolist() == [False, False, False, False, True], name
    assert not blanks.of("funding").any()


# -- last year's reserves, which the gap rests on only where cash earns or costs -------------


def earning(plan: Plan, rate: float) -> Plan:
    """The plan with a yield on cash, typed as a forecast; a yield of nought is not typed."""
    figures = {**plan.figures, "investment_yield": np.full((plan.years, 1), rate)}
    forecast = {("investment_yield", ""): Origin(Place("plan.yaml"), "forecast")}
    return replace(plan, figures=figures, origins={**plan.origins, **(forecast if rate else {})})


def test_an_invented_reserve_is_under_the_gap_only_where_its_cash_earns_something() -> None:
    one = read_plan(ROOT / "inputs/worked-example", MODEL)
    known = {
        key: origin if key[0] == "reserve_opening" else replace(origin, basis="approved")
        for key, origin in one.origins.items()
    }
    for rate, basis in ((0.0, "approved"), (0.04, "illustrative")):
        plan = earning(replace(one, origins=known), rate)
        bases = Bases(MODEL, Scenario("base", "", "", plan))
        assert bases.of("gap") == basis
        assert bases.of("closing_reserves") == "illustrative"


def test_a_year_left_blank_is_missing_from_the_next_ones_interest(
    demand_blank: dict[str, Plan],
) -> None:
    blank = demand_blank["level"]
    for rate, after in ((0.0, False), (0.04, True)):
        blanks = Blanks(MODEL, earning(blank, rate))
        assert blanks.of("cash").tolist() == [False, False, True, True]
        for name in ("investment_income", "capital_financing", "gap", "net_budget"):
            in_year = name in ("gap", "net_budget")
            assert blanks.of(name).tolist() == [False, False, in_year, after], name
        assert not blanks.of("funding").any()
