"""Every figure of every shipped pack, typed a second time from what was published.

A figure that nobody has found at its source ends in a question mark here, and is not confirmed
there. The packs are compared whole: a figure more, less or other fails.
"""

import re
from collections.abc import Mapping

import pytest

from mtfp.model import MODEL
from mtfp.plan.entries import Entry
from mtfp.plan.packs import Pack, read_alone, shipped_packs
from mtfp.terms import FinancialYear

ASSUMPTIONS: Mapping[str, str] = {
    "england-statute": """
single_adult_discount, published: value 25%
disregarded_discount, published: value 50%
employer_ni_rate, published: 2023/24 13.8%; 2024/25 13.8%; 2025/26 15%; onwards 15%
employer_ni_threshold, published: 2022/23 £9,100; 2023/24 £9,100; 2024/25 £9,100; 2025/26 £5,000;
  onwards £5,000
redundancy_weekly_cap, published: 2025/26 £719; 2026/27 £751; onwards £751?
receipts_flexibility, published: 2025/26 yes; 2026/27 yes; 2027/28 yes; 2028/29 yes; 2029/30 yes;
  onwards no
""",
    "green-book": """
discount_rate_first, published: value 3.5%
discount_years_first, published: value 30
discount_rate_second, published: value 3.0%
discount_years_second, published: value 75
discount_rate_third, published: value 2.5%
""",
    "england-2025-26": """
referendum_core_limit, published: 2025/26 3%; onwards 3%?
referendum_asc_limit, published: 2025/26 2%; onwards 2%?
referendum_cash_limit, published: 2025/26 £5; onwards £5?
safety_net_share, published: 2025/26 92.5%; onwards 92.5%?
levy_cap, published: 2025/26 50%; onwards 50%?
""",
    "england-2026-27": """
referendum_core_limit, published: 2025/26 3%; 2026/27 3%; 2027/28 3%?; 2028/29 3%?; onwards 3%?
referendum_asc_limit, published: 2025/26 2%; 2026/27 2%; 2027/28 2%?; 2028/29 2%?; onwards 2%?
referendum_cash_limit, published: 2025/26 £5; onwards £5?
safety_net_share, published: 2025/26 92.5%; onwards 92.5%?
levy_cap, published: 2025/26 50%; onwards 50%?
rsg_new_share, published: 2025/26 0%; 2026/27 33.3333333333%; 2027/28 66.6666666667%; 2028/29
  100%; onwards 100%
rates_reset, published: 2025/26 no; 2026/27 yes; onwards no
dsg_override, published: 2025/26 in_force; 2026/27 in_force; 2027/28 in_force; onwards ended
""",
    "england-history": """
referendum_core_limit, published: 2012/13 3.5%; 2013/14 2.01%; 2014/15 2%; 2015/16 2%; 2016/17 2%;
  2017/18 2%; 2018/19 3%; 2019/20 3%; 2020/21 2%; 2021/22 2%; 2022/23 2%?; 2023/24 3%; 2024/25 3%;
  2025/26 3%
referendum_asc_limit, published: 2012/13 0%; 2013/14 0%; 2014/15 0%; 2015/16 0%; 2016/17 2%;
  2017/18 3%; 2018/19 3%; 2019/20 3%?; 2020/21 2%; 2021/22 3%; 2022/23 1%?; 2023/24 2%; 2024/25
  2%; 2025/26 2%
referendum_cash_limit, published: 2012/13 £0; 2013/14 £5?; 2014/15 £0?; 2015/16 £0?; 2016/17 £5?;
  2017/18 £5; 2018/19 £5; 2019/20 £5; 2020/21 £5; 2021/22 £5; 2022/23 £5?; 2023/24 £5; 2024/25
  £5?; 2025/26 £5
safety_net_share, published: 2013/14 92.5%; 2014/15 92.5%; 2015/16 92.5%; 2016/17 92.5%; 2017/18
  92.5%; 2018/19 92.5%; 2019/20 92.5%; 2020/21 92.5%; 2021/22 92.5%; 2022/23 92.5%; 2023/24 92.5%;
  2024/25 92.5%; 2025/26 92.5%
levy_cap, published: 2013/14 50%; 2014/15 50%; 2015/16 50%; 2016/17 50%; 2017/18 50%; 2018/19 50%;
  2019/20 50%; 2020/21 50%; 2021/22 50%; 2022/23 50%; 2023/24 50%; 2024/25 50%; 2025/26 50%
""",
    "obr-2026-03": """
september_cpi, forecast: 2025/26 1.7%; 2026/27 3.8%; 2027/28 2.3%?; onwards 2.0%?
baselines_uprating, forecast: 2025/26 1.7%?; 2026/27 3.8%?; 2027/28 2.3%?; onwards 2.0%?
""",
}
"""A row for each input or series: its name and basis, and its figures by year."""
SERIES: Mapping[str, str] = {
    "england-history": """
njc_pay_award, published: 2013/14 1.0%?; 2014/15 2.2% from January 2015, for two years?; 2015/16
  in the award of 2014/15?; 2016/17 1.0%?; 2017/18 1.0%?; 2018/19 2.0%, more on low points;
  2019/20 2.0%, more on low points; 2020/21 2.75%; 2021/22 1.75%; 2022/23 £1,925 flat; 2023/24
  £1,925 on points 2 to 43, 3.88% above; 2024/25 £1,290 on points 2 to 43, 2.5% above?; 2025/26
  3.2%
national_living_wage, published: 2016/17 £7.20; 2017/18 £7.50; 2018/19 £7.83; 2019/20 £8.21;
  2020/21 £8.72; 2021/22 £8.91; 2022/23 £9.50; 2023/24 £10.42; 2024/25 £11.44; 2025/26 £12.21;
  2026/27 £12.71
september_cpi, published: 2013/14 2.2%?; 2014/15 2.7%?; 2015/16 1.2%?; 2016/17 -0.1%?; 2017/18
  1.0%?; 2018/19 3.0%?; 2019/20 2.4%?; 2020/21 1.7%?; 2021/22 0.5%?; 2022/23 3.1%?; 2023/24 10.1%;
  2024/25 6.7%?; 2025/26 1.7%; 2026/27 3.8%
small_multiplier, published: 2022/23 49.9; 2023/24 49.9; 2024/25 49.9; 2025/26 49.9; 2026/27 43.2,
  and 38.2 for retail, hospitality and leisure
standard_multiplier, published: 2022/23 51.2; 2023/24 51.2; 2024/25 54.6; 2025/26 55.5; 2026/27
  48.0, 43.0 for retail, hospitality and leisure, 50.8 from £500,000 of rateable value
council_tax_freeze_grant, published: 2011/12 2.5%, for four years; 2012/13 2.5%, for one year;
  2013/14 1%, for two years; 2014/15 1%; 2015/16 1%
""",
    "obr-2026-03": """
cpi_forecast, forecast: 2025/26 3.4%?; 2026/27 2.3%?; 2027/28 2.0%?; 2028/29 2.0%?
""",
}
LATE = FinancialYear(2090)


def pack_of(name: str) -> Pack:
    pack, problems = read_alone(shipped_packs()[name], MODEL)
    assert pack
    assert not problems
    return pack


Figures = dict[str, tuple[str, bool]]
"""Each figure by the word before it, as typed, and whether it is confirmed."""


def typed(text: str) -> dict[str, tuple[str, Figures]]:
    """The rows of a table, each with its basis and its figures."""
    rows = {}
    for row in re.split(r"\n(?! )", text.strip()):
        found = re.fullmatch(r"(\w+), (\w+): (.*)", row, re.DOTALL)
        assert found, row
        name, basis, said = found.groups()
        parts = (part.partition(" ") for part in " ".join(said.split()).split("; "))
        figures = {when: (one.removesuffix("?"), not one.endswith("?")) for when, _, one in parts}
        rows[name] = basis, figures
    return rows


def amount(name: str, text: str) -> float:
    """A figure as the model takes it."""
    if text in MODEL.inputs[name].choices:
        return MODEL.inputs[name].choices[text]
    number = float(re.sub("[£,%]", "", text))
    return round(number / 100 if text.endswith("%") else number, 12)


def held(entry: Entry) -> dict[str, tuple[float, bool]]:
    """What a pack's entry holds, shaped as the table's."""
    found = {
        str(year): (round(figure, 12), entry.confirmation.of(year))
        for year, figure in entry.by_year.items()
    }
    if entry.rest is not None:
        when = "onwards" if entry.onwards else "every_year" if entry.given.yearly else "value"
        found[when] = round(entry.rest, 12), entry.confirmation.of(LATE)
    return found


@pytest.mark.parametrize("name", shipped_packs())
def test_a_pack_holds_these_assumptions_and_no_others(name: str) -> None:
    found = {of: (entry.origin.basis, held(entry)) for of, entry in pack_of(name).entries.items()}
    assert found == {
        of: (basis, {when: (amount(of, said), sure) for when, (said, sure) in figures.items()})
        for of, (basis, figures) in typed(ASSUMPTIONS[name]).items()
    }


@pytest.mark.parametrize("name", shipped_packs())
def test_a_pack_holds_these_series_and_no_others(name: str) -> None:
    found = {
        one.name: (
            one.origin.basis,
            {str(y): (said, one.origin.confirmed_in(y)) for y, said in one.figures.items()},
        )
        for one in pack_of(name).series
    }
    assert found == (typed(SERIES[name]) if name in SERIES else {})


@pytest.mark.parametrize("what", ["rate", "threshold"])
def test_national_insurance_where_a_plan_says_nothing_is_the_law_s(what: str) -> None:
    """The same figure stands in the model, for plans that name no pack."""
    law = pack_of("england-statute").entries[f"employer_ni_{what}"]
    for name in (f"employer_ni_{what}", f"base_employer_ni_{what}"):
        assert MODEL.inputs[name].if_absent == law.figure(LATE)


def test_discount_rates_where_a_plan_says_nothing_are_the_green_book_s() -> None:
    for name, entry in pack_of("green-book").entries.items():
        assert MODEL.inputs[name].if_absent == entry.figure(LATE)


def test_limits_of_the_retention_scheme_where_a_plan_says_nothing() -> None:
    """92.5% and 50p in the pound, by the regulations of 2013."""
    assert MODEL.inputs["safety_net_share"].if_absent == 0.925
    assert MODEL.inputs["levy_cap"].if_absent == 0.5
