"""Choices as people read them: an identifier's words, spelt out where it is short for something."""

SPELT_OUT = {
    "gf_balance": "general fund balance",
    "er_risk": "earmarked for risks",
    "er_change": "earmarked to pay for change",
    "er_commit": "earmarked and committed",
    "er_ringfenced": "ring-fenced",
}


def as_read(word: str) -> str:
    """A choice as people read it."""
    return SPELT_OUT.get(word, word.replace("_", " "))
