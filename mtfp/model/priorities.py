"""Priorities: what the council wants most, how each service serves it, and the score it earns.

Scores inform decisions and are not decisions. A statutory duty is no part of a score where
a minimum protects it already: the law would be counted twice (rules 7.2).
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line, snapped, spread, total, total_by, where
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import CHOICE, NUMBER, PERCENT

PRIORITY = Axis("priority", "priority", "priorities")
GRADE = Axis("grade", "grade", "grades", groups=(SERVICE, PRIORITY))

priority_kind = given(
    "Kind of priority", CHOICE, per=PRIORITY, if_absent=0,
    choices={"result": 0, "attribute": 1, "governance": 2},
    sentence="result: something that the council wants for its residents; attribute: a trait of "
    "the service, such as how many rely on it; governance: what support services are judged by, "
    "as every method would gut them if they were judged by results for residents.",
)  # fmt: skip
priority_weight = given(
    "Weight that members give it", PERCENT, per=PRIORITY, if_absent=0, least=0,
    sentence="Its share among the priorities of its kind; they are scaled to sum to 100%.",
)  # fmt: skip
priority_residents_weight = given(
    "Weight that residents give it", PERCENT, per=PRIORITY, if_absent=0, least=0,
    sentence="What a consultation or a budget simulator gave it; an alternative, never mixed "
    "with members' weights.",
)  # fmt: skip
priority_owner = owner(PRIORITY)
grade_agreed = given(
    "Agreed grade", NUMBER, per=GRADE, least=0, most=4,
    sentence="How far the service serves it, as agreed after challenge: 0 not at all, 4 "
    "directly and essentially.",
)  # fmt: skip
grade_by_self = given(
    "Grade that the service gave itself", NUMBER, per=GRADE, if_absent=0, least=0, most=4,
    sentence="Kept beside the agreed grade.",
)  # fmt: skip
grade_by_peers = given(
    "Grade that other services gave it", NUMBER, per=GRADE, if_absent=0, least=0, most=4,
    sentence="Kept beside the agreed grade; two or more apart from its own is flagged.",
)  # fmt: skip
grade_owner = owner(GRADE)
grade_moderator = detail(
    "Who moderated the grade", per=GRADE, role=True,
    sentence="The role that settled the agreed grade.",
)  # fmt: skip
weights_used = given(
    "Whose weights are used", CHOICE, if_absent=0, choices={"members": 0, "residents": 1},
    decision="priorities.weights",
    sentence="members or residents; the two are shown side by side and never averaged.",
)  # fmt: skip
top_grade = given(
    "Highest grade", NUMBER, if_absent=4, least=1,
    sentence="Grades run from 0 to this.",
)  # fmt: skip
highest_score = given(
    "Highest score", NUMBER, if_absent=100, least=1,
    sentence="Scores run from 0 to this.",
)  # fmt: skip
results_share = given(
    "Share of the score that results make", PERCENT, if_absent=0.8, least=0, most=1,
    sentence="The rest comes from attributes; 80% unless the plan says otherwise, which is this "
    "model's own choice.",
)  # fmt: skip
service_score = given(
    "Score typed in", NUMBER, per=SERVICE, if_absent=0, least=0, most=100,
    sentence="The service's score out of 100, where its grades are not given.",
)  # fmt: skip

weight_in_use = line(
    "Weight in use", PERCENT,
    where(weights_used.chosen("residents"), priority_residents_weight, priority_weight),
    per=PRIORITY,
    sentence="The weight of the voice that the plan goes by.",
)  # fmt: skip
result_weight = line(
    "Weight of a result", PERCENT,
    where(priority_kind.chosen("attribute"), 0, weight_in_use), per=PRIORITY,
    sentence="Its weight if it is a result or part of governance.",
)  # fmt: skip
attribute_weight = line(
    "Weight of an attribute", PERCENT,
    where(priority_kind.chosen("attribute"), weight_in_use, 0), per=PRIORITY,
    sentence="Its weight if it is an attribute.",
)  # fmt: skip
grade_apart = line(
    "How far other services' grade is from its own", NUMBER, grade_by_peers - grade_by_self,
    per=GRADE,
    sentence="Brackets are a lower grade from others than from itself.",
)  # fmt: skip
grade_result_weight = line(
    "Result weight of the grade", PERCENT, spread(result_weight, GRADE), per=GRADE,
    sentence="The weight of the result that the grade is of.",
)  # fmt: skip
grade_attribute_weight = line(
    "Attribute weight of the grade", PERCENT, spread(attribute_weight, GRADE), per=GRADE,
    sentence="The weight of the attribute that the grade is of.",
)  # fmt: skip
grade_result_points = line(
    "Result points", PERCENT, grade_result_weight * grade_agreed / top_grade, per=GRADE,
    sentence="The weight, by how far up the scale the grade is.",
)  # fmt: skip
grade_attribute_points = line(
    "Attribute points", PERCENT, grade_attribute_weight * grade_agreed / top_grade, per=GRADE,
    sentence="The weight, by how far up the scale the grade is.",
)  # fmt: skip
outcome_weight = line(
    "Weight of a result for residents", PERCENT,
    where(priority_kind.chosen("result"), weight_in_use, 0), per=PRIORITY,
    sentence="Its weight if it is something that the council wants for its residents.",
)  # fmt: skip
governance_weight = line(
    "Weight of governance", PERCENT,
    where(priority_kind.chosen("governance"), weight_in_use, 0), per=PRIORITY,
    sentence="Its weight if it is part of governance.",
)  # fmt: skip
grade_outcome_weight = line(
    "Weight of the result for residents of the grade", PERCENT, spread(outcome_weight, GRADE),
    per=GRADE,
    sentence="The weight of what it is graded on, if that is a result for residents.",
)  # fmt: skip
grade_governance_weight = line(
    "Governance weight of the grade", PERCENT, spread(governance_weight, GRADE), per=GRADE,
    sentence="The weight of what it is graded on, if that is part of governance.",
)  # fmt: skip
governance_graded = line(
    "Weight of governance graded", PERCENT, total_by(grade_governance_weight, SERVICE),
    per=SERVICE,
    sentence="The weight of what the service is graded on of governance.",
)  # fmt: skip
results_graded = line(
    "Weight of results graded", PERCENT,
    total_by(grade_outcome_weight, SERVICE), per=SERVICE,
    sentence="The weight of the results for residents that the service is graded on.",
)  # fmt: skip
attributes_graded = line(
    "Weight of attributes graded", PERCENT, total_by(grade_attribute_weight, SERVICE), per=SERVICE,
    sentence="The weight of all attributes that the service is graded on.",
)  # fmt: skip
# What a service is not graded on counts as nought: to leave a low grade out gains it nothing.
results_in_all = line(
    "Weight of its set of results", PERCENT,
    where(results_graded > 0, total(outcome_weight), 0)
    + where(governance_graded > 0, total(governance_weight), 0),
    per=SERVICE,
    sentence="The weight of every result for residents, or of all governance for a service that "
    "is graded on that.",
)  # fmt: skip
attributes_in_all = line(
    "Weight of all attributes", PERCENT,
    where(attributes_graded > 0, total(attribute_weight), 0), per=SERVICE,
    sentence="The weight of every attribute, for a service that is graded on any.",
)  # fmt: skip
result_points = line(
    "Result points of the service", PERCENT, total_by(grade_result_points, SERVICE), per=SERVICE,
    sentence="The points of all its grades on results.",
)  # fmt: skip
attribute_points = line(
    "Attribute points of the service", PERCENT, total_by(grade_attribute_points, SERVICE),
    per=SERVICE,
    sentence="The points of all its grades on attributes.",
)  # fmt: skip
result_score = line(
    "Score on results", PERCENT, where(results_in_all > 0, result_points / results_in_all, 0),
    per=SERVICE,
    sentence="Its points as a share of the most that it could have.",
)  # fmt: skip
attribute_score = line(
    "Score on attributes", PERCENT,
    where(attributes_in_all > 0, attribute_points / attributes_in_all, 0), per=SERVICE,
    sentence="Its points as a share of the most that it could have.",
)  # fmt: skip
results_share_used = line(
    "Share that results make of the service's score", PERCENT,
    where(attributes_graded > 0, results_share, 1), per=SERVICE,
    sentence="All of it for a service that has no grade on any attribute.",
)  # fmt: skip
priority_score = line(
    "Priority score", NUMBER,
    where(
        results_in_all > 0,
        snapped(
            highest_score
            * (results_share_used * result_score + (1 - results_share_used) * attribute_score)
        ),
        service_score,
    ),
    per=SERVICE,
    sentence="From nought to the highest score: from its grades, or as typed where it has none.",
)  # fmt: skip
