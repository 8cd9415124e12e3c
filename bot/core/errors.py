"""What can go wrong, as a tree; every class has a ``key``, never a sentence for people.

VoordeurError
    CatalogInvalid(faults)       start refused; all faults at once
    DialogueUnavailable          a fixed apology and the offer of a person
    StoreUnavailable             the database does not answer; 503, nothing said twice
    ConversationUnknown          no such conversation, or it was erased
    SlotTaken                    somebody else was first; the next best slot is offered
    TransitionNotAllowed         a move of the handoff that its table does not know
"""

from __future__ import annotations


class VoordeurError(Exception):
    """Base of all our errors.  ``key`` is the message id for whoever must hear of it."""

    key = "error.unknown"


class CatalogInvalid(VoordeurError):
    """The catalog has faults; ``faults`` are lines ``file: key: what``, all at once."""

    key = "error.catalog"

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DialogueUnavailable(VoordeurError):
    """The dialogue gave no answer.  ``where`` names the error's type, never words of the resident."""

    key = "error.dialogue"

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where


class StoreUnavailable(VoordeurError):
    """The database does not answer; may be tried again."""

    key = "error.store"


class ConversationUnknown(VoordeurError):
    """There is no such conversation, or it was erased."""

    key = "error.conversation_unknown"


class SlotTaken(VoordeurError):
    """The slot was booked by somebody else in the meantime."""

    key = "error.slot_taken"


class TransitionNotAllowed(VoordeurError):
    """A move that the table of allowed moves does not know."""

    key = "error.transition"
