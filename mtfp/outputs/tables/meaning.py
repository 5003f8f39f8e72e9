"""What money means, as listings: what becomes of services, by name and if they fell in step."""

from __future__ import annotations

from mtfp.outputs.tables.listings import LAST, Column, Listing

KNOWN_BY = ((1, "as named"), (0, "no change named"), (-1, "if it fell in step with the budget"))
"""What stands behind a figure: a consequence, or only what a budget would suggest."""

CONSEQUENCES = Listing(
    "What becomes of services, by name", "consequence",
    (
        Column("service", "Service"),
        Column("consequence_saving", "Comes of"),
        Column("consequence_kind", "Becomes", always=True),
        Column("consequence_measure", "Measured in"),
        Column("consequence_before", "Before", beside="consequence_measure"),
        Column("consequence_after", "After", beside="consequence_measure"),
        Column("consequence_posts", "Posts lost"),
        Column("consequence_in_force", "Comes about by {year}", LAST, answer=True, always=True),
    ),
)  # fmt: skip
MEASURES = Listing(
    "What that means: how much there is of each service's own measure", "service",
    (
        Column("service_measure", "Measured in"),
        Column("service_volume", "Now"),
        Column("volume_after", "In {year}", LAST, always=True),
        Column("volume_known_by", "How {year} is known", LAST, told=KNOWN_BY, always=True),
        Column("share_kept", "Budget kept by {year}", LAST),
    ),
    only="service_volume",
)  # fmt: skip
POSTS = Listing(
    "What that means: posts that each service's own budget pays for", "service",
    (
        Column("service_posts", "Now"),
        Column("posts_after", "In {year}", LAST, always=True),
        Column("posts_known_by", "How {year} is known", LAST, told=KNOWN_BY, always=True),
        Column("share_kept", "Budget kept by {year}", LAST),
    ),
    only="service_posts",
)  # fmt: skip
CHALLENGES = Listing(
    "Challenged, and what came of it", "challenge",
    (
        Column("service", "Service"),
        Column("challenge_saving", "Saving"),
        Column("challenge_question", "Asked"),
        Column("challenge_answer", "Answered"),
        Column("challenge_evidence", "Evidence", wide=True),
        Column("challenge_outcome", "Outcome"),
        Column("challenge_role", "Decided by"),
        Column("challenge_date", "Date"),
        Column("challenge_reason", "Why", wide=True),
        Column("challenge_before", "Proposed, £m"),
        Column("challenge_after", "Agreed, £m"),
    ),
)  # fmt: skip
OF_CONSEQUENCES = (CONSEQUENCES, MEASURES, POSTS, CHALLENGES)
