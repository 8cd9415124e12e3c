"""May this link open the papers of this talk?

A link that opens in a new tab or on a printer cannot carry the token of the talk.  It carries
a key of its own that opens the papers of one conversation and nothing else.
"""

from __future__ import annotations

import hashlib
import hmac


def document_key(secret: str, conversation_id: str) -> str:
    """The key that opens the papers of one conversation; 32 hexadecimal digits.

    Args:
        secret: Of this installation.
        conversation_id: Opaque id.
    """
    text = f"documents:{conversation_id}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()[:32]


def is_document_key(secret: str, conversation_id: str, key: str) -> bool:
    """Whether somebody's key is the right one; takes the same time whatever they sent."""
    return hmac.compare_digest(document_key(secret, conversation_id).encode(), key.encode())
