"""How does a trained model understand one text, without a dialogue around it?

Loads only what ``rasa train`` put into the model file; no agent, tracker or server.
``before_rasa.prepare`` must have run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage


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

    # The last step of Rasa's own graph would read "/intent" as a command; here all is free text.
    target = metadata.predict_schema.nodes[metadata.nlu_target].needs["messages"]

    def parse(text: str) -> dict[str, Any]:
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
        results = runner.run(inputs=inputs, targets=[target])
        return results[target][0].as_dict(only_output_properties=True)

    return parse
