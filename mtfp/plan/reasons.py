"""The reasons that a scenario gives for what it changes: each of something, and saying enough."""

from __future__ import annotations

from mtfp.plan.amendments import Told
from mtfp.plan.gathering import NEEDS_SOURCE
from mtfp.plan.located import Entries, Text
from mtfp.plan.plan import BASES
from mtfp.problems import Guesses, did_you_mean, listed

REASONS = ("basis", "source", "publisher", "published", "note")
"""What may be said of why a figure is changed."""
SOURCES = ("source", "publisher")


def check_reasons(because: Entries, said: set[str], problem: Told) -> None:
    """Refuse reasons that no change of this layer asks for, or that say nothing."""
    guesses = Guesses(said)
    for key, node in because.values.items():
        place = because.keys[key]
        if key not in said:
            hint = guesses.did_you_mean(key) or "Give reasons for what this scenario changes."
            problem(f"{key} is not changed by this scenario.", place, hint, code="E512")
        if not isinstance(node, Entries):
            fix = f"Write it like `{key}: {{basis: assumed, source: ...}}`."
            problem(f"{key} should say a basis and a source.", place, fix, code="E504")
            continue
        for word, value in node.values.items():
            if not isinstance(value, Text):
                fix = f"Write it like `{word}: ...`, without brackets."
                what = f"{key}: {word} should be text."
                problem(what, node.keys[word], fix, code="E504")
            elif word == "basis" and value.text not in BASES:
                hint = did_you_mean(value.text, BASES) or f"Say one of {', '.join(BASES)}."
                what = f"{value.text or 'Nothing'} is not a basis."
                problem(what, node.keys[word], hint, code="E410")
            elif word not in REASONS:
                fix = did_you_mean(word, REASONS) or f"Say {listed(REASONS, 'or')}."
                what = f"{key}: {word} is nothing that a reason says."
                problem(what, node.keys[word], fix, code="E504")
        _has_a_source(key, node, problem)


def _has_a_source(key: str, node: Entries, problem: Told) -> None:
    """Refuse a figure that is called better than assumed and cannot be looked up."""
    texts = {word: v.text for word, v in node.values.items() if isinstance(v, Text)}
    basis = texts.get("basis", "")
    if basis in NEEDS_SOURCE and not any(texts.get(word) for word in SOURCES):
        what = f"{key} is {basis}, but has no source."
        fix = "Say where the figure can be looked up, or call it assumed or illustrative."
        problem(what, node.keys["basis"], fix, code="E411")
