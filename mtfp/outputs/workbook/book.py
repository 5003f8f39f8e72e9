"""The whole workbook of a run, from its sheets to its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mtfp.outputs.workbook.about import read_me, sources
from mtfp.outputs.workbook.as_issued import AsIssued
from mtfp.outputs.workbook.checks import ChecksSheet
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.listed import listing_sheets
from mtfp.outputs.workbook.places import SUMMARY
from mtfp.outputs.workbook.scenarios import ScenariosSheet
from mtfp.outputs.workbook.sheets import Sheet
from mtfp.outputs.workbook.shown import tables_of
from mtfp.outputs.workbook.summary import summary
from mtfp.outputs.workbook.writing import sealed
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results


def workbook(
    results: Results, scenarios: Sequence[Scenario], entered: Plan, files: Mapping[str, str]
) -> bytes:
    """The workbook's file: a run of scenarios of the plan as entered, the first one chosen."""
    issued = Issued(results, scenarios, entered, files)
    edition = date.fromisoformat(entered.edition) if entered.edition else None
    subject = entered.watermark or entered.title
    return sealed(
        sheets_of(issued), edition, entered.title, subject, issued.footer, sheet_to_open=SUMMARY
    )


def sheets_of(issued: Issued) -> list[Sheet]:
    """Every sheet, in the order in which they are read."""
    tables = tables_of(issued)
    compared = ScenariosSheet(issued)
    assumptions, *arithmetic = issued.workings.sheets()
    issued.head(assumptions)
    for sheet in arithmetic:
        issued.head(sheet, live=True)
    as_issued = AsIssued(issued, assumptions)
    as_issued.mark_changes()
    checks = ChecksSheet(issued, tables, compared, as_issued)
    sheets = [
        summary(issued, as_issued, checks),
        compared.sheet,
        *(table.sheet for table in tables),
        *listing_sheets(issued),
        assumptions,
        *arithmetic,
        checks.sheet,
        as_issued.sheet,
        sources(issued),
    ]
    return [read_me(issued, sheets), *sheets]
