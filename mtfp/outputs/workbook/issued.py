"""The run that a workbook is made from, and what every sheet says of it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mtfp.analysis.doubts import doubts
from mtfp.analysis.findings import Findings, findings
from mtfp.analysis.trust import Trust
from mtfp.outputs.record import fingerprint
from mtfp.outputs.standing import stage_and_edition
from mtfp.outputs.workbook.sheets import (
    LABEL,
    TITLE,
    UNDER_TITLE,
    UNDER_WATERMARK,
    Sheet,
    printable,
)
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario, told_apart
from mtfp.results import Results

WIDTH = 125
"""Letters in a line of a sentence, which goes on over the columns beside it."""


@dataclass(frozen=True)
class Issued:
    """A run of some scenarios of the plan `entered`, one of them chosen as the file is opened."""

    results: Results
    scenarios: Sequence[Scenario]
    entered: Plan
    files: Mapping[str, str]
    chosen: int = 0

    @cached_property
    def workings(self) -> Workings:
        """The arithmetic that every other sheet shows."""
        return Workings(self.results, self.scenarios, self.entered, self.chosen)

    @cached_property
    def trusts(self) -> list[Trust]:
        """What the figures of each scenario rest on."""
        return [Trust.of(self.results, one) for one in self.scenarios]

    @cached_property
    def findings(self) -> list[Findings]:
        """What each scenario shows, in sentences."""
        return [findings(self.results, trust, case) for case, trust in enumerate(self.trusts)]

    @cached_property
    def as_entered(self) -> int:
        """The scenario that changes nothing; the one chosen, where the run is without it."""
        cases = (case for case, one in enumerate(self.scenarios) if not one.effects)
        return next(cases, self.chosen)

    @property
    def told(self) -> Findings:
        """The sentences of the plan as entered."""
        return self.findings[self.as_entered]

    @cached_property
    def notes(self) -> list[str]:
        """What is lawful but suspicious in it, each with its code."""
        return [f"{note.what} [{note.code}]" for note in doubts(self.results, self.scenarios)]

    @cached_property
    def titles(self) -> list[str]:
        """The scenarios' titles, each one alone: by them one is chosen from the list."""
        plain = [replace(one, title=printable(one.title)) for one in self.scenarios]
        return [one.title for one in told_apart(plain)]

    @cached_property
    def stamp(self) -> str:
        """The stage, the edition and the fingerprint, by which a file is known."""
        mark = fingerprint(self.results, dict(self.files))
        return f"{stage_and_edition(self.entered)}, fingerprint {mark}"

    def say(self, sheet: Sheet, sentences: Sequence[str]) -> None:
        """Put sentences below what is there, with the scenario that they are of."""
        told = [text for text in dict.fromkeys(sentences) if text]
        if not told:
            return
        which = f"As issued, of ‘{self.titles[self.as_entered]}’: these sentences do not change."
        sheet.put(sheet.next_row, LABEL, which, "quiet")
        for text in told:
            for line in textwrap.wrap(text, WIDTH):
                sheet.put(sheet.next_row, LABEL, line, "told line")

    @property
    def footer(self) -> str:
        """What stands at the foot of every printed page."""
        return ". ".join(part for part in (self.stamp, self.entered.watermark) if part)

    def head(self, sheet: Sheet, *, live: bool = False) -> Sheet:
        """Put the sheet's title, the watermark and, on a live sheet, the scenario chosen."""
        sheet.put(TITLE, LABEL, sheet.heading, "title")
        watermark = self.entered.watermark or self.entered.title
        sheet.put(UNDER_TITLE, LABEL, f"{watermark}. {self.stamp}.", "warning")
        if live:
            formula = f'="Scenario: "&{self.workings.selector()}'
            said = f"Scenario: {self.titles[self.chosen]}"
            sheet.work(UNDER_WATERMARK, LABEL, formula, said, "scenario")
        return sheet
