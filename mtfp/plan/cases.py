"""Cases: the full sets of inputs that one call of the engine works together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Cases:
    """A label for each case, and the inputs that vary between them.

    `varied` is shaped (years, items, cases), or (1, items, cases) for inputs that hold for
    the whole plan; every other input is the plan's own.
    """

    labels: tuple[str, ...] = ("plan",)
    varied: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.labels)


AS_ENTERED = Cases()
