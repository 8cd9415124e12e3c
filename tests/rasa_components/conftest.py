"""What do tests of the embedded Rasa need: a small model, trained once."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from bot.rasa_components import without_tensorflow

without_tensorflow.install()

from rasa.model_training import train  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402

_DOMAIN = """
version: "3.1"
intents: [choose, greet, bye, quiet]
entities: [choice]
slots:
  colour: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_take_choice, action_greet, action_quiet, action_go_on]
responses:
  utter_bye: [{text: "-"}]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
"""
_RULES = """
version: "3.1"
rules:
- rule: a choice
  steps: [{intent: choose}, {action: action_take_choice}, {action: action_go_on}]
- rule: a greeting
  steps: [{intent: greet}, {action: action_greet}, {action: action_go_on}]
- rule: a silence
  steps: [{intent: quiet}, {action: action_quiet}]
- rule: a plain response of Rasa
  steps: [{intent: bye}, {action: utter_bye}]
"""
_NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: "- hallo"
- intent: bye
  examples: "- doei"
- intent: quiet
  examples: "- stil"
"""
_CONFIG = """
recipe: default.v1
language: nl
assistant_id: toy
pipeline: [{name: KeywordIntentClassifier}]
policies: [{name: bot.rasa_components.remembering_rules.RememberingRules, enable_fallback_prediction: false}]
"""


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory) -> Path:
    """A model with a handful of rules, for the actions of ``ToyActions``."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "data").mkdir()
    files = {"domain.yml": _DOMAIN, "config.yml": _CONFIG, "data/rules.yml": _RULES, "data/nlu.yml": _NLU}
    for name, content in files.items():
        (folder / name).write_text(dedent(content), encoding="utf-8")
    result = train(
        str(folder / "domain.yml"),
        str(folder / "config.yml"),
        [str(folder / "data")],
        output=str(folder),
        fixed_model_name="toy",
        force_training=True,
    )
    return Path(result.model)


def _said(key: str, **values) -> dict:
    return {"response": f"utter_{key}", "say": {"key": key, "values": values}}


class ToyActions(EndpointConfig):
    """Answers for the actions of the toy model; keeps the calls it got."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[dict] = []

    async def request(self, *args, json, **options):
        self.calls.append(json)
        return getattr(self, json["next_action"])(json["tracker"])

    def action_take_choice(self, tracker):
        choice = tracker["latest_message"]["entities"][0]["value"]
        if choice == "raise":
            raise ValueError("the resident's own words")
        if choice == "malformed":
            return {"events": "no list"}
        colour = {"event": "slot", "name": "colour", "value": choice}
        return {
            "events": [colour],
            "responses": [_said("noted", choice=choice, before=tracker["slots"]["colour"])],
        }

    def action_greet(self, tracker):
        return {"events": [], "responses": [_said("greeted")]}

    def action_quiet(self, tracker):
        return {"events": [], "responses": []}

    def action_go_on(self, tracker):
        return {"events": [], "responses": [_said("asked")]}


@pytest.fixture
def toy_actions() -> ToyActions:
    return ToyActions()
