"""What a book of lines refuses, in which words, and the order it puts lines in."""

from collections.abc import Callable
from types import ModuleType

import pytest

from mtfp.algebra.expressions import (
    COUNCIL,
    Axis,
    Expression,
    Input,
    Line,
    Named,
    Operand,
    before,
    equal,
    given,
    highest,
    highest_of,
    line,
    rank,
    spread,
    to_the_penny,
    total,
    total_by,
    total_ranked_before,
    where,
)
from mtfp.algebra.lines import Family, LineBook
from mtfp.model import MODEL
from mtfp.problems import LineError
from mtfp.terms import CHOICE, GBP, NUMBER, Unit

TEAM = Axis("team", "team", "teams")
POST = Axis("post", "post", "posts", groups=(TEAM,))
GRANT = Axis("grant", "grant", "grants")


def put_in(unit: Unit = GBP, per: Axis = COUNCIL, *, yearly: bool = False) -> Input:
    return given("Something given", unit, per=per, yearly=yearly, sentence="A figure.")


def worked(
    is_: Operand, unit: Unit = GBP, per: Axis = COUNCIL, opening: Operand | None = None
) -> Line:
    return line("Something worked", unit, is_, per=per, opening=opening, sentence="A line.")


def refusal(build: Callable[[], object]) -> str:
    with pytest.raises(LineError) as refused:
        build()
    return str(refused.value)


def book_refusal(**bound: Named | Family) -> str:
    return refusal(lambda: LineBook(bound))


# -- names -----------------------------------------------------------------------------------


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    words = book_refusal(band_d=worked(before("bandd"), opening=0))
    assert words == "band_d: there is no line or input called bandd. Did you mean band_d?"


def test_a_name_with_nothing_near_is_refused_without_a_guess() -> None:
    words = book_refusal(band_d=worked(before("xyz"), opening=0))
    assert words == "band_d: there is no line or input called xyz."


def test_asking_the_book_itself_gives_the_same_answer() -> None:
    assert MODEL.get("band_dd") is None
    words = refusal(lambda: MODEL["band_dd"])
    assert words == "there is no line or input called band_dd. Did you mean band_d?"


def test_what_is_read_must_be_bound() -> None:
    stray = put_in()
    words = book_refusal(cost=worked(stray + 0))
    assert words == (
        "cost: 'Something given' has no name yet: bind it at the top of a model module"
    )


def test_what_is_read_must_be_in_this_book() -> None:
    cost = put_in()
    LineBook({"cost": cost})
    assert book_refusal(gap=worked(cost + 0)) == "gap: reads cost, which is not in the book"


def test_one_line_has_one_name() -> None:
    cost = worked(0)
    words = book_refusal(cost=cost, costs=cost)
    assert words == "'Something worked' is bound twice, as cost and as costs"


def module(name: str, **bound: Named) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(bound)
    return made


def test_one_name_has_one_line() -> None:
    first, second = module("first", cost=worked(0)), module("second", cost=worked(1, NUMBER))
    words = refusal(lambda: LineBook.of(first, second))
    assert words == "cost is declared twice, again in second"


def test_a_line_may_be_imported_into_another_module() -> None:
    cost = worked(0)
    book = LineBook.of(module("first", cost=cost), module("second", cost=cost, gap=worked(cost)))
    assert list(book.lines) == ["cost", "gap"]


def test_a_family_takes_the_bound_name_and_its_endings() -> None:
    family = Family({"": worked(0), "_increment": worked(0)})
    assert list(LineBook({"gap": family}).lines) == ["gap", "gap_increment"]


def test_a_family_member_and_a_line_may_not_share_a_name() -> None:
    family = Family({"": worked(0), "_increment": worked(0)})
    words = book_refusal(gap=family, gap_increment=worked(0))
    assert "gap_increment" in words


def test_two_axes_may_not_share_a_name() -> None:
    other = Axis("team", "group", "groups")
    words = book_refusal(a=put_in(per=TEAM), b=put_in(per=other))
    assert words == "two axes are called team"


def test_axes_are_collected_with_the_groups_they_roll_up_to() -> None:
    book = LineBook({"pay": put_in(per=POST), "rate": put_in()})
    assert book.axes == {"team": TEAM, "post": POST, "council": COUNCIL}


# -- years and circles -----------------------------------------------------------------------


def test_a_circle_within_a_year_is_refused_with_its_path() -> None:
    a = worked(0)
    b = worked(a)
    c = worked(b)
    a.expression = c + 0
    words = book_refusal(start=worked(a), a=a, b=b, c=c)
    assert words == (
        "a circle within one year: a needs c needs b needs a; break it with before(...)"
    )


def test_the_shortest_circle() -> None:
    a = worked(0)
    b = worked(a)
    a.expression = b + 0
    assert "a needs b needs a" in book_refusal(a=a, b=b)


def test_a_line_may_not_need_itself() -> None:
    a = worked(0)
    a.expression = a + 0
    assert "a needs a;" in book_refusal(a=a)


def test_looking_back_breaks_a_circle() -> None:
    a = worked(before("b"))
    book = LineBook({"a": a, "b": worked(a, opening=0)})
    assert list(book.lines) == ["a", "b"]


def test_a_circle_of_openings_is_refused() -> None:
    a = worked(0, opening=0)
    b = worked(0, opening=a)
    a.opening = b + 0
    assert "a needs b needs a" in book_refusal(a=a, b=b)


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (
            lambda: {"a": worked(0), "b": worked(before("a"))},
            "b: looks back at a, which declares no opening",
        ),
        (
            lambda: {"a": put_in(yearly=True), "b": worked(before("a"))},
            "b: looks back at a, but only lines have a year before",
        ),
        (
            lambda: {"a": worked(0, opening=before("a"))},
            "a: has an opening that looks back; nothing comes before the base year",
        ),
    ],
)
def test_looking_back(bound: Callable[[], dict[str, Named]], words: str) -> None:
    assert book_refusal(**bound()) == words


def test_an_opening_may_not_read_a_yearly_input() -> None:
    pay = put_in(yearly=True)
    words = book_refusal(pay=pay, cost=worked(pay, opening=pay))
    assert words == "cost: has an opening that reads pay, which the base year lacks"


def test_an_opening_may_not_read_a_line_without_one() -> None:
    flow = worked(0)
    words = book_refusal(flow=flow, cost=worked(0, opening=flow))
    assert words == "cost: has an opening that reads flow, which has none itself"


# -- axes ------------------------------------------------------------------------------------


def test_two_axes_are_not_mixed() -> None:
    pay, grant = put_in(per=POST), put_in(per=GRANT)
    words = book_refusal(pay=pay, grant=grant, net=worked(pay - grant, per=POST))
    assert words == "net: mixes grant and post; bring them together with spread, total or total_by"


def test_two_axes_are_not_ranked_together() -> None:
    order, grant = put_in(NUMBER, per=POST), put_in(per=GRANT)
    sum_ = worked(total_ranked_before(order, grant), per=GRANT)
    assert "sum: mixes grant and post" in book_refusal(order=order, grant=grant, sum=sum_)


@pytest.mark.parametrize(("declared", "used"), [(COUNCIL, POST), (GRANT, POST)])
def test_a_line_runs_over_the_axis_it_declares(declared: Axis, used: Axis) -> None:
    pay = put_in(per=used)
    words = book_refusal(pay=pay, cost=worked(pay + 0, per=declared), other=put_in(per=GRANT))
    assert words.startswith(f"cost: is declared per {declared}, but its ")
    assert words.endswith(f" runs over {used}")


def test_an_opening_runs_over_the_axis_of_its_line() -> None:
    pay = put_in(per=POST)
    words = book_refusal(pay=pay, cost=worked(0, opening=pay))
    assert words == "cost: is declared per council, but its opening runs over post"


def test_a_council_wide_figure_may_stand_for_every_item() -> None:
    rate = put_in(NUMBER)
    assert "cost" in LineBook({"rate": rate, "cost": worked(rate, NUMBER, per=POST)}).lines


@pytest.mark.parametrize("word", [total, highest_of])
def test_a_council_wide_figure_has_no_items(word: Callable[[Named], Expression]) -> None:
    cost = put_in()
    words = book_refusal(cost=cost, all=worked(word(cost)))
    assert words == f"all: takes {word.__name__} of a council-wide figure, which has no items"


@pytest.mark.parametrize(
    ("make", "per", "words"),
    [
        (
            lambda pay, _: total_by(pay, GRANT),
            GRANT,
            "moves between post and grant, but post is not grouped so",
        ),
        (
            lambda _, team: spread(team, GRANT),
            GRANT,
            "moves between grant and team, but grant is not grouped so",
        ),
        (
            lambda pay, _: spread(pay, TEAM),
            TEAM,
            "moves between team and post, but team is not grouped so",
        ),
        (
            lambda _, team: total_by(team, POST),
            POST,
            "moves between team and post, but team is not grouped so",
        ),
    ],
)
def test_figures_move_only_along_groups(
    make: Callable[[Named, Named], Expression], per: Axis, words: str
) -> None:
    pay, team = put_in(per=POST), put_in(per=TEAM)
    moved = worked(make(pay, team), per=per)
    assert book_refusal(pay=pay, team=team, moved=moved) == f"moved: {words}"


def test_figures_that_move_along_groups() -> None:
    pay, award = put_in(per=POST), put_in(per=TEAM)
    up = worked(total_by(pay, TEAM), per=TEAM)
    down = worked(spread(award, POST) + pay, per=POST)
    assert len(LineBook({"pay": pay, "award": award, "up": up, "down": down}).lines) == 2


# -- what may stand in a line ----------------------------------------------------------------


@pytest.mark.parametrize("number", [2, -1, 0.5, 12, 100, 1e6])
def test_a_bare_number_is_refused(number: float) -> None:
    words = f"{number!r} is a bare number: give it a name and a source as an input"
    cost = put_in()
    assert refusal(lambda: cost * number) == words
    assert refusal(lambda: number - cost) == words
    assert refusal(lambda: highest(cost, number)) == words
    assert refusal(lambda: worked(number)) == words


@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no_are_not_one_and_nought(answer: bool) -> None:
    cost = put_in()
    assert "is a bare number" in refusal(lambda: cost * answer)


@pytest.mark.parametrize(
    "make",
    [
        lambda a, b: (a > b) * a,
        lambda a, b: a + (a < b),
        lambda a, b: to_the_penny(a >= b),
        lambda a, b: where(a > b, a <= b, a),
        lambda a, b: where((a > b) > a, a, b),
        lambda a, b: highest(a, equal(a, b)),
    ],
)
def test_a_comparison_is_not_a_figure(make: Callable[[Named, Named], Expression]) -> None:
    a, b = put_in(NUMBER), put_in(NUMBER)
    words = book_refusal(a=a, b=b, c=worked(make(a, b), NUMBER))
    assert words == "c: uses a comparison as a figure; only where() may ask one"


def test_a_test_asks_only_about_the_item_itself() -> None:
    a = put_in(per=TEAM)
    words = book_refusal(a=a, c=worked(where(total(a) > 0, 1, 0), NUMBER))
    assert words == "c: asks where() about other items: make that a line of its own"


def test_a_score_that_is_worked_out_must_be_snapped_before_it_is_ranked() -> None:
    typed, key = put_in(NUMBER, TEAM), put_in(NUMBER, TEAM)
    score = worked(typed * typed, NUMBER, TEAM)
    place = worked(rank(score, key), NUMBER, TEAM)
    words = book_refusal(typed=typed, key=key, score=score, place=place)
    assert words.startswith("place: ranks a score that is worked out: snap it first")
    LineBook({"typed": typed, "key": key, "place": worked(rank(typed, key), NUMBER, TEAM)})


def test_a_line_is_not_a_comparison() -> None:
    a = put_in()
    assert "is a comparison; only where() may ask one" in book_refusal(a=a, c=worked(a > 0, CHOICE))


@pytest.mark.parametrize(
    "make",
    [
        lambda a: where(a, a, 0),
        lambda a: where(a - a, 0, a),
        lambda a: where(a == 0, a, 0),  # Python's own ==, which asks whether they are one object
    ],
)
def test_where_asks_a_comparison(make: Callable[[Named], Expression]) -> None:
    a = put_in()
    words = book_refusal(a=a, c=worked(make(a)))
    assert words == "c: asks where() about something that is not a comparison"


@pytest.mark.parametrize(
    "make",
    [
        lambda a: 1 if a else 0,
        lambda a: a > 0 and a,
        lambda a: not a,
        lambda a: max(a, 0),
        lambda a: 0 < a < 1,
    ],
)
def test_python_may_not_branch_on_a_line(make: Callable[[Expression], object]) -> None:
    words = "a line has no value until it is run; write where(test, a, b), not if/and/or"
    a = put_in()
    assert refusal(lambda: make(a)) == words


@pytest.mark.parametrize(
    ("make", "per"),
    [
        (lambda pay, _: total(pay + pay), COUNCIL),
        (lambda pay, _: highest_of(-pay), COUNCIL),
        (lambda pay, _: total_by(pay + pay, TEAM), TEAM),
        (lambda pay, _: total_ranked_before(pay, pay + pay), POST),
        (lambda pay, _: rank(pay + pay, pay), POST),
        (lambda _, team: spread(team + team, POST), POST),
    ],
)
def test_what_moves_between_items_is_a_line_of_its_own(
    make: Callable[[Named, Named], Expression], per: Axis
) -> None:
    pay, team = put_in(NUMBER, per=POST), put_in(NUMBER, per=TEAM)
    tree = make(pay, team)
    words = book_refusal(pay=pay, team=team, c=worked(tree, NUMBER, per=per))
    name = tree.word.name  # type: ignore[attr-defined]
    assert words == f"c: gives {name} a sum to work out: make it a line of its own"


# -- order -----------------------------------------------------------------------------------


def test_lines_follow_what_they_need_and_otherwise_stay_as_declared() -> None:
    late = worked(0)
    early = worked(late)
    alone = worked(0)
    book = LineBook({"early": early, "alone": alone, "late": late})
    assert list(book.lines) == ["late", "early", "alone"]


def test_openings_follow_what_they_need() -> None:
    balance = worked(0, opening=0)
    cost = worked(0, opening=balance)
    flow = worked(0)
    book = LineBook({"cost": cost, "flow": flow, "balance": balance})
    assert list(book.lines) == ["cost", "flow", "balance"]
    assert [n.name for n in book.openings] == ["balance", "cost"]


def test_the_model_is_in_order_of_need() -> None:
    done: set[str] = set()
    for name, one in MODEL.lines.items():
        assert {n.name for n in MODEL.needs(one) if isinstance(n, Line)} <= done, name
        done.add(name)
    opened: set[str] = set()
    for one in MODEL.openings:
        assert {n.name for n in MODEL.opening_needs(one) if isinstance(n, Line)} <= opened
        opened.add(one.name)


# -- what moves what -------------------------------------------------------------------------


def test_moved_by_follows_this_year_last_year_and_openings() -> None:
    by_need, by_before, by_opening, unread = (put_in() for _ in range(4))
    balance = worked(before("balance"), opening=by_opening)
    reads_need = worked(by_need)
    then = worked(before("level"))
    level = worked(by_before, opening=0)
    opened_so = worked(0, opening=balance)
    after = worked(before(opened_so))
    still = worked(0)
    book = LineBook(
        {
            "by_need": by_need, "by_before": by_before, "by_opening": by_opening,
            "unread": unread, "balance": balance, "reads_need": reads_need, "then": then,
            "level": level, "opened_so": opened_so, "after": after, "still": still,
        }
    )  # fmt: skip
    assert book.moved_by(["by_need"]) == {"reads_need"}
    assert book.moved_by(["by_before"]) == {"level", "then"}
    assert book.moved_by(["by_opening"]) == {"balance", "opened_so", "after"}
    assert book.moved_by(["by_need", "by_before"]) == {"reads_need", "level", "then"}
    assert book.moved_by(["unread"]) == frozenset()
    assert book.moved_by([]) == frozenset()
    assert book.unused_inputs() == ["unread"]


def reachable(name: str) -> set[str]:
    """The lines that can be reached from an input, found one step after another."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        at = waiting.pop()
        for other, one in MODEL.lines.items():
            read = [*MODEL.needs(one), *MODEL.looks_back_at(one), *MODEL.opening_needs(one)]
            if other not in found and any(n.name == at for n in read):
                found.add(other)
                waiting.append(other)
    return found


@pytest.mark.parametrize("name", MODEL.inputs)
def test_every_input_of_the_model_moves_exactly_what_it_reaches(name: str) -> None:
    moved = MODEL.moved_by([name])
    assert moved == reachable(name)
    assert moved


# -- the model -------------------------------------------------------------------------------


def test_no_input_of_the_model_is_unused() -> None:
    assert MODEL.unused_inputs() == []


@pytest.mark.parametrize("name", [*MODEL.inputs, *MODEL.lines])
def test_everything_in_the_model_says_what_it_is(name: str) -> None:
    named = MODEL[name]
    assert named.name == name
    assert named.title == named.title.strip()
    assert named.title[0].isupper()
    assert not named.title.endswith(".")
    assert named.sentence.endswith(".")
    assert named.sentence == " ".join(named.sentence.split())
    assert isinstance(named.unit, Unit)


def test_no_two_lines_of_the_model_have_one_title() -> None:
    titles = [one.title for one in MODEL.lines.values()]
    assert sorted(titles) == sorted(set(titles))


def test_a_choice_left_unsaid_is_one_of_the_choices() -> None:
    for one in MODEL.inputs.values():
        if one.choices and one.if_absent is not None:
            assert one.if_absent in one.choices.values(), one.name
