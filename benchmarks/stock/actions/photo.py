"""How does a stock Rasa project ask thirteen questions with buttons?

The way Rasa's documentation shows it: a form, one validation action, one ask action a slot.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

DOMAINS = (
    "money", "work_education", "daytime", "housing", "home_relations", "mental_health", "physical_health",
    "substance_use", "daily_tasks", "self_care", "network", "participation", "justice",
)
LETTERS = "abcde"


class ValidatePhotoForm(FormValidationAction):
    """Accepts a letter of the question on screen."""

    def name(self) -> str:
        return "validate_photo_form"


def _validator(domain: str) -> Any:
    def validate(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, _: dict) -> dict[str, Any]:
        return {domain: value if value in LETTERS else None}

    return validate


class ActionClearPhoto(Action):
    """Empties the form so that it can be filled again."""

    def name(self) -> str:
        return "action_clear_photo"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[dict]:
        return [SlotSet(name, None) for name in DOMAINS]


def _ask(domain: str) -> type[Action]:
    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _: dict) -> list[dict]:
        buttons = [{"title": letter, "payload": f'/answer{{"choice": "{letter}"}}'} for letter in LETTERS]
        dispatcher.utter_message(text=f"Hoe gaat het? ({domain})", buttons=buttons)
        return []

    return type(f"Ask{domain}", (Action,), {"name": lambda self: f"action_ask_{domain}", "run": run})


for _domain in DOMAINS:
    setattr(ValidatePhotoForm, f"validate_{_domain}", _validator(_domain))
    globals()[f"Ask{_domain}"] = _ask(_domain)
