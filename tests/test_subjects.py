"""The verbs that show one subject: the same in words and as data, under each scenario."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from mtfp.cli import main
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def said(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def data(*words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(*words, "--json"))
    return found


def rows(found: dict[str, Any], title: str) -> list[dict[str, Any]]:
    (table,) = (one for one in (*found["tables"], *found["listings"]) if one["title"] == title)
    rows: list[dict[str, Any]] = table["rows"]
    return rows


@pytest.mark.parametrize("verb", ["savings", "reserves", "decisions", "allocate"])
def test_each_scenario_asked_for_is_an_entry(verb: str) -> None:
    found = data(verb, "exemplar", "-s", "tax_held", "-s", "reserves_taper")
    assert [one["scenario"] for one in found] == ["tax_held", "reserves_taper"]
    assert all(one["plan"] == "exemplar" for one in found)


@pytest.mark.parametrize("verb", ["savings", "reserves", "decisions"])
def test_what_is_said_as_data_is_said_in_words(verb: str) -> None:
    (found,), text = data(verb, "exemplar"), said(verb, "exemplar")
    assert found["sentences"]
    assert all(sentence in text for sentence in found["sentences"])
    titles = [one["title"] for one in (*found["tables"], *found["listings"])]
    assert titles
    assert all(title in text for title in titles)


def test_figures_are_whole_and_choices_and_months_are_words() -> None:
    (found,) = data("savings", "exemplar")
    (lighting,) = (row for row in rows(found, "Savings as approved") if row["item"] == "T07")
    assert lighting["line"] == "saving_planned"
    assert lighting["figures"]["2026/27"] == 600_000
    assert lighting["figures"]["2025/26"] is None
    titles = (
        "The programme: what each saving is worth, and how far it is expected",
        "The programme: who answers for each saving, and what it waits for",
    )
    worth, answered = (
        next(row for row in rows(found, title) if row["Saving"] == "Street lighting to LED")
        for title in titles
    )
    assert worth["Full-year effect, £m"] == 600_000
    assert (worth["Approval (an idea counts nowhere)"], worth["Rating"]) == ("approved", "blue")
    assert worth["Approved start"] == "2026-04"
    assert answered["Owner, project and milestones"] == "yes"


def test_an_allocation_as_data_holds_every_method() -> None:
    (found,) = data("allocate", "exemplar", "--method", "priority_first", "--compare")
    title = "Targets by 2029/30 under each method, £m: The plan as entered, all else as it stands"
    (arts,) = (r for r in rows(found, title) if r["Service"].startswith("Arts"))
    assert arts["Priority first"] == pytest.approx(0.7e6)
    (asked,) = (
        row
        for row in rows(
            found, "What each service is asked to find, of what it controls in the base year"
        )
        if row["Service"].startswith("Arts")
    )
    # £0.7m is all that it controls, and no law asks for any of it.
    assert asked["Targets by 2029/30, £m"] == pytest.approx(700_000)
    assert any("In all 32 posts go." in sentence for sentence in found["sentences"])


def test_a_plan_without_services_gives_nobody_a_target() -> None:
    assert "lists no services" in said("allocate", "worked-example")


def test_how_a_score_comes_about_is_data() -> None:
    """Leisure has graded itself 3 where others gave it 1, and somebody settled which it is."""
    (found,) = data("allocate", "exemplar")
    grades = {row["Grade"]: row for row in rows(found, "How services are graded")}
    both = grades["leisure_well_longer"]
    assert [both[head] for head in ("By itself", "By others", "Agreed")] == [3, 1, 1]
    assert both["Settled by"] == "Chief executive"
    assert grades["children_safe_children"]["By itself"] == ""
    (weight, *_) = rows(found, "Priorities, and what they weigh")
    assert (weight["By members"], weight["By residents"]) == (0.35, 0.3)
