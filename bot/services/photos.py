"""What happens when somebody asks for the client photo by themselves?

Flow: actions.agenda -> here -> services.agenda asks the questions.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.messages import Understanding
from bot.services.turn import Turn


def want_photo(turn: Turn, heard: Understanding) -> None:
    """Start or go on with the photo; a finished one is offered for correction."""
    turn.talk = replace(turn.talk.reopen("human_first"), paused=False)
    if turn.case.photo.complete:
        turn.talk = turn.talk.detour("correct")
    elif turn.case.photo.mode not in ("digital", "assisted"):
        turn.case = replace(turn.case, photo=replace(turn.case.photo, mode="digital"))
        turn.talk = turn.talk.finish("reason")
