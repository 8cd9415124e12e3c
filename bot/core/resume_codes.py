"""The code with which a resident goes on elsewhere.

Short enough to copy by hand, without letters that look alike, and kept only as a hash.
Pure: the randomness comes in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs: without 0 and O, 1 and I."""

LENGTH = 10
"""Signs of a code.  The first is always 2, so that no word looks like one; 45 bits are left to guess."""

_CODE = re.compile(rf"\b(2[{ALPHABET}]{{4}})[\s-]?([{ALPHABET}]{{5}})\b")


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A fresh code, written in two groups: ``ABCDE-23456``.

    Args:
        choose: Takes one sign at random; must not be predictable.
    """
    signs = ["2", *(choose(ALPHABET) for _ in range(LENGTH - 1))]
    return f"{''.join(signs[:5])}-{''.join(signs[5:])}"


def code_in(text: str) -> str | None:
    """The code that a text holds, in its written form, if any."""
    found = _CODE.search(text.upper())
    return f"{found[1]}-{found[2]}" if found else None


def hash_code(code: str) -> bytes:
    """What is kept of a code or of a device's token."""
    return hashlib.sha256(code.encode()).digest()
