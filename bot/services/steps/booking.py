"""When is the talk, and what do residents take home?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.appointment_kinds import AppointmentKind
from bot.core.calendars import Booking
from bot.core.case import Appointment, Case
from bot.core.chains import former_in_chain, had_already, next_in_chain
from bot.core.date_window import Window, window_in
from bot.core.documents import documents_at
from bot.core.errors import SlotTaken
from bot.core.messages import Choice, Say, Understanding, Value, items, moment, role, text, weekday
from bot.core.scheduling import LOCAL, local_moment, local_text
from bot.core.triage import rule_of
from bot.services import crisis, times, visits
from bot.services.bring import to_bring
from bot.services.steps import HUMAN, STOP, Step, YesNoStep, aside, choice, session_wishes, yes_no
from bot.services.turn import Turn
from bot.services.way_there import letter, way_there

SLOTS_SHOWN = 4
"""Times on one screen; more of them is a step further, not a longer list."""


class SlotStep(Step):
    """Real free slots within the promise; the soonest first."""

    name = "slot"

    def question(self, turn: Turn) -> str | None:
        wanted = kind_to_book(turn) is not None and turn.case.appointment is None
        return self.name if wanted and self.name not in turn.talk.done else None

    async def ask(self, turn: Turn, question: str) -> Say | None:
        offer = await self._offer(turn)
        if offer is None:
            return None
        shown = offer.slots[:SLOTS_SHOWN]
        choices = tuple(Choice(f"slot:{local_text(s.starts_at)}", moment(s.starts_at)) for s in shown)
        more = (choice("slots_later", kind="aside"),) if len(offer.slots) > SLOTS_SHOWN else ()
        back = (choice("slots_first", kind="aside"),) if turn.talk.slots_from or turn.talk.wish else ()
        tell_first = (aside("go_on"),) if "human_first" in turn.talk.done else ()
        keep = (choice("back", "keep_appointment", "aside"),) if turn.case.appointment else ()
        kind = kind_to_book(turn)
        wishes = await session_wishes.session_asides(turn, kind, offer)
        asides = (*more, *back, *wishes, aside("no_slot_fits"), *keep, *tell_first, HUMAN, STOP)
        form = session_wishes.about_form(turn, offer.kind)
        values = {"role": role(offer.kind.role), "topic": topic(offer.kind), "form": form}
        return Say(self._key(turn, offer), values, (*choices, *asides), "choice")

    @staticmethod
    def _key(turn: Turn, offer: times.Offer) -> str:
        if offer.kind.group:
            return "slot.ask_session_change" if turn.case.appointment else "slot.ask_session"
        if turn.case.appointment:
            return "slot.ask_change"
        if offer.interpreter:
            return "slot.ask_interpreter"
        return "slot.ask" if offer.own_team else "slot.ask_other_team"

    @staticmethod
    async def _offer(turn: Turn) -> times.Offer | None:
        """The best times from the moment that the resident asked for (Jan-A10)."""
        kind = kind_to_book(turn)
        after = datetime.fromisoformat(turn.talk.slots_from) if turn.talk.slots_from else None
        return await times.offer(turn, kind, SLOTS_SHOWN + 1, after, turn.talk.wish) if kind else None

    def give_up(self, turn: Turn) -> None:
        """No free slot keeps the promise, or no talk follows any more: a person arranges it."""
        kind = kind_to_book(turn)
        turn.talk = turn.talk.finish(self.name).return_from(self.name)
        crisis.call(turn, "no_slot")
        turn.say(Say("slot.none", {"role": role(kind.role if kind else turn.profile.decided_by)}))

    async def choose(self, turn: Turn, question: str, option: str) -> None:
        """Book a time, show others, or leave it to a person."""
        if await session_wishes.take_wish(turn, kind_to_book(turn), option):
            turn.talk = turn.talk.all_times()
        elif option == "slots_later":
            turn.talk = replace(turn.talk, slots_from=self._last_on_screen(turn))
        elif option == "slots_first":
            turn.talk = turn.talk.all_times()
        elif option == "back":
            turn.talk = turn.talk.return_from(self.name).all_times()
        elif option == "no_slot_fits":
            turn.talk = turn.talk.finish(self.name).return_from(self.name)
            crisis.call(turn, "no_slot_fits")
            turn.say(Say("slot.none_fits"))
        else:
            await self._book(turn, option)

    def knows(self, turn: Turn, question: str, words: str) -> bool:
        return window_in(words, turn.today, turn.date_words) is not None

    async def hear(self, turn: Turn, question: str, heard: Understanding) -> bool:
        """Days and hours in own words choose which times are shown; a no leaves it to a person."""
        wish = window_in(heard.text, turn.today, turn.date_words)
        if wish is not None:
            await self._show_within(turn, wish)
        elif heard.intent == "deny":
            await self.choose(turn, question, "no_slot_fits")
        return wish is not None or heard.intent == "deny"

    async def _show_within(self, turn: Turn, wish: Window) -> None:
        """Only a choice of what is shown: nothing is booked by words."""
        turn.talk = replace(turn.talk.all_times(), wish=wish)
        fits = await self._offer(turn) is not None
        if not fits:
            turn.talk = turn.talk.all_times()
        turn.say(Say("slot.fits_wish" if fits else "slot.none_fits_wish", {"when": in_words(wish)}))

    @staticmethod
    def _last_on_screen(turn: Turn) -> str | None:
        starts = [c.partition(":")[2] for c in turn.talk.on_screen if c.startswith("slot:")]
        return local_moment(starts[-1]).isoformat() if starts else None

    async def _book(self, turn: Turn, start: str) -> None:
        """Book, and give a former time back; whoever is too late reads the next best in the same answer."""
        kind = kind_to_book(turn)
        try:
            if kind is None:  # Staff decided otherwise while the times were on screen.
                raise SlotTaken
            kind, booking = await times.take(turn, kind, local_moment(start))
        except (SlotTaken, ValueError):
            turn.say(Say("slot.taken"))
            turn.talk = turn.talk.all_times()
            return
        await times.give_back(turn)
        turn.case = with_booking(turn, kind, booking)
        turn.talk = turn.talk.return_from(self.name).all_times()
        turn.say(confirmation(turn))
        await visits.remind(turn)


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
            await times.give_back(turn)
            turn.case = without_appointment(turn.case)
            turn.talk = turn.talk.finish("slot")
            turn.say(Say("cancel.done", {"place": turn.profile.place}, attachments=("calendar_off",)))
        elif option == "change":
            turn.talk = turn.talk.detour("slot")


def without_appointment(case: Case, status: str = "cancelled") -> Case:
    """The case with its appointment called off, or moved; it stays in the history."""
    return replace(case, appointments=tuple(
        replace(a, status=status) if a is case.appointment else a for a in case.appointments))


def kind_to_book(turn: Turn) -> AppointmentKind | None:
    """The kind of talk that comes next, if any; debt help for a letter with a date.

    It starts with what the proposal leads to; after a talk of a chain that the resident had, the next.
    """
    if crisis.LETTER_FLAGS & set(turn.case.crisis):
        return turn.profile.appointments.get("debt_help_talk")
    if turn.case.triage.kind is None:
        return None
    kind = _wished_session(turn) or rule_of(turn.case.triage, turn.profile).appointment
    had = had_already(turn.profile, {a.kind for a in turn.case.appointments if a.status == "attended"})
    while kind in had:
        kind = next_in_chain(turn.profile, kind)
    return turn.profile.appointments.get(kind or "")


def _wished_session(turn: Turn) -> str | None:
    """The session with which a chain begins, for who asked for one."""
    first = (kind.id for kind in turn.profile.appointments.values()
             if kind.group and former_in_chain(turn.profile, kind.id) is None)
    return next(first, None) if times.SESSION in turn.talk.done else None


def in_words(wish: Window) -> Value:
    """A wish as we understood it, so that a resident sees when we took it wrongly."""
    days = weekday(wish.first) if wish.first == wish.last else text(
        "slot.wish.days", first=weekday(wish.first), last=weekday(wish.last))
    after = [text("slot.wish.after", at=f"{wish.after:%H.%M}")] if wish.after else []
    before = [text("slot.wish.before", at=f"{wish.before:%H.%M}")] if wish.before else []
    hours = [*after, *before]
    return text("slot.wish", days=days, hours=items(hours)) if hours else days


def topic(kind: AppointmentKind) -> Value:
    """What a group session is about; a talk is about whatever the resident brings."""
    return text(f"session.topic.{kind.group.topic}") if kind.group else ""


def with_booking(turn: Turn, kind: AppointmentKind, booking: Booking) -> Case:
    """The case with the booked moment as its appointment, in place of a former one."""
    slot, former = booking.slot, turn.case.appointment
    booked = Appointment(
        id=booking.id, kind=kind.id, role=slot.role,
        starts_at=slot.starts_at.astimezone(LOCAL), ends_at=slot.ends_at.astimezone(LOCAL),
        deadline_on=times.promised_until(turn, kind), place=slot.place, language=turn.language,
        documents=documents_at(kind.id, turn.case, turn.profile, turn.catalog),
        uid=(former.uid or former.id) if former else None, sequence=former.sequence + 1 if former else 0,
    )
    routing = replace(turn.case.routing, desk=slot.place)
    appointments = (*without_appointment(turn.case, "moved").appointments, booked)
    return replace(turn.case, appointments=appointments, routing=routing)


def confirmation(turn: Turn) -> Say:
    """The written confirmation with what to bring (boodschappenlijst)."""
    booked = turn.case.appointment
    minutes = int((booked.ends_at - booked.starts_at).total_seconds() // 60)
    values = {"moment": moment(booked.starts_at), "place": booked.place, "role": role(booked.role),
              "minutes": minutes, "bring": _bring(turn), "way_there": way_there(turn), "letter": letter(turn)}
    return Say("booking.confirmed", values, attachments=("sheet", "calendar"))


def _bring(turn: Turn) -> Value:
    """What to bring; nothing yet where the papers are due at a later talk."""
    asked = turn.case.appointment.documents
    return text("booking.bring", documents=to_bring(turn, asked)) if asked else text("booking.no_papers")
