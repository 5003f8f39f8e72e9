"""Financial years, and figures as people read them."""

import pytest

from mtfp.terms import (
    DWELLINGS,
    GBP,
    GBP_PER_DWELLING,
    MONTHS,
    NUMBER,
    PERCENT,
    POINTS,
    YES_OR_NO,
    FinancialYear,
    Unit,
    month_of,
    plain_number,
    show,
    show_in_table,
    show_millions,
    show_worked,
)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026/27", 2026),
        ("1999/00", 1999),
        ("2008/09", 2008),
        ("2099/00", 2099),
        ("  2026/27 ", 2026),
    ],
)
def test_a_year_is_read_and_written_alike(text: str, start: int) -> None:
    year = FinancialYear.parse(text)
    assert year == FinancialYear(start)
    assert str(year) == text.strip()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025/27", "'2025/27' does not join up; did you mean 2025/26?"),
        ("2099/99", "'2099/99' does not join up; did you mean 2099/00?"),
        ("2026/26", "'2026/26' does not join up; did you mean 2026/27?"),
        ("2026-27", "'2026-27' is not a financial year; write it like 2026/27"),
        ("2026/2027", "'2026/2027' is not a financial year; write it like 2026/27"),
        ("2026", "'2026' is not a financial year; write it like 2026/27"),
        ("26/27", "'26/27' is not a financial year; write it like 2026/27"),
        ("", "'' is not a financial year; write it like 2026/27"),
    ],
)
def test_what_is_not_a_year_is_refused_with_what_is(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the message is compared whole
        FinancialYear.parse(text)
    assert str(refused.value) == message


def test_years_are_counted_from_one_another() -> None:
    base = FinancialYear.parse("2098/99")
    assert str(base + 1) == "2099/00"
    assert str(base + 2) == "2100/01"
    assert (base + 5) - base == 5
    assert base < base + 1


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1_234.56, GBP, "£1,234.56"),
        (1_234.5, GBP, "£1,234.50"),
        (12_000_000.0, GBP, "£12,000,000"),
        (-1_234.56, GBP, "(£1,234.56)"),
        (-12_000.0, GBP, "(£12,000)"),
        (0.0, GBP, "£0"),
        (-0.0, GBP, "£0"),
        (-0.004, GBP, "£0"),
        (1_800.0, GBP_PER_DWELLING, "£1,800.00"),
        (1_984.13, GBP_PER_DWELLING, "£1,984.13"),
        (-0.5, GBP_PER_DWELLING, "(£0.50)"),
        (-0.0, GBP_PER_DWELLING, "£0.00"),
        (0.0299, PERCENT, "2.99%"),
        (0.03, PERCENT, "3.00%"),
        (-0.015, PERCENT, "-1.50%"),
        (0.0, PERCENT, "0.00%"),
        (0.012345, PERCENT, "1.2345%"),
        (1.0, PERCENT, "100.00%"),
        (12.5, PERCENT, "1,250.00%"),
        (0.01, POINTS, "1.0pp"),
        (-0.0025, POINTS, "-0.25pp"),
        (61_206.0, DWELLINGS, "61,206"),
        (61_818.06, DWELLINGS, "61,818.06"),
        (6.0, MONTHS, "6"),
        (1.5, NUMBER, "1.5"),
        (1e-9, NUMBER, "0"),
        (-5.0, NUMBER, "-5"),
    ],
)
def test_show(value: float, unit: Unit, text: str) -> None:
    assert show(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (-0.0, PERCENT, "0.00%"),
        (-1e-10, PERCENT, "0.00%"),
        (-0.0, POINTS, "0.0pp"),
        (-0.0, NUMBER, "0"),
        (-1e-9, DWELLINGS, "0"),
    ],
)
def test_there_is_no_negative_nought(value: float, unit: Unit, text: str) -> None:
    assert show(value, unit) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (show(0.125, GBP), "£0.13"),
        (show(2.675, GBP), "£2.68"),
        (show(16_099_999.99999997, GBP), "£16,100,000"),
        (show(1.005, GBP_PER_DWELLING), "£1.01"),
    ],
)
def test_halves_are_shown_as_a_spreadsheet_shows_them(shown: str, text: str) -> None:
    assert shown == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12_750_000, 3, "12.750"),
        (-600_000, 3, "(0.600)"),
        (1_234_567_890, 1, "1,234.6"),
        (-1_234_567_890, 0, "(1,235)"),
        (0, 3, "-"),
        (-0.0, 3, "-"),
        (499, 3, "-"),
        (-499, 3, "-"),
        (40_000, 1, "-"),
        (60_000, 1, "0.1"),
        (4_500, 3, "0.005"),
        (1_250_000, 1, "1.3"),
        (-1_250_000, 1, "(1.3)"),
    ],
)
def test_show_millions(value: float, decimals: int, text: str) -> None:
    assert show_millions(value, decimals) == text


def test_millions_have_three_decimals_unless_told() -> None:
    assert show_millions(15_632_298.99) == "15.632"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (12.0, "12"),
        (-600_000.0, "-600000"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "1e-07"),
        (1e22, "1e+22"),
        (123_456_789.01, "123456789.01"),
    ],
)
def test_a_plain_number_reads_back_to_the_same_number(value: float, text: str) -> None:
    assert plain_number(value) == text
    assert float(text) == value


def test_a_plain_negative_nought_is_still_a_nought() -> None:
    assert float(plain_number(-0.0)) == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.02993718, "2.99%"),
        (0.035, "3.50%"),
        (0.04998, "4.998%"),
        (0.0499973, "4.9997%"),
        (0.00001, "0.001%"),
        (-0.0123456, "-1.23%"),
        (0.0, "0.00%"),
    ],
)
def test_a_worked_percentage_is_never_shown_rounder_than_it_is(value: float, text: str) -> None:
    assert show_worked(value, PERCENT) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.1618, "16.18%"), (0.13097, "13.10%"), (0.08696, "8.70%"), (0, "0.00%")]
)
def test_percentages_of_a_table_have_two_decimals_each(value: float, text: str) -> None:
    assert show_in_table(value, PERCENT) == text


def test_a_month_is_told_as_it_is_typed() -> None:
    first = FinancialYear(2026)
    assert [month_of(months, first) for months in (0, 8, 9, 18, -1)] == [
        "2026-04", "2026-12", "2027-01", "2027-10", "2026-03",
    ]  # fmt: skip
    assert month_of(2.5, first) == "2.5 months from April 2026"


@pytest.mark.parametrize(("value", "text"), [(1.0, "yes"), (0.0, "no"), (0.5, "0.5")])
def test_a_finding_is_yes_or_no(value: float, text: str) -> None:
    assert show(value, YES_OR_NO) == text
