"""The guide to inputs is held to the model: every column is there, and none that is not."""

import re

import pytest

from mtfp.algebra.expressions import Axis
from mtfp.model import MODEL
from mtfp.plan.codings import read_codes
from mtfp.plan.facts import as_kept
from mtfp.plan.gathering import SAID_OF_FIGURES, Years
from mtfp.plan.header import Header
from mtfp.plan.headings import Columns, column_of
from mtfp.plan.heads import entries_of, must_be_given
from mtfp.plan.ledger import GROUPS
from mtfp.plan.mappings import COLUMNS, MAY_SAY, MUST_SAY
from mtfp.plan.plan import BASES
from mtfp.plan.typed import pounds_and_pence, read_figure
from mtfp.terms import FinancialYear
from tests.conftest import ROOT

GUIDE = (ROOT / "inputs/README.md").read_text(encoding="utf-8")
FIRST = FinancialYear(2026)
EVERY = ("id", "title", "owner", *SAID_OF_FIGURES)


def table(heading: str) -> dict[str, tuple[str, str, str]]:
    """The rows of the table under a heading: what a column is, must or may, and an example."""
    (section,) = re.findall(
        rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL
    )
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]
    found = {
        row[0].strip("`"): (row[1], row[2].replace("`", ""), row[3].strip("`")) for row in rows
    }
    assert len(found) == len(rows)
    return found


def columns(axis: Axis) -> Columns:
    return Columns(axis, MODEL, Years(FIRST, 1))


REGISTERS = list(MODEL.registers.values())


@pytest.mark.parametrize("axis", REGISTERS, ids=str)
def test_every_column_is_documented_and_none_invented(axis: Axis) -> None:
    known = columns(axis).known()
    assert set(EVERY) <= set(known)
    assert list(table("every register")) == list(EVERY)
    assert table(axis.many).keys() == set(known) - set(EVERY)


@pytest.mark.parametrize("axis", REGISTERS, ids=str)
def test_what_must_be_given_is_so(axis: Axis) -> None:
    rows, told = table(axis.many), columns(axis)
    for given in told.inputs:
        for column in told.of(given):
            needed = {"": "may", "amount": "with amounts"}.get(
                given.needed_with, f"with {given.needed_with}"
            )
            assert rows[column][1] == ("must" if given.if_absent is None else needed), column
    for group in told.groups:
        assert rows[group][1] == "must"
    for group in told.optional_groups:
        assert rows[group][1] == "may"
    for detail in told.details:
        if column_of(detail) != "owner":
            assert rows[column_of(detail)][1] == ("must" if detail.needed else "may")


@pytest.mark.parametrize("axis", REGISTERS, ids=str)
def test_every_example_is_read_and_every_word_listed(axis: Axis) -> None:
    rows, told = table(axis.many), columns(axis)
    for given in told.inputs:
        for column in told.of(given):
            what, _, example = rows[column]
            read_figure(example, given, FIRST)
            if set(given.choices) - {"yes", "no"}:
                assert set(given.choices) <= set(re.findall(r"`(\w+)`", what)), column
    for detail in told.details:
        if column_of(detail) != "owner":
            what, _, example = rows[column_of(detail)]
            assert as_kept(example, detail) == example
            assert set(detail.words) <= set(re.findall(r"`(\w+)`", what))


def test_the_head_of_a_plan_is_documented() -> None:
    rows = table("plan.yaml")
    assert rows.keys() == entries_of(Header).keys()
    for name, field in entries_of(Header).items():
        assert rows[name][1] == ("must" if must_be_given(field) else "may")


def test_the_mapping_of_a_ledger_is_documented() -> None:
    rows = table("ledger.yaml")
    assert rows.keys() == {*MUST_SAY, *MAY_SAY}
    assert {name for name, (_, must, _) in rows.items() if must == "must"} == set(MUST_SAY)
    assert set(COLUMNS) <= set(re.findall(r"`(\w+)`", rows["columns"][0]))
    (section,) = re.findall(r"The groups are (.*?)\.\n", GUIDE, re.DOTALL)
    assert tuple(re.findall(r"`(\w+)`", section)) == GROUPS


def test_every_way_of_writing_codes_and_credits_is_read() -> None:
    codes, amounts = re.findall(
        r"^(?:Codes are|Amounts are).*?(?=\n\n)", GUIDE, re.MULTILINE | re.DOTALL
    )
    examples = re.findall(r"`([^`]*[0-9*][^`]*)`", codes)
    assert [read_codes(text).text for text in examples] == examples
    assert len(examples) == 4
    read = [pounds_and_pence(text) for text in re.findall(r"`([^`]*)`", amounts)]
    assert read == [1500, -1500, -1500, -1500]


def test_the_bases_are_listed() -> None:
    (listed,) = re.findall(r"`basis`: ([^)]*)\)", " ".join(GUIDE.split()))
    assert tuple(re.split(r", | or ", listed)) == BASES
