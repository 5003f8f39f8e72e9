"""The tables that every face shows, each declared once: which lines, in what order and sense."""
