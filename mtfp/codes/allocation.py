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
        "Less than the law's minimum",
        "What savings, targets and decisions leave the service is less than the least that the "
        "law allows, as the plan costs it.",
        "Take less from it, or correct the minimum and its evidence.",
        "pinned yes, £3m a year, on a budget of £4m with a minimum of £2m",
        "pinned yes, £2m a year, on a budget of £4m with a minimum of £2m",
    ),
    Entry(
        "W215",
        "A target or proposal that nobody challenged",
        "In a plan that sets the budget each target, and each saving that is still proposed, "
        "should have been tested by somebody who does not gain by it. A challenge that was "
        "deferred has settled nothing, and one of a saving does not test its service's target.",
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
        "W218",
        "A service that has no part in targets by oversight",
        "A gap is shared between services by what they control, and one with a budget says "
        "nothing of that: the others bear its share.",
        "Say what it controls, or £0 if nothing of it can be saved.",
        "close_gap equal_percentage, budget £20m, controllable blank",
        "close_gap equal_percentage, budget £20m, controllable £12m",
    ),
    Entry(
        "W219",
        "Residents' weights that nobody gave",
        "The plan goes by residents' weights and no priority has any, so no grade counts and "
        "scores fall to those typed.",
        "Give them under residents_weight, or go by members' weights.",
        "weights_used residents, and residents_weight blank",
        "weights_used residents, residents_weight 30%, 20% and 50%",
    ),
    Entry(
        "W220",
        "A service graded on two sets of priorities",
        "Support services are judged by governance, so that results for residents do not gut "
        "them; a service on both sets has a score that means neither.",
        "Grade it on the one set that it is for.",
        "a legal service graded on lawful governance and on healthy lives",
        "a legal service graded on lawful governance",
    ),
    Entry(
        "W221",
        "A range of minimums out of order",
        "The likely minimum lies outside its own range, and the end that is out of order is not "
        "used.",
        "Give the lowest below it and the highest above it.",
        "minimum £2m, minimum_low £2.4m",
        "minimum £2m, minimum_low £1.8m, minimum_high £2.4m",
    ),
    Entry(
        "W222",
        "A service without a score, where scores decide",
        "Nothing says how much the service matters, so that it counts as the lowest priority of "
        "all and is the first to pay.",
        "Grade it on the council's priorities, or type its score.",
        "close_gap priority_first, and a museum without grades or score",
        "close_gap priority_first, score 45",
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
