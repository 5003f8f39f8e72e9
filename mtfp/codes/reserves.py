"""What is lawful but suspicious in reserves, their minimum and exceptional support."""

from mtfp.codes.entry import Entry

RESERVES = (
    Entry(
        "E621",
        "Transfers between reserves that do not come to nought",
        "What one reserve is paid another pays. A sum left over would be money made or lost.",
        "Look at the column of that year: what is paid in stands as it is, what is paid out in "
        "brackets, and both come to the same.",
        "transfer £2m in one row and (£1m) in another",
        "transfer £2m in one row and (£2m) in another",
    ),
)

RESERVES_DOUBTS = (
    Entry(
        "W181",
        "One risk counted more than once",
        "Expected savings, a contingency for savings and a minimum worked from a risk of savings "
        "each set money aside in case savings do not arrive. Two of them set it aside twice.",
        "Keep the one that members are shown, and take savings out of the others.",
        "delivery_probability 60%, and a contingency of £1m with for_delivery yes",
        "delivery_probability 60%, and no contingency for savings",
    ),
    Entry(
        "W182",
        "A named draw that its reserve is not held for",
        "Each earmarked reserve has a purpose that members agreed to. Bridging is for smoothing, "
        "investing for reserves for change, and risk for those against risks; the general fund "
        "balance does for any of them, and what is ring-fenced for none.",
        "Draw on a reserve that is held for it, correct the category or the kind, or name under "
        "released_by the decision that released a committed reserve.",
        "kind investing, from a reserve of category er_risk",
        "kind investing, from a reserve of category er_change",
    ),
    Entry(
        "W183",
        "Exceptional support is not money",
        "A capitalisation direction is leave to borrow for running costs. It lowers the budget of "
        "one year and raises those of the next twenty, interest included, and closes no gap.",
        "Nothing is wrong with the figures. See that members are told what it costs later, and "
        "give support_rate if the plan does not. Let support_life be as long as the plan.",
        "capitalisation_direction £10m as the answer to a gap of £10m each year",
        "capitalisation_direction £10m while savings of £10m a year are brought in",
    ),
    Entry(
        "W184",
        "A minimum that its method does not find",
        "The minimum of the general fund balance is then nothing, or is split, and draws go "
        "further than the chief finance officer advises.",
        "Give the category gf_balance to the one reserve that is the general fund balance, and "
        "what the method rests on: minimum_percentage, or the risks register.",
        "minimum_method percentage, and no reserve of category gf_balance",
        "minimum_method percentage, minimum_percentage 5%, and a reserve of category gf_balance",
    ),
    Entry(
        "W185",
        "A transfer that cannot be made",
        "One reserve is to pay another what it does not hold, or what is ring-fenced. The other "
        "gets less, and may lack what is planned from it.",
        "Compare the transfer with the balance of the year before, or transfer from another "
        "reserve.",
        "transfer (£5m) from a reserve that holds £3m",
        "transfer (£3m) from a reserve that holds £3m",
    ),
    Entry(
        "W186",
        "A reserve that falls below its minimum",
        "The minimum is the chief finance officer's advice on what a bad year may cost. Members "
        "may decide to go below it, and should know that they do.",
        "Draw less, plan a contribution, or let the decision to go below it be recorded.",
        "£6m left of a general fund balance whose minimum is £10m",
        "£10m left of a general fund balance whose minimum is £10m",
    ),
    Entry(
        "W187",
        "A named draw that is not there",
        "What it was to pay for is in the plan, and the reserve cannot pay all of it: the rest is "
        "left in the gap.",
        "Draw less, later or from another reserve, or fill this one up first.",
        "a named draw of £3m on a reserve that holds £2m",
        "a named draw of £2m on a reserve that holds £2m",
    ),
    Entry(
        "W188",
        "A draw and its saving that do not match",
        "Reserves may bridge a saving only as far as it lacks its full effect, and pay once only "
        "for what saves. Without a saving nobody can tell.",
        "Name the saving. Draw no more to bridge it than it needs in the year: the rest pays for "
        "ordinary services.",
        "kind bridging, £3m for a saving that lacks £2m of its full effect",
        "kind bridging, £2m for a saving that lacks £2m of its full effect",
    ),
)
