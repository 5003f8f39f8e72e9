"""The catalogue of problems: a code for each kind of mistake, and what it means.

A code stands for what a person has to understand, not for the place in the program that
says it. `E` is a mistake, and nothing is worked until it is mended; `W` is lawful but
suspicious, and stops nothing. Codes are public: one that is no longer used is never given
to another mistake.
"""

from __future__ import annotations

from mtfp.codes.allocation import ALLOCATION, ALLOCATION_DOUBTS
from mtfp.codes.authoring import AUTHORING
from mtfp.codes.capital import CAPITAL_DOUBTS, LATER_CAPITAL_DOUBTS
from mtfp.codes.doubts import DOUBTS
from mtfp.codes.entry import Entry
from mtfp.codes.figures import FIGURES, LAWFUL
from mtfp.codes.files import FILES
from mtfp.codes.investments import INVESTMENT_DOUBTS
from mtfp.codes.ledger import LEDGER
from mtfp.codes.packs import PACK_DOUBTS
from mtfp.codes.plan import PLAN
from mtfp.codes.rates import RATES_DOUBTS
from mtfp.codes.registers import REGISTERS
from mtfp.codes.reserves import RESERVES, RESERVES_DOUBTS
from mtfp.codes.rules import RULES, RULES_DOUBTS
from mtfp.codes.savings import SAVINGS, SAVINGS_DOUBTS
from mtfp.codes.scenarios import SCENARIOS
from mtfp.codes.tax import TAX_DOUBTS
from mtfp.codes.work import WORK

__all__ = ["CODES", "FAMILIES", "Entry", "family", "nearest_code"]

FAMILIES = {
    "E1": "Files and YAML",
    "E2": "plan.yaml",
    "E3": "Registers",
    "E4": "Figures",
    "E5": "Scenarios",
    "E6": "What a figure may be",
    "E7": "Finding plans and writing reports",
    "E8": "Writing files, and taking them back",
    "E9": "The ledger",
    "W1": "Lawful, but suspicious",
    "W2": "Lawful, but suspicious, in rules and targets",
}
"""What the codes of each hundred are about, by their first two signs."""

CODES = {
    entry.code: entry
    for entry in (
        *FILES,
        *PLAN,
        *REGISTERS,
        *FIGURES,
        *SCENARIOS,
        *LAWFUL,
        *SAVINGS,
        *RESERVES,
        *ALLOCATION,
        *RULES,
        *WORK,
        *AUTHORING,
        *LEDGER,
        *DOUBTS,
        *CAPITAL_DOUBTS,
        *RATES_DOUBTS,
        *LATER_CAPITAL_DOUBTS,
        *TAX_DOUBTS,
        *PACK_DOUBTS,
        *SAVINGS_DOUBTS,
        *RESERVES_DOUBTS,
        *INVESTMENT_DOUBTS,
        *RULES_DOUBTS,
        *ALLOCATION_DOUBTS,
    )
}
"""Every code, in the order of their families."""


def family(code: str) -> str:
    """What the code's family is about."""
    return FAMILIES[code[:2]]


def nearest_code(asked: str) -> str:
    """The code that is most like what was asked for; of several, the nearest of its own family."""
    from difflib import SequenceMatcher

    number = int("".join(sign for sign in asked if sign in "0123456789")[:3] or 0)

    def unlike(code: str) -> tuple[bool, float, bool, int]:
        alike = SequenceMatcher(None, asked, code).ratio()
        return (
            code[0] != asked[:1],
            -alike,
            code[1] != asked[1:2],
            abs(int(code[1:]) - number),
        )

    return min(CODES, key=unlike)
