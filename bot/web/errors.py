"""Which requests do we turn down, and by which key do we say so?"""

from __future__ import annotations

from bot.core.errors import VoordeurError


class Refused(VoordeurError):
    """A request that we do not carry out.

    Attributes:
        status: HTTP status.
        key: Message id in the text domain ``pages``.
    """

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
