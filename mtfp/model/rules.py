"""Golden rules: what the council says of each, from which years, and when one is waived.

A rule is one of a shipped set, known by its id; the register says only what differs from what
is shipped. No rule of any named council is among them: the set is this model's own.
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis
from mtfp.model.owners import owner

RULES = (
    "GR01", "GR02", "GR03", "GR04", "GR05", "GR06", "GR07", "GR08", "GR09", "GR10", "GR11",
    "GR12", "GR13", "GR14A", "GR14B", "GR15", "GR16", "GR17", "GR18", "GR19", "GR20",
)  # fmt: skip
SEVERITIES = ("block", "warn", "inform")
RULE = Axis("rule", "golden rule", "rules", ids=RULES)

rule_on = detail(
    "In use", per=RULE, words=("yes", "no"),
    sentence="no if the council does not hold itself to the rule; yes unless said.",
)  # fmt: skip
rule_severity = detail(
    "Severity", per=RULE, words=SEVERITIES,
    sentence="block: a plan that breaks it is not fit to be set as a budget; warn: members are "
    "told; inform: it is shown.",
)  # fmt: skip
rule_from = detail(
    "First year", per=RULE, a_year=True,
    sentence="The first year that is held to the rule, such as 2027/28, in place of those shipped.",
)  # fmt: skip
rule_to = detail(
    "Last year", per=RULE, a_year=True,
    sentence="The last year that is held to the rule.",
)  # fmt: skip
rule_statement = detail(
    "Statement", per=RULE,
    sentence="The rule in the council's own words, in place of those shipped.",
)  # fmt: skip
rule_purpose = detail(
    "Purpose", per=RULE,
    sentence="What the rule is for, in the council's own words.",
)  # fmt: skip
OF_A_WAIVER = ("waived_because", "waived_by", "waived_on", "waiver_ends")
rule_waived_because = detail(
    "Why it is waived", per=RULE, needed_with=OF_A_WAIVER,
    sentence="Why the rule may be broken for a time; a waiver needs all four of its columns.",
)  # fmt: skip
rule_waived_by = detail(
    "Who waived it", per=RULE, role=True, needed_with=OF_A_WAIVER,
    sentence="The body or role that waived the rule, such as Full council; never a person's name.",
)  # fmt: skip
rule_waived_on = detail(
    "Day of the waiver", per=RULE, dated=True, needed_with=OF_A_WAIVER,
    sentence="The day on which it was waived.",
)  # fmt: skip
rule_waiver_ends = detail(
    "Last day of the waiver", per=RULE, dated=True, needed_with=OF_A_WAIVER,
    not_before="waived_on",
    sentence="The last day on which the waiver counts: a year that ends later is not waived.",
)  # fmt: skip
rule_owner = owner(RULE)
