"""Packages: the levels at which a service could be run, of which members choose one.

They are what an optimiser chooses between; what it chooses is typed as decided targets, so
that the plan itself stays arithmetic that anybody can follow.
"""

from mtfp.algebra.expressions import Axis, given, highest_of, line, spread, where
from mtfp.model.absorbed import service_controllable
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, NUMBER, PERCENT

PACKAGE = Axis("package", "package", "packages", groups=(SERVICE,))

package_cost = given(
    "Cost of the package", GBP, per=PACKAGE, least=0,
    sentence="What the service would cost at this level, a year.",
)  # fmt: skip
package_value = given(
    "Value of the package", NUMBER, per=PACKAGE, least=0,
    sentence="What it is worth beside the other packages, on one scale for all services.",
)  # fmt: skip
package_owner = owner(PACKAGE)

package_budget = line(
    "Budget of the package's service", GBP, spread(service_controllable, PACKAGE), per=PACKAGE,
    sentence="What the service controls in the base year.",
)  # fmt: skip
package_saving = line(
    "What the package saves", GBP, package_budget - package_cost, per=PACKAGE,
    sentence="The service's budget less the cost of the package.",
)  # fmt: skip
best_value = line(
    "Highest value of any package", NUMBER, highest_of(package_value),
    sentence="The package that is worth most.",
)  # fmt: skip
package_worth = line(
    "Value against the best of all", PERCENT,
    where(best_value > 0, package_value / best_value, 0), per=PACKAGE,
    sentence="What the package is worth beside the one that is worth most.",
)  # fmt: skip
