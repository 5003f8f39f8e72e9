"""Decisions: what was decided about the plan, when, by whom and why.

They are the record, not the arithmetic: what a decision changes is an assumption, a row of
a register or a scenario.
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis
from mtfp.model.owners import owner
from mtfp.model.rules import RULE
from mtfp.model.savings_register import SAVING

DECISION = Axis("decision", "decision", "decisions")

decision_date = detail(
    "Day of the decision", per=DECISION, dated=True, needed=True,
    sentence="The day on which it was decided.",
)  # fmt: skip
decision_role = detail(
    "Who decided", per=DECISION, role=True, needed=True,
    sentence="The body or role that decided, such as Full council; never a person's name.",
)  # fmt: skip
decision_reason = detail(
    "Why", per=DECISION,
    sentence="Why it was decided so, and what else was weighed.",
)  # fmt: skip
decision_saving = detail(
    "Savings decided on", per=DECISION, refers_to=SAVING, several=True,
    sentence="The saving that it lets begin, or several with ; between.",
)  # fmt: skip
decision_cites = detail(
    "Golden rules cited", per=DECISION, refers_to=RULE, several=True,
    sentence="The golden rule that it rests on, answers to or waives, such as GR04, or several "
    "with ; between.",
)  # fmt: skip
decision_owner = owner(DECISION)
