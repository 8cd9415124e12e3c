"""How does Rasa put a message of ours into words?

In ``rasa shell`` the text must be there at once: ``LocalizedNlg`` renders it.  Embedded, the
border of the application renders it for whoever reads it: ``WordlessNlg`` passes it on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.trackers import DialogueStateTracker

from bot.adapters.texts_gettext import SOURCE_LANGUAGE, Rendered, Texts
from bot.core.choices import intent_of
from bot.core.messages import Say
from bot.rasa_components.model import ROOT

_PREFIX = "utter_"


def to_say(utter_action: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The plain form of the message behind a response: the one an action gave, or a bare key."""
    return values.get("say") or msgspec.to_builtins(Say(utter_action.removeprefix(_PREFIX)))


class WordlessNlg(NaturalLanguageGenerator):
    """Passes messages on in their plain form."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> dict[str, Any]:
        """A response without text; the message is in ``custom``."""
        return {"text": "", "custom": to_say(utter_action, values)}


class LocalizedNlg(NaturalLanguageGenerator):
    """Renders messages from ``locales``; named in endpoints.yml."""

    def __init__(self, endpoint_config: Any = None, domain: Any = None, texts: Texts | None = None) -> None:
        """Made by Rasa from endpoints.yml, or by a test with its own texts."""
        self._texts = texts

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> dict[str, Any]:
        """Text and buttons.

        Args:
            values: From an action: ``say`` (plain message), ``lang`` and ``terms`` (the profile's nouns).
        """
        plain = to_say(utter_action, values)
        rendered = self._known_texts().render(
            msgspec.convert(plain, Say), values.get("lang") or SOURCE_LANGUAGE, values.get("terms") or {}
        )
        return {"text": rendered.text, "buttons": _buttons(rendered)}

    def _known_texts(self) -> Texts:
        if self._texts is None:
            self._texts = Texts.load(ROOT / "locales")
        return self._texts


def _buttons(rendered: Rendered) -> list[dict[str, str]]:
    return [{"title": choice.title, "payload": _payload(choice.id)} for choice in rendered.choices]


def _payload(choice_id: str) -> str:
    return f"/{intent_of(choice_id) or 'choose'}{json.dumps({'choice': choice_id})}"
