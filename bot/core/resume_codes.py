"""The code with which a resident goes on elsewhere.

Short enough to copy by hand, without letters that look alike, and kept only as a hash.
The randomness is the only thing here that is not a pure function of its arguments.
"""

from __future__ import annotations

import hashlib
import re
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs: without 0 and O, 1 and I."""

LENGTH = 10
"""Signs of a code: 50 bits, too many to guess within the rate limit."""

_CODE = re.compile(rf"\b([{ALPHABET}]{{5}})[\s-]?([{ALPHABET}]{{5}})\b")


def new_code() -> str:
    """A fresh code, written in two groups: ``ABCDE-23456``."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:5]}-{signs[5:]}"


def code_in(text: str) -> str | None:
    """The code that a text holds, in its written form, if any; a code has a digit, a word has none."""
    found = _CODE.search(text.upper())
    if found is None or not any(sign.isdigit() for sign in found[1] + found[2]):
        return None
    return f"{found[1]}-{found[2]}"


def hash_code(code: str) -> bytes:
    """What is kept of a code or of a device's token."""
    return hashlib.sha256(code.encode()).digest()
