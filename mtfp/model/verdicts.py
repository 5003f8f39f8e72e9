"""The verdict of each golden rule in each year, before any waiver: one line for a rule.

A rule is broken where its deciding number is no less than half of what is counted in, and not
applicable where the number by which it applies is nought.
"""

from mtfp.algebra.expressions import Expression, Line, Number, line, where
from mtfp.algebra.lines import Family
from mtfp.model.rule_set import RULE_SET, Rule
from mtfp.terms import NUMBER

NOT_APPLICABLE, KEPT, BROKEN = 0, 1, 2
"""What the figure of a verdict stands for."""
_BROKEN = Number(BROKEN, NUMBER)


def verdict_on(rule: Rule) -> Line:
    """Kept, broken or not applicable."""
    least = Number(rule.least, rule.decides.unit)
    found: Expression = where(rule.decides >= least, _BROKEN, KEPT)
    if rule.applies is not None:
        found = where(rule.applies > 0, found, NOT_APPLICABLE)
    return line(
        f"{rule.id}: {rule.statement}", NUMBER, found,
        sentence="2 if the rule is broken, 1 if it is kept, 0 if there is nothing to hold to it; "
        "waivers are not counted.",
    )  # fmt: skip


verdict = Family({f"_{rule.id.lower()}": verdict_on(rule) for rule in RULE_SET})


def verdict_of(rule: Rule) -> Line:
    """The line that holds a rule's verdict."""
    return verdict[f"_{rule.id.lower()}"]
