"""When is the talk, and what do residents take home?"""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date, datetime, time

from bot.core.case import Appointment, Case
from bot.core.catalog import AppointmentKind
from bot.core.dates import date_in, weekday_in
from bot.core.documents import documents_for
from bot.core.errors import SlotTaken
from bot.core.messages import Choice, Say, Understanding, day, items, localized, moment, role
from bot.core.routing import asks_postcode, route
from bot.core.scheduling import LOCAL, Slot, deadline_on, end_of
from bot.core.triage import rule_of
from bot.services import crisis
from bot.services.steps import HUMAN, SKIP, STOP, Step, YesNoStep, aside, choice, yes_no
from bot.services.turn import Turn

SLOTS_SHOWN = 4
"""Times on one screen; more of them is a step further, not a longer list."""


class PostcodeStep(Step):
    """Four digits of the postcode, where they decide which team the talk is with."""

    name = "postcode"

    def question(self, turn: Turn) -> str | None:
        asks = asks_postcode(turn.case, turn.profile, turn.catalog) and kind_to_book(turn) is not None
        return self.name if asks and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("postcode.ask", choices=(SKIP, HUMAN, STOP), input="text")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        found = re.search(r"\b([1-9]\d{3})\s?(?:[A-Za-z]{2})?\b", turn.raw or heard.text)
        if found is None:
            return False
        turn.case = replace(turn.case, postcode=found.group(1))
        turn.case = replace(turn.case, routing=route(turn.case, turn.profile, turn.catalog))
        return True


class SlotStep(Step):
    """Real free slots within the promise; the soonest first."""

    name = "slot"

    def question(self, turn: Turn) -> str | None:
        wanted = kind_to_book(turn) is not None and turn.case.appointment is None
        return self.name if wanted and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say | None:
        kind = kind_to_book(turn)
        slots, own_team = await self._offer(turn, kind) if kind else ((), False)
        if not slots:
            return None
        choices = tuple(Choice(f"slot:{local_start(s)}", moment(s.starts_at)) for s in slots[:SLOTS_SHOWN])
        more = (choice("slots_later", kind="aside"),) if len(slots) > SLOTS_SHOWN else ()
        back = (choice("slots_first", kind="aside"),) if turn.talk.slots_from else ()
        tell_first = (aside("go_on"),) if "human_first" in turn.talk.done else ()
        keep = (choice("back", "keep_appointment", "aside"),) if turn.case.appointment else ()
        asides = (*more, *back, aside("no_slot_fits"), *keep, *tell_first, HUMAN, STOP)
        return Say(self._key(turn, own_team), {"role": role(kind.role)}, (*choices, *asides), "choice")

    @staticmethod
    def _key(turn: Turn, own_team: bool) -> str:
        if turn.case.appointment:
            return "slot.ask_change"
        return "slot.ask" if own_team else "slot.ask_other_team"

    async def _offer(self, turn: Turn, kind: AppointmentKind) -> tuple[tuple[Slot, ...], bool]:
        """Slots of the case's own team, or of any team before the promise is broken (Jan-A10)."""
        after = datetime.fromisoformat(turn.talk.slots_from) if turn.talk.slots_from else turn.now
        before = end_of(promised_until(turn, kind))
        team = turn.case.routing.team
        own = await turn.opened.free_slots(kind.id, after, before, team, SLOTS_SHOWN + 1)
        if own or team is None:
            return own, True
        return await turn.opened.free_slots(kind.id, after, before, None, SLOTS_SHOWN + 1), False

    def give_up(self, turn: Turn) -> None:
        """No free slot keeps the promise, or no talk follows any more: a person arranges it."""
        kind = kind_to_book(turn)
        turn.talk = turn.talk.finish(self.name).return_from(self.name)
        crisis.call(turn, "no_slot")
        turn.say(Say("slot.none", {"role": role(kind.role if kind else turn.profile.decided_by)}))

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        """Book a time, show others, or leave it to a person."""
        if option == "slots_later":
            turn.talk = replace(turn.talk, slots_from=self._last_on_screen(turn))
        elif option == "slots_first":
            turn.talk = replace(turn.talk, slots_from=None)
        elif option == "back":
            turn.talk = replace(turn.talk.return_from(self.name), slots_from=None)
        elif option == "no_slot_fits":
            turn.talk = turn.talk.finish(self.name).return_from(self.name)
            crisis.call(turn, "no_slot_fits")
            turn.say(Say("slot.none_fits"))
        else:
            await self._book(turn, option)

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """A day in own words shows the times from that day on; a no leaves it to a person."""
        on = date_in(heard.text, turn.today) or weekday_in(heard.text, turn.today)
        if on is not None:
            await self._show_from(turn, on)
        elif heard.intent == "deny":
            await self.choose(turn, question, "no_slot_fits")
        return on is not None or heard.intent == "deny"

    async def _show_from(self, turn: Turn, on: date) -> None:
        former, start = turn.talk, datetime.combine(on, time(), LOCAL)
        turn.talk = replace(former, slots_from=max(start, turn.now).isoformat())
        found, _ = await self._offer(turn, kind_to_book(turn))
        if not found:
            turn.talk = former
        turn.say(Say("slot.from_day" if found else "slot.none_from_day", {"day": day(on)}))

    @staticmethod
    def _last_on_screen(turn: Turn) -> str | None:
        starts = [c.partition(":")[2] for c in turn.talk.on_screen if c.startswith("slot:")]
        return datetime.fromisoformat(starts[-1]).replace(tzinfo=LOCAL).isoformat() if starts else None

    async def _book(self, turn: Turn, start: str) -> None:
        kind = kind_to_book(turn)
        try:
            slot = await self._take(turn, kind, start)
        except (SlotTaken, ValueError):
            turn.say(Say("slot.taken"))
            turn.talk = replace(turn.talk, slots_from=None)
            return
        await turn.opened.release_slots(keep=slot.id)
        turn.case = with_booking(turn, kind, slot)
        turn.talk = replace(turn.talk.return_from(self.name), slots_from=None)
        turn.say(confirmation(turn))

    @staticmethod
    async def _take(turn: Turn, kind: AppointmentKind | None, start: str) -> Slot:
        if kind is None:  # Staff decided otherwise while the times were on screen.
            raise SlotTaken
        at = datetime.fromisoformat(start).replace(tzinfo=LOCAL)
        for team in dict.fromkeys((turn.case.routing.team, None)):
            free = await turn.opened.free_slots(kind.id, at, at, team, 1)
            if free:
                return await turn.opened.take_slot(free[0].id)
        raise SlotTaken


class CardStep(YesNoStep):
    """A card with the appointment is offered; a no changes nothing else (Jan-A6)."""

    name = "card"

    def question(self, turn: Turn) -> str | None:
        kind = kind_to_book(turn)
        offered = kind is not None and "optional_card" in kind.confirmation
        return self.name if offered and turn.case.appointment and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("card.ask", choices=(*yes_no(), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)
        turn.say(Say(f"card.{option}") if option in ("yes", "no") else Say("card.no"))


class CancelStep(YesNoStep):
    """Call off the appointment: asked back, then the time is free for somebody else."""

    name = "cancel"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say | None:
        if turn.case.appointment is None:
            return None
        at = moment(turn.case.appointment.starts_at)
        choices = (*yes_no(), choice("change", "change_appointment"))
        return Say("cancel.ask", {"moment": at}, choices, "choice")

    def give_up(self, turn: Turn) -> None:
        """Staff called it off in the meantime."""
        turn.talk = turn.talk.return_from(self.name)
        turn.say(Say("appointment.none"))

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option == "yes":
            await turn.opened.release_slots()
            turn.case = without_appointment(turn.case)
            turn.talk = turn.talk.finish("slot")
            turn.say(Say("cancel.done", {"place": turn.profile.place}))
        elif option == "change":
            turn.talk = turn.talk.detour("slot")


def without_appointment(case: Case) -> Case:
    """The case with its appointment called off; the appointment stays in the history."""
    return replace(case, appointments=tuple(
        replace(a, status="cancelled") if a is case.appointment else a for a in case.appointments))


def kind_to_book(turn: Turn) -> AppointmentKind | None:
    """The kind of talk that the proposal leads to, if any; debt help for a letter with a date."""
    if crisis.LETTER_FLAGS & set(turn.case.crisis):
        return turn.profile.appointments.get("debt_help_talk")
    if turn.case.triage.kind is None:
        return None
    return turn.profile.appointments.get(rule_of(turn.case.triage, turn.profile).appointment or "")


def promised_until(turn: Turn, kind: AppointmentKind) -> date:
    """The last local date that keeps the promise of this talk.

    A promise "from now" counts from today; so does any other for a resident who stayed away until it
    was over.
    """
    promised = deadline_on(kind.deadline, turn.case.contact.first_contact_on, turn.is_working_day)
    if kind.deadline.from_ == "now" or promised < turn.today:
        return deadline_on(kind.deadline, turn.today, turn.is_working_day)
    return promised


def local_start(slot: Slot) -> str:
    """The start as it stands in a choice's id: local time to the minute."""
    return slot.starts_at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")


def with_booking(turn: Turn, kind: AppointmentKind, slot: Slot) -> Case:
    """The case with the booked slot as its appointment, in place of a former one."""
    booked = Appointment(
        id=uuid.uuid4().hex, kind=kind.id, role=slot.role,
        starts_at=slot.starts_at.astimezone(LOCAL), ends_at=slot.ends_at.astimezone(LOCAL),
        deadline_on=promised_until(turn, kind), place=slot.place, language=turn.language,
        documents=documents_for(turn.case, turn.profile, turn.catalog),
    )
    routing = replace(turn.case.routing, desk=slot.place)
    appointments = (*without_appointment(turn.case).appointments, booked)
    return replace(turn.case, appointments=appointments, routing=routing)


def confirmation(turn: Turn) -> Say:
    """The written confirmation with what to bring (boodschappenlijst)."""
    booked = turn.case.appointment
    bring = [localized(turn.catalog.documents[d].text) for d in booked.documents]
    minutes = int((booked.ends_at - booked.starts_at).total_seconds() // 60)
    values = {"moment": moment(booked.starts_at), "place": booked.place, "role": role(booked.role),
              "minutes": minutes, "documents": items(bring, "lines")}
    return Say("booking.confirmed", values, attachments=("sheet", "calendar"))
