"""Agreements: bodies outside the council that it funds, so that none is funded twice unseen."""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line, total_by
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import GBP

AGREEMENT = Axis("agreement", "agreement", "agreements", optional_groups=(SERVICE,))

agreement_amount = given(
    "Paid under the agreement", GBP, per=AGREEMENT, least=0,
    sentence="What the base year's budget pays under it; it is in the service's budget already.",
)  # fmt: skip
agreement_body = detail(
    "Body that is funded", per=AGREEMENT, needed=True,
    sentence="The charity, trust or company that is paid, by one name throughout.",
)  # fmt: skip
agreement_owner = owner(AGREEMENT)

service_agreements = line(
    "Paid to bodies outside the council", GBP, total_by(agreement_amount, SERVICE), per=SERVICE,
    sentence="What the service pays under agreements, all together.",
)  # fmt: skip
