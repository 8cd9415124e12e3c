"""How does a case read in Dutch, whatever language the resident used?

Flow: ``CaseView`` of the service -> ``DeskWords`` -> plain values for the templates in ``templates/desk``.
Codes become words by ``locales/nl/LC_MESSAGES/desk.po``; what the front door said is rendered
from its keys; the resident's own words stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta

from bot.adapters.texts_gettext import Texts
from bot.core.case import Appointment, Case
from bot.core.catalog import Catalog, Profile
from bot.core.decision import Decision
from bot.core.desk_order import Row
from bot.core.messages import Choice, Say, role
from bot.core.outbox import KeptLetter
from bot.core.ports import Entry
from bot.core.routing import teams_of
from bot.services.desk import CaseView, Line

LANG = "nl"
_ZONE = ZoneInfo("Europe/Amsterdam")
_LOCALE = Locale.parse(LANG)
_NUMBER_CHARS = 6


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Words for one municipality at one moment; ``names`` are the display names of staff."""

    texts: Texts
    catalog: Catalog
    profile: Profile
    names: Mapping[str, str]
    now: datetime

    @property
    def terms(self) -> dict[str, str]:
        """The nouns that staff use."""
        return {**self.profile.terms, **self.profile.staff_terms}

    def text(self, key: str, **values: Any) -> str:
        """A text of the desk.  Raises KeyError when nobody wrote it."""
        return self.texts.gettext(key, LANG, "desk").format_map({**self.terms, **values})

    def known(self, key: str) -> str | None:
        """A text for a code of an open list, or ``None`` when nobody wrote one."""
        return self.text(key) if key in self.texts.keys(LANG, "desk") else None

    def role(self, name: str | None) -> str:
        """A role as staff call it."""
        return self.texts.value(role(name), LANG, self.terms) if name else self.text("unknown")

    def name(self, login: str | None) -> str:
        """The display name of a staff member, or the login name of one who left."""
        return self.names.get(login or "", login or self.text("unknown"))

    def intaker(self, name: str) -> str:
        """Whose calendar it is: the ids in a name of the demonstration in words; a real name as it is."""
        kinds = self.profile.appointments.values()
        topics = {kind.id: self.text(f"session.topic.{kind.group.topic}") for kind in kinds if kind.group}
        words = {
            **{team.id: team.name for team in teams_of(self.profile)},
            **{kind.role: self.role(kind.role) for kind in kinds},
            **{id_: topic.lower() for id_, topic in topics.items()},
            "all teams": self.text("feeds.all_teams"),
        }
        parts = (part.partition(" ") if part not in words else (part, "", "") for part in name.split(", "))
        return ", ".join(f"{words.get(head, head)}{space}{rest}" for head, space, rest in parts)

    def question(self, question: str) -> str:
        """A help question inside a sentence, in words about the resident and not to them."""
        domain = self.catalog.domains.get(question)
        title = domain.title[LANG] if domain else self.catalog.question_name(question)[LANG]
        return title[:1].lower() + title[1:]

    def language(self, code: str | None) -> str:
        """The Dutch name of a language."""
        return _LOCALE.languages.get(code or "", self.text("unknown"))

    def moment(self, at: datetime) -> str:
        """Date and time, short: ``wo 2 dec 10:30``."""
        return format_datetime(at.astimezone(_ZONE), "EEE d MMM HH:mm", locale=_LOCALE)

    def clock(self, at: datetime) -> str:
        """The time of day, with the date when it was another day."""
        local, today = at.astimezone(_ZONE), self.now.astimezone(_ZONE).date()
        return format_datetime(local, "HH:mm" if local.date() == today else "d MMM HH:mm", locale=_LOCALE)

    def day(self, on: Any) -> str:
        """A date in full."""
        return format_date(on, "EEEE d MMMM y", locale=_LOCALE)

    def waited(self, since: datetime) -> str:
        """How long somebody has waited: ``12 minuten``."""
        if self.now - since < timedelta(minutes=1):
            return self.text("waited.now")
        return format_timedelta(self.now - since, threshold=1.5, locale=_LOCALE)

    def todo(self, row: Row) -> str:
        """What stands open, as an instruction."""
        case, todo = row.case, row.todo
        return self.text(_todo_key(row), name=self.name(case.handoff.by), moment=self.moment(todo.since))

    def who_waits(self, row: Row) -> str | None:
        """Who waits and how long, or ``None`` when nobody does."""
        if row.todo.who is None:
            return None
        return self.text(f"waits.{row.todo.who}", time=self.waited(row.todo.since))

    def row(self, row: Row) -> dict[str, Any]:
        """One line of the list."""
        case = row.case
        return {
            "id": case.id,
            "number": number(case),
            "urgency": row.urgency,
            "urgency_word": self.text(f"urgency.{row.urgency}"),
            "todo": self.todo(row),
            "waits": self.who_waits(row),
            "act": row.todo.act,
            "reason": case.reason,
            "language": case.language,
            "questions": [self.question(question) for question in case.questions],
            "crisis": [self.text(f"flag.{flag}") for flag in case.crisis],
            "opened": self.clock(row.opened_at),
        }

    def contact(self, case: Case) -> dict[str, Any]:
        """How the resident came and where they can be reached."""
        contact = case.contact
        reach = contact.reachable
        return {
            "first_contact": self.day(contact.first_contact_on),
            "channel": self.known(f"channel.{contact.channel}") or contact.channel,
            "language": self.language(case.language),
            "helper": self.known(f"helper.{contact.helper}") or contact.helper,
            "reachable": [way for way in (reach.phone, reach.email, reach.post, reach.via) if way],
        }

    def routing(self, case: Case) -> dict[str, str | None]:
        """The team with its own name, and why it is that team or none yet."""
        names = {team.id: team.name for team in teams_of(self.profile)}
        team = names.get(case.routing.team or "", case.routing.team)
        core = f" ({case.routing.core})" if case.routing.core else ""
        why = self.known(f"routing.{case.routing.reason}")
        return {"team": f"{team}{core}" if team else None, "why_team": why}

    def crisis(self, case: Case) -> list[dict[str, str]]:
        """Every crisis flag with who must do what, when, and the numbers."""
        parts = {"flag": "", "act": ".act", "numbers": ".numbers"}
        return [
            {name: _sentence(self.text(f"flag.{flag}{part}")) for name, part in parts.items()}
            for flag in case.crisis
        ]

    def proposal(self, view: CaseView) -> dict[str, Any] | None:
        """What the machine proposed and why, and what the person decided."""
        triage = view.case.triage
        if triage.kind is None:
            return None
        return {
            "kind": self.text(f"kind.{self._proposed(view, 'kind')}"),
            "role": self.role(self._proposed(view, "role")),
            "now": {"kind": self.text(f"kind.{triage.kind}"), "role": self.role(triage.role)},
            "reasons": [self.reason(reason, view.case) for reason in triage.reasons],
            "rule": triage.rule,
            "main_question": self.question(triage.main_question) if triage.main_question else None,
            "specialism": triage.specialism,
            "decision": triage.decision,
            "decision_reason": self.known(f"reason_code.{triage.decision_reason}"),
        }

    def _proposed(self, view: CaseView, part: str) -> str:
        """The machine's own proposal, also after a person changed it."""
        changes = (one.detail for one in view.decisions if one.action == "change" and one.detail)
        return next(changes, {}).get(part) or getattr(view.case.triage, part)

    def reason(self, key: str, case: Case) -> str:
        """A reason of the triage rules in words, said about the resident."""
        names = self.texts.value({"items": [self.question(one) for one in case.questions]}, LANG, self.terms)
        return self.text(key, questions=names)

    def appointment(self, appointment: Appointment) -> dict[str, Any]:
        """A booked talk."""
        return {
            "status": appointment.status,
            "status_word": self.text(f"status.{appointment.status}"),
            "when": self.texts.value({"at": appointment.starts_at.isoformat()}, LANG, self.terms),
            "minutes": int((appointment.ends_at - appointment.starts_at).total_seconds() // 60),
            "role": self.role(appointment.role),
            "place": appointment.place,
            "language": self.language(appointment.language),
            "deadline": self.day(appointment.deadline_on),
            "documents": [self.catalog.documents[document].text[LANG] for document in appointment.documents],
        }

    def letter(self, kept: KeptLetter) -> dict[str, str | None]:
        """What the front door says by itself: what, when, and what became of it."""
        what = kept.letter.dedupe.partition(":")[0]
        return {
            "what": self.known(f"letter.{what}") or what,
            "when": self.moment(kept.sent_at or kept.letter.due_at),
            "state": kept.state,
            "state_word": self.text(f"letter.state.{kept.state}"),
        }

    def lines(self, lines: tuple[Line, ...]) -> list[dict[str, Any]]:
        """The talk."""
        return [self._line(line.entry) if line.entry else {"sender": "hidden"} for line in lines]

    def _line(self, entry: Entry) -> dict[str, Any]:
        return {
            "sender": entry.sender,
            "seq": entry.seq,
            "at": self.clock(entry.at),
            "name": self.name(entry.staff_name) if entry.sender == "staff" else None,
            "choices": [],
            "tapped": "choice" in entry.body,
            **self._said(entry),
        }

    def _said(self, entry: Entry) -> dict[str, Any]:
        if entry.sender == "bot":
            return self._said_by_bot(entry)
        if "choice" in entry.body:
            return {"text": self.texts.value(entry.body.get("title", ""), LANG, self.profile.terms)}
        return {"text": entry.body["text"]}

    def _said_by_bot(self, entry: Entry) -> dict[str, Any]:
        try:
            rendered = self.texts.render(say_of(entry.body), LANG, self.profile.terms)
        except KeyError:  # Said by an older version, whose text is gone; the rest must stay readable.
            return {"text": self.text("line.unreadable")}
        choices = [choice.title for choice in rendered.choices if choice.kind == "answer"]
        return {"text": rendered.text, "choices": choices}

    def log(self, decisions: tuple[Decision, ...]) -> list[dict[str, Any]]:
        """What staff did."""
        return [
            {
                "at": self.moment(one.at),
                "name": self.name(one.staff_name),
                "action": self.text(f"action.{one.action}"),
                "reason": self.known(f"reason_code.{one.reason_code}"),
            }
            for one in decisions
        ]


def _todo_key(row: Row) -> str:
    level = row.case.handoff.level or ("crisis" if row.urgency == "crisis" else None)
    return f"todo.answer.{level}" if row.todo.act == "answer" and level else f"todo.{row.todo.act}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def number(case: Case) -> str:
    """A short number to speak of a case; the id itself stays out of sight."""
    return number_of(case.id)


def number_of(case_id: str) -> str:
    """The short number of the case with an id."""
    return case_id[-_NUMBER_CHARS:].upper()


def say_of(body: Mapping[str, Any]) -> Say:
    """The message that a line of the transcript holds."""
    offered = body.get("choices", ())
    choices = tuple(Choice(one["id"], one["title"], one.get("kind", "answer")) for one in offered)
    return Say(body["key"], body.get("values", {}), choices)
