"""What does the front door answer to one message?

Rasa's model decides which action comes; the action works on the open turn; what it said is
collected.  Everything happens in this process.

Flow: services.conversation -> ``RasaDialogue.handle`` -> processor -> actions -> messages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from bot.rasa_components import before_rasa

before_rasa.prepare()

from rasa.core.channels.channel import OutputChannel, UserMessage  # noqa: E402
from rasa.core.lock_store import InMemoryLockStore  # noqa: E402
from rasa.shared.core.constants import DEFAULT_INTENTS  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402

from bot.core.choices import intent_of  # noqa: E402
from bot.core.errors import DialogueUnavailable, VoordeurError  # noqa: E402
from bot.core.messages import Say  # noqa: E402
from bot.rasa_components.action_endpoint import ActionsInProcess  # noqa: E402
from bot.rasa_components.localized_nlg import WordlessNlg  # noqa: E402
from bot.rasa_components.log_levels import keep_words_out_of_logs  # noqa: E402
from bot.rasa_components.processor import FrontDoorProcessor  # noqa: E402
from bot.rasa_components.tracker_store import BoundedTrackerStore  # noqa: E402

CHOOSE = "choose"
"""Intent of a tapped choice; its entity ``choice`` holds the id."""

_COMMAND_MARK = "/"  # Rasa takes a text that starts so as an intent; a resident may not choose one.


class RasaDialogue:
    """The dialogue port, answered by Rasa in this process."""

    def __init__(self, processor: FrontDoorProcessor) -> None:
        self._processor = processor
        # Without Rasa's own, such as ``restart``: nobody outside may say those.
        self._intents = frozenset(processor.domain.intents) - frozenset(DEFAULT_INTENTS)

    @classmethod
    def load(cls, model: Path, actions: EndpointConfig | None = None) -> RasaDialogue:
        """Load a trained model; takes seconds and blocks.

        Args:
            model: File made by ``rasa train``.
            actions: Where custom actions run; by default the package ``actions`` in this process.

        Raises:
            OSError: The file is not there or cannot be read.
            rasa.shared.exceptions.RasaException: It is no model of this version.
        """
        keep_words_out_of_logs()
        store = BoundedTrackerStore()
        processor = FrontDoorProcessor(
            model_path=model,
            tracker_store=store,
            lock_store=InMemoryLockStore(),  # Never asked: the open turn holds the lock.
            generator=WordlessNlg(),
            action_endpoint=actions or ActionsInProcess(),
        )
        store.domain = processor.domain
        return cls(processor)

    @property
    def domain(self) -> Domain:
        """The domain that the model was trained with."""
        return self._processor.domain

    async def handle(self, conversation_id: str, text: str | None, choice: str | None) -> tuple[Say, ...]:
        """Answer one message inside an open turn.

        Raises:
            DialogueUnavailable: An action raised, or nobody answered; nothing of it may be kept.
            VoordeurError: An action's own error, unchanged.
        """
        heard = _Collector()
        message = (
            self._chosen(conversation_id, choice, heard)
            if choice
            else _written(conversation_id, text or "", heard)
        )
        try:
            await self._processor.handle_message(message)
        except VoordeurError:
            raise
        except Exception as error:
            # Its message may hold the resident's words, so only the type travels on.
            raise DialogueUnavailable(type(error).__name__) from None
        if not heard.says:
            raise DialogueUnavailable("no answer")
        return tuple(heard.says)

    def _chosen(self, conversation_id: str, choice: str, heard: OutputChannel) -> UserMessage:
        """A tapped choice needs no model: it says an intent, or answers the question on screen."""
        said = intent_of(choice)
        understood = {
            "text": "",
            "intent": {"name": said if said in self._intents else CHOOSE, "confidence": 1.0},
            "entities": [{"entity": "choice", "value": choice}],
        }
        return UserMessage("", heard, conversation_id, parse_data=understood)

    def think_ahead(self, text: str) -> None:
        """Start to understand a text in a thread; see the port."""
        self._processor.think_ahead(_written("", text, None))

    async def understand(self, text: str) -> dict[str, Any]:
        """Rasa's parse of a text, without a dialogue."""
        return await self._processor.parse_message(_written("", text, None))


class _Collector(OutputChannel):
    """Collects what the actions say."""

    def __init__(self) -> None:
        self.says: list[Say] = []

    @classmethod
    def name(cls) -> str:
        return "embedded"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("custom"):
            self.says.append(msgspec.convert(message["custom"], Say))


def _written(conversation_id: str, text: str, heard: OutputChannel | None) -> UserMessage:
    words = text.strip()
    if words.startswith(_COMMAND_MARK):
        words = words.lstrip(_COMMAND_MARK + " ")
    return UserMessage(words, heard, conversation_id)
