"""What is lawful but suspicious in the packs that a plan names."""

from mtfp.codes.entry import Entry

PACK_DOUBTS = (
    Entry(
        "W161",
        "The gap rests on figures that are not confirmed",
        "A figure that nobody has found at its source may be wrong, or law that is still to be "
        "made, and the gap is no surer than it is. So it is with what is taken of the safety net "
        "and the levy from 2026/27 where a plan says nothing of them.",
        "Find the figure at its source and give it under assumptions, where it overrides the "
        "pack. If that cannot be done yet, say to the reader how the gap would change.",
        "safety_net_share: {every_year: 92.5%, basis: assumed, source: ..., confirmed: no}",
        "safety_net_share: {every_year: 97%, basis: published, source: Regulations of 2026}",
    ),
    Entry(
        "W162",
        "A pack that is not of the plan's time",
        "Government changes these figures every year. A pack whose review was due before the "
        "plan's edition may have been overtaken, and one known only after it knows what the "
        "plan could not.",
        "Name the pack of the plan's own year; `mtfp packs` lists them with their dates. Where "
        "an old plan is looked back on, it may stay.",
        "edition: 2027-02-24 and packs: [england-2025-26]",
        "edition: 2027-02-24 and packs: [england-2026-27]",
    ),
)
