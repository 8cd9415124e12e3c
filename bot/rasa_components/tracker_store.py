"""What does Rasa need to remember between two messages?

The slots, the active loop and the last turn; the transcript has its own table.  So the cost
of a message does not grow with the conversation, and no word of a resident is in here.

Flow: the processor -> here -> the open turn, which is saved as a whole (services.turn).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.services.turn import current_turn

KEPT_TURNS = 1
"""Messages of the resident whose events are kept; no rule of ours looks further back."""

_event_type = cache(Event.resolve_by_type)  # Walks all classes of events on every call.

Kept = Mapping[str, Any]
"""``{"slots": {name: value}, "loop": name or None, "events": [plain events]}``"""


class BoundedTrackerStore(TrackerStore):
    """Keeps a tracker of bounded size with the open turn.

    Where no turn is open (``rasa shell``) and the conversation is none of ours, it
    remembers in memory, as Rasa's own default store does.
    """

    def __init__(self, domain: Domain | None = None, event_broker: Any = None, **options: Any) -> None:
        super().__init__(domain, event_broker)
        self._elsewhere: dict[str, Kept] = {}

    @property
    def domain(self) -> Domain:
        """Rasa sets the domain after it made the store."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, or ``None`` when nothing was said yet."""
        turn = current_turn(sender_id)
        kept = turn.tracker if turn else self._elsewhere.get(sender_id)
        return _tracker(sender_id, kept, self._domain) if kept else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the next message needs; inside a turn nothing is written yet."""
        kept = to_kept(tracker)
        turn = current_turn(tracker.sender_id)
        if turn:
            turn.tracker = kept
        else:
            self._elsewhere[tracker.sender_id] = kept


def to_kept(tracker: DialogueStateTracker) -> Kept:
    """What is kept of a tracker, as plain JSON values."""
    return {
        "slots": {
            name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value
        },
        "loop": tracker.active_loop_name,
        "events": [_plain(event) for event in _last_turns(tracker)],
    }


def _last_turns(tracker: DialogueStateTracker) -> list[Event]:
    """Events of the last turns without the bot's messages, which no policy looks at."""
    events = list(tracker.events)
    starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    first = starts[-KEPT_TURNS] if len(starts) >= KEPT_TURNS else 0
    return [event for event in events[first:] if not isinstance(event, BotUttered)]


def _plain(event: Event) -> dict[str, Any]:
    if not isinstance(event, UserUttered):
        return event.as_dict()
    understood = {"intent": {"name": event.intent_name}, "entities": event.entities, "text": ""}
    return {"event": "user", "timestamp": event.timestamp, "text": "", "parse_data": understood}


def _tracker(sender_id: str, kept: Kept, domain: Domain) -> DialogueStateTracker:
    events = [
        *_before(kept),
        *(_event_type(plain["event"])._from_parameters(plain) for plain in kept["events"]),
    ]
    return DialogueStateTracker.from_events(sender_id, events, domain.slots)


def _before(kept: Kept) -> Iterator[Event]:
    """Stands for everything that happened before the kept events."""
    yield from (SlotSet(name, value) for name, value in kept["slots"].items())
    if kept["loop"]:
        yield ActiveLoop(kept["loop"])
    yield ActionExecuted(ACTION_LISTEN_NAME)
