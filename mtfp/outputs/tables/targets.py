"""The tables of targets for services, year by year, and of how equal a shave they are."""

from mtfp.outputs.tables.rows import Row, Table

TARGETS = Table(
    "Targets of services, which are no savings yet",
    (
        Row("structural_gap", memo=True, base=False),
        Row("gap_to_close", memo=True),
        Row("targets_new", memo=True),
        Row("gap_not_shared", memo=True, optional=True),
        Row("targets_so_far", memo=True, base=False),
        Row("targets_cash", memo=True),
        Row("gap_left_open", memo=True, base=False),
    ),
    needs="targets_so_far",
)
SHAVE = Table(
    "Likeness to an equal cut: 100% is the same percentage from every service",
    (
        Row("salami_index", memo=True, optional=True),
        Row("salami_of_plan", memo=True, base=False),
    ),
    needs="targets_so_far",
)
