"""How firm funding is: what government has confirmed, what is provisional, what is assumed.

A row of the funding register has one status, so a stream that is confirmed for one year and
provisional for the next is two rows. A row that states none counts as neither.
"""

from mtfp.algebra.expressions import given, line, total, where
from mtfp.algebra.lines import Family
from mtfp.model.funding import FUNDING, free_funding, funding
from mtfp.model.settlement import rsg_allocated
from mtfp.terms import CHOICE, GBP, PERCENT

STATUS = {"not_stated": 0, "confirmed": 1, "provisional": 2, "assumed": 3}

funding_status = given(
    "Status of the funding", CHOICE, per=FUNDING, if_absent=0, choices=STATUS,
    sentence="confirmed: in a settlement or award that is final; provisional: announced, each "
    "year still to be confirmed; assumed: the council's own view; not_stated where nothing is "
    "said.",
)  # fmt: skip
rsg_status = given(
    "Status of the revenue support grant from the two allocations", CHOICE, yearly=True,
    if_absent=0, choices=STATUS,
    sentence="As the status of a row of the funding register, for each year.",
)  # fmt: skip


def of_status(status: str) -> Family:
    """What is free to spend and of one status, row by row and in all."""
    rows = line(
        f"Funding that is {status}, row by row", GBP,
        where(funding_status.chosen(status), free_funding, 0), per=FUNDING,
        sentence="The row's amount if it has this status and is not ring-fenced.",
    )  # fmt: skip
    whole = line(
        f"Funding that is {status}", GBP,
        total(rows) + where(rsg_status.chosen(status), rsg_allocated, 0),
        sentence="All rows of this status, and the revenue support grant that is worked if it has "
        "it too.",
    )  # fmt: skip
    return Family({"_rows": rows, "": whole})


confirmed_funding = of_status("confirmed")
provisional_funding = of_status("provisional")
assumed_funding = of_status("assumed")

unconfirmed_funding = line(
    "Funding not yet confirmed", GBP, provisional_funding.main + assumed_funding.main,
    sentence="What is provisional or assumed.",
)  # fmt: skip
unconfirmed_share = line(
    "Share of funding not yet confirmed", PERCENT,
    where(funding > 0, unconfirmed_funding / funding, 0),
    sentence="What is provisional or assumed, of all that pays for the net budget; what states "
    "no status is in neither.",
)  # fmt: skip
