"""The table of targets for services, year by year."""

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
        Row("salami_index", memo=True, optional=True),
        Row("salami_of_plan", memo=True, optional=True),
    ),
    needs="targets_so_far",
)
