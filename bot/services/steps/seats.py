"""Will somebody take the seat that is held for them, or that they were given?

A freed seat is offered to who waited (G9), an invitation asks for an answer (G3), and a session that is
moved or cancelled gives everybody another seat (G10).  No answer costs nobody anything.
"""

from __future__ import annotations

from bot.core.errors import SlotTaken
from bot.core.messages import Say, moment, role
from bot.core.sessions import Held
from bot.services import times, visits
from bot.services.steps import HUMAN, YesNoStep, choice, yes_no
from bot.services.steps.booking import confirmation, kind_to_book, topic, with_booking
from bot.services.turn import Turn


class CompanionStep(YesNoStep):
    """Does somebody come along?  Asked only where that takes a seat; it is always allowed (Awb 2:1)."""

    name = "companion"

    def question(self, turn: Turn) -> str | None:
        kind = kind_to_book(turn)
        group = kind.group if kind and kind in times.kinds_for(turn, kind) else None
        wanted = group is not None and group.companion_takes_seat
        settled = turn.case.appointment or {self.name, "slot", times.ALONE} & set(turn.talk.done)
        return self.name if wanted and not settled else None

    async def ask(self, turn: Turn, question: str) -> Say:
        return Say("companion.ask", choices=(*yes_no(self.name), HUMAN), input="choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.finish(self.name)
        if option == "yes":
            turn.talk = turn.talk.finish(times.TOGETHER)


class _HeldStep(YesNoStep):
    """A seat that is held for an answer; ``status`` is that of its booking."""

    status: str

    def question(self, turn: Turn) -> str | None:
        return None

    def give_up(self, turn: Turn) -> None:
        """It was answered, given on or called off in the meantime."""
        turn.talk = turn.talk.return_from(self.name)

    async def held(self, turn: Turn) -> Held | None:
        """The seat, while it is held."""
        return await turn.opened.seats.held(self.status, turn.now)

    async def take(self, turn: Turn, held: Held) -> None:
        """Take it, and give a former time back with it.  Raises SlotTaken."""
        booking = await turn.opened.seats.accept(held.booking.id, turn.now)
        await times.give_back(turn)
        turn.case = with_booking(turn, turn.profile.appointments[booking.slot.kind], booking)
        turn.say(confirmation(turn))
        await visits.remind(turn)


class OfferStep(_HeldStep):
    """A freed seat, for who waited longest (G9)."""

    name, status = "offer", "offered"

    async def ask(self, turn: Turn, question: str) -> Say | None:
        held = await self.held(turn)
        if held is None:
            return None
        slot = held.booking.slot
        values = {"moment": moment(slot.starts_at), "place": slot.place, "until": moment(held.until)}
        return Say("offer.ask", values, (*yes_no(self.name), HUMAN), "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        held = await self.held(turn)
        if held is not None and option == "no":
            await turn.calendar.delete(held.booking.id)
            turn.say(Say("offer.no"))
            return
        try:
            if held is None:
                raise SlotTaken
            await self.take(turn, held)
        except SlotTaken:
            turn.say(Say("offer.gone"))


class InvitationStep(_HeldStep):
    """A session or talk to which somebody was invited: yes, no, or another date (G3)."""

    name, status = "invitation", "invited"

    async def ask(self, turn: Turn, question: str) -> Say | None:
        held = await self.held(turn)
        if held is None:
            return None
        slot = held.booking.slot
        kind = turn.profile.appointments[slot.kind]
        other = choice(f"{self.name}:other", "other_date")
        choices = (*yes_no(self.name), other, HUMAN)
        values = {"moment": moment(slot.starts_at), "place": slot.place}
        if kind.group:
            return Say("invitation.ask_session", {**values, "topic": topic(kind)}, choices, "choice")
        return Say("invitation.ask", {**values, "role": role(kind.role)}, choices, "choice")

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        held = await self.held(turn)
        if held is not None and option == "yes":
            await self._accept(turn, held)
            return
        if held is not None:
            await turn.calendar.delete(held.booking.id)
        if option == "no":
            turn.talk = turn.talk.finish("slot")
            turn.say(Say("invitation.no"))
        else:
            turn.talk = turn.talk.detour("slot")

    async def _accept(self, turn: Turn, held: Held) -> None:
        """Say yes; where the room is full by now, other times come on screen."""
        try:
            await self.take(turn, held)
        except SlotTaken:
            await turn.calendar.delete(held.booking.id)
            turn.say(Say("slot.taken"))
            turn.talk = turn.talk.detour("slot")


class MovedStep(YesNoStep):
    """Does the new time fit, after the municipality moved or cancelled the session (G10)?"""

    name = "moved"

    def question(self, turn: Turn) -> str | None:
        return None

    async def ask(self, turn: Turn, question: str) -> Say | None:
        booked = turn.case.appointment
        if booked is None:
            return None
        ways = (choice(f"{self.name}:yes", "new_time_fits"), choice(f"{self.name}:no", "other_date"))
        values = {"moment": moment(booked.starts_at), "place": booked.place, "role": role(booked.role)}
        return Say("moved.ask", values, (*ways, HUMAN), "choice")

    def give_up(self, turn: Turn) -> None:
        """It was called off in the meantime."""
        turn.talk = turn.talk.return_from(self.name)

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        turn.talk = turn.talk.return_from(self.name)
        if option == "yes":
            turn.say(confirmation(turn) if turn.case.appointment else Say("appointment.none"))
        else:
            turn.talk = turn.talk.detour("slot")
