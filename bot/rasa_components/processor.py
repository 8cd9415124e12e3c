"""Where does Rasa's own processing of a message spend time, and what do we leave out?

Everything here gives the same answers as Rasa's ``MessageProcessor``; it leaves out copies,
the graph scheduler and the extraction of slots that have no mapping.  One difference is
wanted: an action that raises is an error, not an empty answer.

Flow: dialogue -> here -> the model's graph and ``action_endpoint``.
"""

from __future__ import annotations

import asyncio
import traceback
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.actions.loops import LoopAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphSchema
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.core.errors import DialogueUnavailable, VoordeurError
from bot.rasa_components.action_endpoint import InProcessAction

_THOUGHT_AHEAD = 64
"""Texts that wait for their turn; more than a process has turns open."""


class StraightGraphRunner(DaskGraphRunner):
    """Runs the nodes of a prediction graph one after another; the order is found once a target."""

    def __init__(self, graph_schema: GraphSchema, *args: Any, **options: Any) -> None:
        super().__init__(graph_schema, *args, **options)
        self._orders: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Values of the targets; see ``GraphRunner.run``."""
        wanted = targets or self._graph_schema.target_names
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        for target in wanted:
            for name, needs in self._order(target):
                if name not in results:
                    results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
        return {target: results[target][1] for target in wanted}

    def _order(self, target: str) -> list[tuple[str, tuple[str, ...]]]:
        if target not in self._orders:
            self._orders[target] = list(self._upstream(target, set()))
        return self._orders[target]

    def _upstream(self, name: str, seen: set[str]) -> list[tuple[str, tuple[str, ...]]]:
        node = self._graph_schema.nodes.get(name)
        if node is None or name in seen:  # No node: an input.
            return []
        seen.add(name)
        needs = tuple(node.needs.values())
        return [step for need in needs for step in self._upstream(need, seen)] + [(name, needs)]


class FrontDoorProcessor(MessageProcessor):
    """Rasa's processor for rules and actions of our own."""

    def __init__(self, **options: Any) -> None:
        """See ``MessageProcessor``."""
        super().__init__(**options)
        self._ahead: dict[str, asyncio.Task[dict[str, Any]]] = {}
        self._fills_slots = any(slot.mappings for slot in self.domain.slots)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, StraightGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """Understand a text in a thread, so that other residents need not wait for the model."""
        ahead = self._ahead.pop(message.text, None)
        return await (ahead or self._understand(message))

    def think_ahead(self, message: UserMessage) -> None:
        """Begin with a text whose turn is not open yet; a few that nobody asked for are forgotten."""
        if message.text in self._ahead:
            return
        self._ahead[message.text] = asyncio.create_task(self._understand(message))
        while len(self._ahead) > _THOUGHT_AHEAD:
            self._ahead.pop(next(iter(self._ahead))).cancel()

    async def _understand(self, message: UserMessage) -> dict[str, Any]:
        return await asyncio.to_thread(self._parse_message_with_graph, message, None, True)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill slots from the message, if this model has any that are filled so."""
        if not self._fills_slots:
            return tracker
        return await super().run_action_extract_slots(output_channel, tracker)

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """The next action; one of ours is called in this process."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if isinstance(action, RemoteAction):
            action = InProcessAction(action.name(), self.action_endpoint)
        return action, prediction

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        if isinstance(action, LoopAction):
            return await super()._run_action(action, tracker, output_channel, nlg, prediction)
        # Only a loop can reject to run, so nothing is ever taken back: no copy of the tracker.
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain)
        except VoordeurError:
            raise
        except Exception as error:
            # What it says may hold the resident's words; where it was does not.
            raise DialogueUnavailable(f"{action.name()}: {_place(error)}") from None
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self.execute_side_effects(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        tracker.update_with_events(prediction.events, self.domain)
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events or [], self.domain)


def _place(error: Exception) -> str:
    """Type of an error with the file and line that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
