"""Star chamber: each proposal challenged, what was asked and answered, and what was decided.

They are the record; what a challenge changes is typed where it acts: as a decided target of
the service, or in the saving's own row (rules 7.8).
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line
from mtfp.model.owners import owner
from mtfp.model.savings_register import SAVING
from mtfp.model.services import SERVICE
from mtfp.terms import GBP

CHALLENGE = Axis("challenge", "challenge", "challenges", optional_groups=(SERVICE,))

challenge_saving = detail(
    "Saving challenged", per=CHALLENGE, refers_to=SAVING,
    sentence="The saving; blank where it is the service's target.",
)  # fmt: skip
challenge_question = detail("Question", per=CHALLENGE, sentence="What was asked.")
challenge_answer = detail("Answer", per=CHALLENGE, sentence="What was answered.")
challenge_evidence = detail(
    "Evidence", per=CHALLENGE, sentence="Where the evidence for the answer is.",
)  # fmt: skip
challenge_outcome = detail(
    "Outcome", per=CHALLENGE, needed=True,
    words=("accepted", "amended", "rejected", "deferred", "more_information"),
    sentence="What the meeting decided.",
)  # fmt: skip
challenge_date = detail(
    "Day of the meeting", per=CHALLENGE, dated=True, needed=True,
    sentence="The day on which it was challenged.",
)  # fmt: skip
challenge_role = detail(
    "Who decided", per=CHALLENGE, role=True, needed=True,
    sentence="The body or role that decided; never a person's name.",
)  # fmt: skip
challenge_reason = detail("Why", per=CHALLENGE, sentence="Why it was decided so.")
challenge_before = given(
    "Proposed", GBP, per=CHALLENGE, if_absent=0,
    sentence="The amount that was proposed, full-year effect.",
)  # fmt: skip
challenge_after = given(
    "Agreed", GBP, per=CHALLENGE, if_absent=0,
    sentence="The amount that came out of it, full-year effect.",
)  # fmt: skip
challenge_owner = owner(CHALLENGE)

challenge_moved = line(
    "Moved by challenge", GBP, challenge_after - challenge_before, per=CHALLENGE,
    sentence="What came out of it less what was proposed.",
)  # fmt: skip
