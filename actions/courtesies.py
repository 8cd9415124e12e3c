"""What belongs to any talk."""

from __future__ import annotations

from actions.base import ReplyAction
from bot.services import courtesies


class ActionGreet(ReplyAction):
    """Hello."""

    service = courtesies.greet

    def name(self) -> str:
        return "action_greet"


class ActionThank(ReplyAction):
    """You are welcome."""

    service = courtesies.thank

    def name(self) -> str:
        return "action_thank"


class ActionSayWho(ReplyAction):
    """An automated assistant, never a person."""

    service = courtesies.say_who

    def name(self) -> str:
        return "action_say_who"


class ActionHelpAlong(ReplyAction):
    """What can be done here."""

    service = courtesies.help_along

    def name(self) -> str:
        return "action_help_along"


class ActionExplainAgain(ReplyAction):
    """The question is asked again."""

    service = courtesies.explain_again

    def name(self) -> str:
        return "action_explain_again"


class ActionAnswerLoose(ReplyAction):
    """A yes or no without a question."""

    service = courtesies.answer_loose

    def name(self) -> str:
        return "action_answer_loose"


class ActionChangeLanguage(ReplyAction):
    """The language is asked again."""

    service = courtesies.change_language

    def name(self) -> str:
        return "action_change_language"


class ActionPause(ReplyAction):
    """Stop for now, with a code to go on."""

    service = courtesies.pause

    def name(self) -> str:
        return "action_pause"


class ActionResume(ReplyAction):
    """How to go on with a code."""

    service = courtesies.go_on_elsewhere

    def name(self) -> str:
        return "action_resume"


class ActionSuggest(ReplyAction):
    """An unclear message: guesses first, then a person."""

    service = courtesies.suggest

    def name(self) -> str:
        return "action_suggest"
