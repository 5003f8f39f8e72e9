"""What a scenario's figures rest on: which cannot be said, and how far the rest is known."""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.analysis.basis import Bases
from mtfp.analysis.blanks import Blanks
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results


@dataclass(frozen=True)
class Trust:
    """The blanks and the bases of one scenario's figures."""

    blanks: Blanks
    bases: Bases

    @classmethod
    def of(cls, results: Results, scenario: Scenario) -> Trust:
        """What is known of one scenario of a run."""
        return cls(Blanks(results.book, scenario.plan), Bases(results.book, scenario))
