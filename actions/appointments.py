"""Tell, change and cancel the appointment, and what to bring."""

from __future__ import annotations

from actions.base import ReplyAction
from bot.services import appointments


class ActionWantTalk(ReplyAction):
    """A talk is wanted."""

    service = appointments.want_talk

    def name(self) -> str:
        return "action_want_talk"


class ActionTellAppointment(ReplyAction):
    """When and where the talk is."""

    service = appointments.tell_appointment

    def name(self) -> str:
        return "action_tell_appointment"


class ActionTellDocuments(ReplyAction):
    """The boodschappenlijst."""

    service = appointments.tell_documents

    def name(self) -> str:
        return "action_tell_documents"


class ActionChangeAppointment(ReplyAction):
    """Other times; the present one stays until then."""

    service = appointments.change

    def name(self) -> str:
        return "action_change_appointment"


class ActionCancelAppointment(ReplyAction):
    """Asked back before anything is called off."""

    service = appointments.cancel

    def name(self) -> str:
        return "action_cancel_appointment"
