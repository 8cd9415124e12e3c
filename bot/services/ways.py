"""How do I apply, where is the form, and which day counts?

Told in full to who asks, and once in a few lines to everybody who asks for an income, when a time is
settled.  It names the ways, never whether somebody has a right (domain.md 2.2 to 2.4).

Flow: services.listening, services.steps.opening and the agenda -> here -> core.ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.law_guard import ELECTRONIC_ONLY, in_force
from bot.core.messages import Say, Understanding, Value, day, items, localized, role, text, weekday
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

IN_SHORT = {
    "walk_in": "ways.short.place", "appointment": "ways.short.appointment", "phone": "ways.short.phone",
    "web_national": "ways.short.web", "web_local": "ways.short.web", "web_local_booking": "ways.short.web",
    "partner_referral": "ways.short.partner", "outreach": "ways.short.outreach",
    "invitation_letter": "ways.short.letter", "call_up": "ways.short.letter",
    "joint_service_desk": "ways.short.place", "own_initiative": "ways.short.place",
    "paper": "ways.short.paper",
}
"""Kind of way to its few words in one sentence."""

ONLY_IN_FULL = frozenset({"appointment", "web_local", "web_local_booking"})
"""Ways left out of the few words where others remain: they have a talk already, and one website is enough."""


def asks(turn: Turn, heard: Understanding) -> bool:
    """Whether somebody asks how to apply, or where the form is."""
    return heard.intent not in OTHER_FORMS and says("asks_ways", heard.text, turn.catalog.phrases)


def tell(turn: Turn) -> None:
    """The ways, the form and the day that counts, each with the law it stands on."""
    turn.talk = turn.talk.finish(TOLD)
    lines = [*_ways(turn), *_form(turn), *_form_law(turn), *_day(turn)]
    turn.say(Say("ways.how", {"municipality": turn.profile.name, "lines": items(lines, "lines")}))


def concerns(turn: Turn) -> bool:
    """Whether somebody asks for an income that they would apply for here, not where else they live."""
    elsewhere = turn.case.routing.reason == "outside_municipality"
    return not elsewhere and asks_income(turn.case, turn.catalog)


def tell_once(turn: Turn) -> None:
    """At most five lines for who asks for an income and did not hear it yet; ``tell`` has the rest."""
    if TOLD in turn.talk.done or not concerns(turn):
        return
    turn.talk = turn.talk.finish(TOLD)
    contact = text("ways.short.contact", day=weekday(turn.case.contact.first_contact_on))
    lines = [*_form(turn), *_day_of_talk(turn), contact, *_laws(turn, "pw_44")]
    turn.say(Say("ways.short", {"how": _ways_in_short(turn), "lines": items(lines, "lines")}))


def _ways_in_short(turn: Turn) -> Value:
    """One sentence."""
    if (only := _only(turn)) is not None:
        return only
    ways = ways_to_apply(turn.profile, turn.law_day)
    named = [way for way in ways if way.kind not in ONLY_IN_FULL] or ways
    return text("ways.short.how", ways=items(_few_words(turn, way) for way in named))


def _few_words(turn: Turn, way: Way) -> Value:
    return text(IN_SHORT[way.kind], label=way.label or turn.profile.place)


def _only(turn: Turn) -> Value | None:
    only = only_way(turn.profile, turn.law_day)
    return text("ways.only", label=only.label or turn.profile.place) if only else None


def _ways(turn: Turn) -> Iterator[Value]:
    if (only := _only(turn)) is not None:
        yield only
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


def _form_law(turn: Turn) -> Iterator[Value]:
    """What the form's line stands on, where the law made an offer of the session."""
    if form_in_session(turn.profile) and not session_holds_form(turn.profile, turn.law_day):
        yield from _laws(turn, "pw_41_12")


def _day_of_talk(turn: Turn) -> Iterator[Value]:
    """Which talk gives the date, where one does."""
    counts = turn.profile.appointments.get(turn.profile.date_counts_from)
    if counts is not None:
        yield text("ways.day_of_talk", role=role(counts.role))


def _day(turn: Turn) -> Iterator[Value]:
    """Which talk gives the date, and the day of the first contact to write down."""
    yield from _day_of_talk(turn)
    yield text("ways.day_of_contact", day=day(turn.case.contact.first_contact_on))
    yield from _laws(turn, "pw_44")


def _laws(turn: Turn, *ids: str) -> Iterator[Value]:
    """Texts that hold on the day whose law is read; none where none holds."""
    for right in rights_by_id(turn.catalog, ids, turn.law_day):
        yield text("ways.law", text=localized(right.text), valid_from=day(right.valid_from),
                   article=right.article, url=right.url)
