"""The run record: which inputs and which model gave these figures."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from math import isnan
from typing import Any

import numpy as np

from mtfp import __version__
from mtfp.algebra.javascript import program
from mtfp.analysis.basis import ILLUSTRATIVE, illustrative_share, typed_by_basis
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results


def model_digest(results: Results) -> str:
    """The SHA-256 of the model's arithmetic, as its script spells it out."""
    return sha256(program(results.book).encode()).hexdigest()


def fingerprint(results: Results, files: dict[str, str]) -> str:
    """Eight characters that change if any input, line of the model or scenario asked for does."""
    said = json.dumps([model_digest(results), sorted(files.items()), results.cases.labels])
    return sha256(said.encode()).hexdigest()[:8]


def run_record(
    results: Results, scenarios: list[Scenario], entered: Plan, files: dict[str, str]
) -> dict[str, Any]:
    """What ran, on what, when; the only output that holds the time."""
    typed = typed_by_basis(results.book, entered)
    return {
        "plan": entered.name,
        "title": entered.title,
        "edition": entered.edition,
        "stage": entered.stage,
        "firm_years": entered.firm_years,
        "watermark": entered.watermark,
        "fingerprint": fingerprint(results, files),
        "illustrative_share": round(illustrative_share(results.book, entered), 4),
        "illustrative_figures": typed[ILLUSTRATIVE].figures,
        "figures": sum(one.figures for one in typed.values()),
        "scenarios": {
            one.name: {
                "title": one.title,
                "why": one.why,
                "changes": [
                    {
                        "input": change.given.name,
                        "item": change.item,
                        "before": _figures(change.before),
                        "after": _figures(change.after),
                        "layer": change.layer,
                        "place": str(change.place),
                    }
                    for change in one.changes
                ],
            }
            for one in scenarios
        },
        "packs": [
            {"pack": one.name, "as_known_on": one.as_known_on, "review_by": one.review_by}
            for one in entered.packs
        ],
        "inputs": files,
        "model": model_digest(results),
        "mtfp": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def record_json(
    results: Results, scenarios: list[Scenario], entered: Plan, files: dict[str, str]
) -> str:
    """The run record as text."""
    said = run_record(results, scenarios, entered, files)
    return json.dumps(said, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _figures(figures: Iterable[float]) -> list[float | None]:
    """Figures by year, with nothing for a year that is blank."""
    return [None if isnan(figure) else figure for figure in figures]
