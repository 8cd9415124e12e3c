"""Which way does a resident go through a municipality, told so that a colleague can read it?

Makes stages with lines of Dutch words out of a profile; ``voordeur profile show`` prints or
draws them.  The words stand in ``bot/catalog/route_words.yml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.texts_gettext import Texts
from bot.core.appointment_kinds import AppointmentKind, Deadline
from bot.core.catalog import Catalog
from bot.core.messages import role
from bot.core.profile import Profile, TriageRule
from bot.core.profile_parts import Partner, Task

LANG = "nl"
STAR = "\N{NO-BREAK SPACE}*"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is so.  ``quote``: the words of the source, where the profile has them."""

    text: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way, with its lines in order."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Writes the way of one municipality.

    Attributes:
        words: Content of ``route_words.yml``.
        texts: For the names of roles.
    """

    profile: Profile
    catalog: Catalog
    texts: Texts
    words: Mapping[str, Any]

    def heading(self) -> str:
        """Which municipality, of which year, and whether it is in use."""
        name = " / ".join(filter(None, (self.profile.name, self.profile.organisation)))
        status = self.words["status"][self.profile.status]
        return self.words["heading"].format(name=name, vintage=self.profile.vintage, status=status)

    def stages(self) -> tuple[Stage, ...]:
        """The whole way, from the door to the papers."""
        parts = {
            "ways": self._ways(),
            "photo": self._photo(),
            "needs": self._needs(),
            "triage": self._triage(),
            "routing": self._routing(),
            "talks": self._talks(),
            "documents": self._documents(),
            "background": self._background(),
        }
        told = {name: tuple(lines) for name, lines in parts.items()}
        return tuple(Stage(self.words["stage"][name], lines) for name, lines in told.items() if lines)

    def _say(self, line: str, **values: object) -> str:
        return self.words["line"][line].format(**values)

    def _star(self, *keys: str) -> str:
        """The mark of the national default, when it serves for one of these keys."""
        return STAR if any(self._silent(key) for key in keys) else ""

    def _silent(self, key: str) -> bool:
        names = key.split(".")
        above = {".".join(names[:end]) for end in range(1, len(names) + 1)}
        return not above.isdisjoint(self.profile.silent)

    def _line(self, text: str, key: str) -> Line:
        """A line with its mark and the words of its source."""
        return Line(text + self._star(key), self._quote(key))

    def _quote(self, key: str) -> str | None:
        """The words of the source beside a key, or the first below it."""
        quotes = self.profile.quotes
        return quotes.get(key) or next((q for at, q in quotes.items() if at.startswith(f"{key}.")), None)

    def _role(self, name: str) -> str:
        return self.texts.value(role(name), LANG, self.profile.terms)

    def _name(self, id_: str) -> str:
        """A talk or a place to go, in Dutch where its name is a common one."""
        return self.words["name"].get(id_, id_.replace("_", " "))

    def _ways(self) -> Iterator[Line]:
        for way in self.profile.ways:
            kind = self.words["way"][way.kind]
            notes = [self._say("apply" if way.can_apply else "no_apply")]
            notes += [self._say("mandatory")] if way.mandatory else []
            notes += [self._say("by_law")] if way.by_law else []
            notes += [self._say("offline")] if way.kind == self.profile.offline_way else []
            name = f"{way.label} ({kind})" if way.label else kind
            yield self._line(f"{name}: {', '.join(notes)}", f"entry.channels.{way.kind}")

    def _photo(self) -> Iterator[Line]:
        names = [self.catalog.domains[one].title[LANG] for one in self.profile.photo_domains]
        photo = self.profile.terms["photo"]
        text = self._say("photo", photo=photo, domains=", ".join(names)) if names else self._say("no_photo")
        yield Line(
            text + self._star("client_photo.domain_set"), self.profile.quotes.get("client_photo.modes")
        )

    def _needs(self) -> Iterator[Line]:
        key = "immediate_needs.questions"
        quote = self.profile.quotes.get(key)
        for need in self.profile.needs:
            yield Line(self.catalog.needs[need].question[LANG] + self._star(key), quote)
            quote = None

    def _triage(self) -> Iterator[Line]:
        for number, rule in enumerate(self.profile.triage_rules):
            yield self._line(self._rule(rule), f"triage.rules.{number}")
        decides = self._say("decides", role=self._role(self.profile.decided_by))
        yield self._line(decides, "triage.decided_by")

    def _rule(self, rule: TriageRule) -> str:
        when = " of ".join(self.words["when"][name].format(number=n) for name, n in rule.when.items())
        if rule.appointment is None:
            return self._say("rule", when=when, role=self._role(rule.role))
        return self._say(
            "rule_talk", when=when, role=self._role(rule.role), talk=self._name(rule.appointment)
        )

    def _routing(self) -> Iterator[Line]:
        profile = self.profile
        yield self._line(self.words["model"][profile.routing_model], "routing.model")
        if profile.areas:
            yield Line(self._say("table", areas=len({area.team for area in profile.areas})))
        yield from (Line(self._say("teams", team=t.name, purpose=t.purpose)) for t in profile.teams)
        for one in profile.transfers:
            yield Line(self._say("transfer", when=self._name(one.when), to=self._name(one.to)))
        homeless = self._say("homeless", to=self._name(profile.no_fixed_address_to))
        yield self._line(homeless, "routing.no_fixed_address")

    def _talks(self) -> Iterator[Line]:
        for kind in self.profile.appointments.values():
            yield self._kind(kind)
        for steps in self.profile.chains:
            yield Line(self._say("chain", steps=" > ".join(map(self._name, steps))))
        yield from (Line(self._say("task", task=_task(one))) for one in self.profile.tasks)
        for step in self.profile.screening:
            text = self._say("step", id=self._name(step.id), role=self._role(step.by))
            yield self._line(text, f"screening.{step.id}")
        yield self._line(self._say("next", talk=self._name(self.profile.next_step)), "next_step")

    def _kind(self, kind: AppointmentKind) -> Line:
        section = "group_sessions" if kind.group else "appointments"
        key = f"scheduling.{section}.{kind.id}"
        minutes = f"{kind.minutes_max}{self._star(f'{key}.minutes', f'{key}.minutes_max')}"
        told = {
            "id": self._name(kind.id),
            "minutes": minutes,
            "deadline": self.deadline(kind.deadline) + self._star(f"{key}.deadline"),
        }
        if kind.group is None:
            return Line(self._say("talk", role=self._role(kind.role), **told), self._quote(key))
        group = kind.group
        seats = f"{group.seats}{self._star(f'{key}.seats')}"
        notes = [self._say("session", seats=seats, **told)]
        notes += [self._say("invited", count=group.invited_max)] if group.invited_max > group.seats else []
        notes += [self._say("compulsory")] if group.mandatory else []
        notes += [self._say("alone", talk=self._name(group.exception_to))] if group.exception_to else []
        return Line("; ".join(notes), self._quote(key))

    def deadline(self, deadline: Deadline) -> str:
        """A promise in words."""
        if deadline.value == 0:
            return self.words["at_once"]
        units = self.words["unit_one" if deadline.value == 1 else "unit"]
        day = deadline.weekday
        on = "" if day is None else self.words["on_weekday"].format(weekday=self.words["weekday"][day])
        return self.words["deadline"].format_map(
            {
                "exact": f"{self.words['exact' if deadline.exact else 'within']} ",
                "value": deadline.value,
                "unit": units[deadline.unit],
                "from": self.words["from"][deadline.from_],
                "weekday": on,
            }
        )

    def _documents(self) -> Iterator[Line]:
        when = self.words["given_when"][self.profile.documents_given_when]
        yield self._line(self._say("given_when", when=when), "documents.given_when")
        star = self._star("documents.items")
        for document in self.profile.documents:
            yield Line(self.catalog.documents[document].text[LANG] + star)

    def _background(self) -> Iterator[Line]:
        profile, context = self.profile, self.profile.context
        counted = self._say("counts_from", step=self._name(profile.date_counts_from))
        yield self._line(counted, "application.date_counts_from")
        if profile.fixed_contact:
            yield self._line(self._say("fixed"), "human.fixed_contact")
        if profile.municipalities:
            yield Line(self._say("together", names=", ".join(profile.municipalities)))
        yield from map(self._partner, profile.partners)
        yield from (Line(self._say("principle", text=one)) for one in context.principles)
        yield from (Line(self._say("after_intake", text=one)) for one in context.after_intake)
        yield from (Line(self._say("programme", text=one)) for one in context.programmes)
        if context.sanctions_by:
            by = self._name(context.sanctions_by)
            yield self._line(self._say("sanctions", by=by), "context.sanctions_by")

    def _partner(self, partner: Partner) -> Line:
        day = "" if partner.weekday is None else f", {self.words['weekday'][partner.weekday]}"
        purpose = f" ({partner.for_})" if partner.for_ else ""
        return Line(self._say("partner", name=partner.name, day=day, purpose=purpose))


def _task(task: Task) -> str:
    return " ".join([*([str(task.n)] if task.n else []), (task.unit or task.id).replace("_", " ")])
