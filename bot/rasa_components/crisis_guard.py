"""Does a free text cry for help, whatever its intent seems to be?

Last of the pipeline, so nothing can overrule it.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.adapters.crisis_words_yaml import load_crisis_words
from bot.core.crisis import Finding, find

REPORT_CRISIS = "report_crisis"
FLAG_ENTITY = "crisis_flag"
DOUBT_ENTITY = "crisis_doubt"
BY_MEANING = "by_meaning"
"""Value of the doubt entity when only the classifier, and no word, pointed at a crisis."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisGuard(GraphComponent, IntentClassifier):
    """Sets ``report_crisis`` and its flags on clear words, and a doubt on vague ones."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """From which probability of ``report_crisis`` we ask, though no word points at a crisis.

        ``doubt_from`` counts unless ``report_crisis`` leads, when we always ask; ``doubt_from_distant``
        counts for a text that speaks of a saying, a film, a joke or the past.  docs/crisis.md tells
        what other values would find and ask.
        """
        return {"doubt_from": 0.3, "doubt_from_distant": 0.9}

    def __init__(self, config: dict[str, Any]) -> None:
        """Read the words of all languages."""
        self._doubt_from: float = config["doubt_from"]
        self._doubt_from_distant: float = config["doubt_from_distant"]
        self._words = load_crisis_words()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CrisisGuard:
        """Rasa's way to make one."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at every text, also when the intent seems clear."""
        for message in messages:
            self._guard(message, find(message.get(TEXT) or "", self._words))
        return messages

    def _guard(self, message: Message, finding: Finding) -> None:
        doubt = () if finding.flags else finding.doubt or self._by_meaning(message, finding)
        intent = (message.get(INTENT) or {}).get("name")
        if finding.flags:
            message.set(INTENT, {"name": REPORT_CRISIS, "confidence": 1.0}, add_to_output=True)
        elif intent == REPORT_CRISIS and not doubt:
            _take_next_intent(message)
        _add_entities(message, FLAG_ENTITY, finding.flags)
        _add_entities(message, DOUBT_ENTITY, doubt)

    def _by_meaning(self, message: Message, finding: Finding) -> tuple[str, ...]:
        leads, probability = _ranked(message)
        if finding.distant:
            sounds_so = probability >= self._doubt_from_distant
        else:
            sounds_so = leads or probability >= self._doubt_from
        return (BY_MEANING,) if sounds_so and not finding.excused else ()


def _ranked(message: Message) -> tuple[bool, float]:
    """Whether ``report_crisis`` is ranked first, and its probability."""
    ranking = message.get(INTENT_RANKING_KEY) or ()
    leads = bool(ranking) and ranking[0]["name"] == REPORT_CRISIS
    return leads, next((one["confidence"] for one in ranking if one["name"] == REPORT_CRISIS), 0.0)


def _take_next_intent(message: Message) -> None:
    """The words said that it is a saying or over: act on what the text means otherwise."""
    others = [one for one in message.get(INTENT_RANKING_KEY) or () if one["name"] != REPORT_CRISIS]
    if others:
        message.set(INTENT, dict(others[0]), add_to_output=True)


def _add_entities(message: Message, entity: str, values: tuple[str, ...]) -> None:
    found = [{"entity": entity, "value": value, "extractor": "CrisisGuard"} for value in values]
    message.set(ENTITIES, [*(message.get(ENTITIES) or ()), *found], add_to_output=True)
