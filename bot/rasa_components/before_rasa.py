"""What must be so in a process before it imports rasa?

Call ``prepare`` first; whoever imports numpy earlier keeps its threads.
"""

from __future__ import annotations

import os
import warnings

from bot.rasa_components import without_tensorflow

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def prepare() -> None:
    """Make numerics run on one thread, imports silent, and TensorFlow absent; may be called twice."""
    for name in _THREADS:
        # Our vectors are small.  Idle helper threads spin: on two busy cores a text took 150 ms, not 20.
        os.environ.setdefault(name, "1")
    _silence()
    without_tensorflow.install()


def _silence() -> None:
    """Rasa 3.6 warns of deprecations in frozen libraries, which nobody here can mend."""
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    with warnings.catch_warnings():
        import sanic  # noqa: F401  It turns all deprecation warnings on; here they are off again.
