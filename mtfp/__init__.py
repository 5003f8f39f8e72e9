"""A council's medium-term financial plan as one small, tested model."""

__version__ = "0.1.0"
