"""Actions run in this process, found by package, checked by compiled code."""

import fastjsonschema
import pytest

from bot.rasa_components.action_endpoint import ActionsInProcess, InProcessAction

MODULE = """
from rasa_sdk import Action

class Echo(Action):
    def name(self):
        return "action_echo"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(response="utter_echo", say={"key": tracker.sender_id})
        return []
"""


@pytest.fixture
def endpoint(tmp_path, monkeypatch):
    package = tmp_path / "echoing"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "echo.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    return ActionsInProcess("echoing")


async def test_an_action_is_called_by_its_name(endpoint):
    answer = await endpoint.request(json={"next_action": "action_echo", "tracker": {"sender_id": "a"}})
    assert [(one["response"], one["say"]) for one in answer["responses"]] == [("utter_echo", {"key": "a"})]


RESULTS = [
    ({"events": [], "responses": []}, True),
    ({"events": [{"event": "slot", "name": "x", "value": 1}], "responses": [{}]}, True),
    ({"events": "none"}, False),
    ({"events": [], "responses": [1]}, False),
    ({"events": [{"event": "no such event"}]}, False),
]


@pytest.mark.parametrize("result, allowed", RESULTS)
def test_a_malformed_result_is_refused(result, allowed):
    action = InProcessAction("action_x", None)
    if allowed:
        assert action._validate_action_result(result)
    else:
        with pytest.raises(fastjsonschema.JsonSchemaException):
            action._validate_action_result(result)
