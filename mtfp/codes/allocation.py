"""What may be wrong in sharing a gap between services, and what is lawful but suspicious."""

from mtfp.codes.entry import Entry

ALLOCATION = (
    Entry(
        "E631",
        "The solver is not installed",
        "The optimiser rests on scipy, which mtfp does not need for anything else.",
        "Install it with `pip install 'mtfp[optimise]'`, or use another method.",
        "mtfp allocate --method optimise, without scipy",
        "mtfp allocate --method priority_first",
    ),
    Entry(
        "E632",
        "The cheapest packages cost more than there is",
        "One package of each service has to be chosen, and even the cheapest of each together "
        "cost more than the money to share.",
        "Offer cheaper packages, or close less of the gap.",
        "packages of £5m and £6m, and £4m to share",
        "packages of £2m and £6m, and £8m to share",
    ),
)

ALLOCATION_DOUBTS = (
    Entry(
        "W211",
        "A class that no decision gave",
        "Classes are members' decisions, and a reader will ask who took them and when.",
        "Record the decision in decisions, and name it under class_decision.",
        "class stop, and class_decision blank",
        "class stop, class_decision dec_budget",
    ),
    Entry(
        "W212",
        "By classes, and a service without one",
        "Where the gap is shared by classes, nothing is taken from a service that has none. That "
        "may pass for a decision to protect it.",
        "Let members class it, or protect it by name.",
        "close_gap classes, and class blank",
        "close_gap classes, class protect",
    ),
    Entry(
        "W213",
        "Two grades far apart",
        "A service and its peers see what it does differently by two grades or more, and nothing "
        "says who settled which is right.",
        "Moderate it, and say who did under moderator.",
        "by_self 4, by_peers 1",
        "by_self 4, by_peers 1, moderator Chief executive",
    ),
    Entry(
        "W214",
        "A decision that goes below a floor",
        "The target decided leaves the service less than the least that the law allows, as the "
        "plan costs it.",
        "Decide less, or correct the minimum and its evidence.",
        "pinned yes, £3m a year, on a budget of £4m with a minimum of £2m",
        "pinned yes, £2m a year, on a budget of £4m with a minimum of £2m",
    ),
    Entry(
        "W215",
        "A target that nobody challenged",
        "In a plan that sets the budget each target should have been tested by somebody who does "
        "not gain by it.",
        "Record the meeting in challenges, with what was asked and what came of it.",
        "stage budget, a target of £1m, and no row in challenges",
        "stage budget, a target of £1m, and a challenge accepted",
    ),
    Entry(
        "W216",
        "A minimum that is what is spent now",
        "A statutory minimum is the cost of the least that the law allows. Where it is all that is "
        "spent now, statutory status crowds priorities out.",
        "Cost the least that the duty allows, or give the evidence that there is nothing less.",
        "controllable £4m, minimum £4m, minimum_evidence blank",
        "controllable £4m, minimum £2.6m, minimum_evidence costed on 14 routes",
    ),
    Entry(
        "W217",
        "An exemption without a reason",
        "Every reader whose service is not exempt will ask why another is.",
        "Say why under exempt_reason.",
        "exempt yes, and exempt_reason blank",
        "exempt yes, exempt_reason a contract fixes it to 2031",
    ),
    Entry(
        "W223",
        "A package that costs less than the law allows",
        "A service cannot be run for less than its statutory minimum, so the optimiser leaves such "
        "a package out and members should not be offered it.",
        "Let the package cost no less than the minimum, or correct the minimum and its evidence.",
        "a package at £1m, of a service with a minimum of £2m",
        "a package at £2m, of a service with a minimum of £2m",
    ),
)
