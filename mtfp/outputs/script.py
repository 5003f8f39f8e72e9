"""What the page's script is given: the plan as plain lists, ready for `work(plan)`."""

from __future__ import annotations

from typing import Any

from mtfp.algebra.lines import LineBook
from mtfp.plan.plan import Plan


def script_data(book: LineBook, plan: Plan) -> dict[str, Any]:
    """The plan as the JavaScript rendering takes it; group numbers are counted from 1."""
    return {
        "years": plan.years,
        "sizes": dict(plan.layout.sizes),
        "groups": {f"{a}_{g}": [m + 1 for m in members] for a, g, members in plan.layout.groups},
        "yearly": {name: given.yearly for name, given in book.inputs.items()},
        "inputs": {name: plan.figures[name].tolist() for name in book.inputs},
    }
