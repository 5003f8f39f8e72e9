"""The notes under a table, said once."""

MARK = "~"
FOOTNOTE = f"{MARK} rests on illustrative figures, invented to fill what was not published."
SIGNS = "Amounts are in £m. Brackets are less than nought: a saving taken off, or money to spare."
ROUNDING = "Rows may differ by 0.001 from their total, which is rounded from exact figures."
BLANK_NOTE = "An empty space is a figure that cannot be given: it needs a year left blank."
