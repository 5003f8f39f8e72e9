"""How late a saving is by the projects that it waits for."""

from __future__ import annotations

from mtfp.algebra.expressions import highest_by, line, spread
from mtfp.model.projects import project_put_back
from mtfp.model.ratings import saving_slippage
from mtfp.model.savings_register import LINK, SAVING, saving_start
from mtfp.terms import MONTHS

link_delay = line(
    "Delay by a project", MONTHS, spread(project_put_back, LINK), per=LINK,
    sentence="How late the project that the saving waits for is in all.",
)  # fmt: skip
saving_enabler_delay = line(
    "Delay by what it waits for", MONTHS, highest_by(link_delay, SAVING), per=SAVING,
    sentence="The months by which the latest of its projects is late.",
)  # fmt: skip
saving_months_late = line(
    "Months late, expected", MONTHS, saving_slippage + saving_enabler_delay, per=SAVING,
    sentence="Its own slippage, and the delay of what it waits for on top.",
)  # fmt: skip
saving_late_start = line(
    "Expected start", MONTHS, saving_start + saving_months_late, per=SAVING, dated=True,
    sentence="The approved start, put back by the expected slippage and by what it waits for.",
)  # fmt: skip
