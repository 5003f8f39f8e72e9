"""The engine timed against the same arithmetic written by hand; numpy keeps to one thread."""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
