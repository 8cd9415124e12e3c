"""How do I apply, where is the form, and which day counts?

Told to who asks, and once to everybody who asks for an income.  It names the ways, never whether somebody
has a right (domain.md 2.2 to 2.4).

Flow: services.listening, services.steps.opening and the agenda -> here -> core.ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.law_guard import ELECTRONIC_ONLY, in_force
from bot.core.messages import Say, Understanding, Value, day, items, localized, role, text
from bot.core.phrases import says
from bot.core.profile_parts import Way
from bot.core.rights import rights_by_id
from bot.core.situation import asks_income
from bot.core.ways import form_in_session, only_way, session_holds_form, ways_to_apply
from bot.services.turn import Turn

TOLD = "ways"
"""Mark in ``Talk.done``: it was told."""

OTHER_FORMS = frozenset({"ask_special_assistance", "ask_objection", "complain", "ask_holiday"})
"""Questions about a form or an application that is not the one for an income."""

WAYS = {
    "walk_in": "ways.walk_in", "appointment": "ways.appointment", "phone": "ways.phone",
    "web_national": "ways.web", "web_local": "ways.web", "web_local_booking": "ways.web",
    "partner_referral": "ways.partner", "outreach": "ways.outreach", "invitation_letter": "ways.letter",
    "call_up": "ways.letter", "joint_service_desk": "ways.walk_in", "paper": "ways.paper",
    "own_initiative": "ways.walk_in",
}
"""Kind of way to its line."""


def asks(turn: Turn, heard: Understanding) -> bool:
    """Whether somebody asks how to apply, or where the form is."""
    return heard.intent not in OTHER_FORMS and says("asks_ways", heard.text, turn.catalog.phrases)


def tell(turn: Turn) -> None:
    """The ways, the form and the day that counts, each with the law it stands on."""
    turn.talk = turn.talk.finish(TOLD)
    lines = [*_ways(turn), *_form(turn), *_day(turn)]
    turn.say(Say("ways.how", {"municipality": turn.profile.name, "lines": items(lines, "lines")}))


def tell_once(turn: Turn) -> None:
    """The same for who asks for an income and did not hear it yet."""
    if TOLD not in turn.talk.done and asks_income(turn.case, turn.catalog):
        tell(turn)


def _ways(turn: Turn) -> Iterator[Value]:
    only = only_way(turn.profile, turn.law_day)
    if only is not None:
        yield text("ways.only", label=only.label or turn.profile.place)
        return
    yield from (_way(turn, way) for way in ways_to_apply(turn.profile, turn.law_day))
    if in_force(turn.profile, ELECTRONIC_ONLY, turn.law_day):
        yield from _laws(turn, "awb_2_7", "pw_41_2")


def _way(turn: Turn, way: Way) -> Value:
    return text(WAYS[way.kind], label=way.label or turn.profile.place)


def _form(turn: Turn) -> Iterator[Value]:
    """Where the form is, in a municipality that gave it out in a compulsory session."""
    kind = form_in_session(turn.profile)
    if kind is None:
        return
    topic = text(f"session.topic.{kind.group.topic}")
    if session_holds_form(turn.profile, turn.law_day):
        yield text("ways.form_in_session", topic=topic)
        return
    yield text("ways.form_today", topic=topic, place=turn.profile.place)
    yield from _laws(turn, "pw_41_12")


def _day(turn: Turn) -> Iterator[Value]:
    """Which talk gives the date, where one does; and the day of the first contact to write down."""
    counts = turn.profile.appointments.get(turn.profile.date_counts_from)
    if counts is not None:
        yield text("ways.day_of_talk", role=role(counts.role))
    yield text("ways.day_of_contact", day=day(turn.case.contact.first_contact_on))
    yield from _laws(turn, "pw_44")


def _laws(turn: Turn, *ids: str) -> Iterator[Value]:
    """Texts that hold on the day whose law is read; none where none holds."""
    for right in rights_by_id(turn.catalog, ids, turn.law_day):
        yield text("ways.law", text=localized(right.text), valid_from=day(right.valid_from),
                   article=right.article, url=right.url)
