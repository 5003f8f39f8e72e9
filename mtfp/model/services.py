"""Services: what the council runs, who answers for each, and what each costs in the base year.

Savings and pressures say which service they are of, where they are of one.
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line, total
from mtfp.model.owners import owner
from mtfp.terms import GBP

SERVICE = Axis("service", "service", "services")

service_directorate = detail(
    "Directorate", per=SERVICE,
    sentence="The part of the council that runs the service.",
)  # fmt: skip
service_portfolio = detail(
    "Portfolio", per=SERVICE,
    sentence="What the cabinet member who answers for the service is responsible for.",
)  # fmt: skip
service_owner = owner(SERVICE)
service_budget = given(
    "Net budget of the base year", GBP, per=SERVICE, if_absent=0, from_ledger=True,
    sentence="The service's spending less its own income and specific grants, as approved; in "
    "brackets where it brings in more than it costs.",
)  # fmt: skip

service_budgets = line(
    "Service budgets of the base year", GBP, total(service_budget), opening=total(service_budget),
    sentence="What the approved budget gives to services, all together.",
)  # fmt: skip
