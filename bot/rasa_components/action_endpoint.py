"""How does Rasa run our actions in this process, without HTTP and without checking its own schema?

Flow: the processor predicts a custom action -> ``InProcessAction`` -> ``ActionsInProcess``
-> the classes in ``actions/``.  ``rasa run actions`` serves the same classes over HTTP.
"""

from __future__ import annotations

from typing import Any

import fastjsonschema
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

# Rasa checks this schema against its metaschema on every result: 20 ms (design, decision 2).
_check_result = fastjsonschema.compile(RemoteAction.action_response_format_spec(), use_default=False)


class ActionsInProcess(EndpointConfig):
    """An action endpoint that calls the actions instead of a server."""

    def __init__(self, package: str = "actions") -> None:
        """Import and register every action of a package.

        Raises:
            SystemExit: A module of the package cannot be imported (rasa_sdk's own choice).
        """
        super().__init__(url="in-process:")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *args: Any, json: dict[str, Any], **options: Any) -> dict[str, Any] | None:
        """Run the action that ``json`` names; whatever it raises comes out unchanged."""
        return await self._executor.run(json)


class InProcessAction(RemoteAction):
    """A custom action whose call carries no history and whose result is checked by compiled code."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        return {
            "next_action": self._name,
            "sender_id": tracker.sender_id,
            "tracker": {**state, "events": []},
            "domain": {},
        }

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        _check_result(result)
        return True
