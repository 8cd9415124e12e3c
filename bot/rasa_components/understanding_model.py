"""How does a trained model understand one text, without a dialogue around it?

Loads only what ``rasa train`` put into the model file; no agent, tracker or server.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.core.messages import Understanding
from bot.rasa_components.crisis_guard import DOUBT_ENTITY, FLAG_ENTITY

TOLD = 3
"""Intents of the ranking that are told outside."""


def newest_model(folder: Path) -> Path | None:
    """The model file that was trained last, or ``None``."""
    return max(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, default=None)


def load_understanding(model_path: Path) -> Callable[[str], dict[str, Any]]:
    """A function from a text to what Rasa's parse of it says.

    Args:
        model_path: A file made by ``rasa train`` or ``rasa train nlu``.

    Returns:
        Text to ``{"text", "intent", "intent_ranking", "entities"}``; it does not raise on any text.

    Raises:
        FileNotFoundError: The file is not there.
    """
    with tempfile.TemporaryDirectory() as unpacked:
        metadata, runner = load_predict_graph_runner(
            Path(unpacked), model_path, LocalModelStorage, DaskGraphRunner
        )

    def parse(text: str) -> dict[str, Any]:
        # Rasa strips the text of a message and takes "/" as a command; a trailing mark keeps neither.
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
        results = runner.run(inputs=inputs, targets=[metadata.nlu_target])
        return results[metadata.nlu_target][0].as_dict(only_output_properties=True)

    return parse


def to_understanding(parsed: Mapping[str, Any]) -> Understanding:
    """Rasa's parse of a message as the value that the dialogue works with."""
    intent = parsed.get("intent") or {}
    entities = parsed.get("entities") or ()
    flags = [one["value"] for one in entities if one["entity"] == FLAG_ENTITY]
    return Understanding(
        intent=intent.get("name") or "out_of_scope",
        confidence=intent.get("confidence") or 0.0,
        ranking=tuple(
            (one["name"], one["confidence"]) for one in (parsed.get("intent_ranking") or ())[:TOLD]
        ),
        crisis=tuple(flags),
        crisis_doubt=any(one["entity"] == DOUBT_ENTITY for one in entities),
    )
