"""The language in which a line of the plan is declared once and rendered four ways."""
