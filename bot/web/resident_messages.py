"""How does a line of the transcript look to the resident's browser?

Flow: an ``Entry`` of the transcript, or a ``Say`` that was just said -> here -> the chat
protocol (docs/api.yaml).  Rendered anew each time, so a change of language changes all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from aiohttp import web

from bot.adapters.case_json import local_moment
from bot.adapters.texts_gettext import Texts
from bot.core.case import Case
from bot.core.messages import Say
from bot.core.ports import Entry
from bot.web.document_links import document_key
from bot.web.keys import SERVICES

DOCUMENTS = {"sheet": "sheet", "calendar": "appointment.ics", "calendar_off": "appointment.ics"}
"""What a message may bring along, and where it stands below the address of the conversation."""

_STAFF_LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and with which words.

    Attributes:
        texts: All texts.
        lang: Language of the resident.
        terms: The municipality's own nouns.
        papers: Address of the conversation's papers, and the key that opens them.
    """

    texts: Texts
    lang: str
    terms: Mapping[str, str]
    papers: tuple[str, str]


def reader_of(request: web.Request, case: Case) -> Reader:
    """The resident of a case, as reader."""
    services = request.app[SERVICES]
    profile = services.catalog.profiles[case.profile]
    papers = (f"/api/v1/conversations/{case.id}", document_key(services.settings.secret, case.id))
    return Reader(services.texts, case.language or profile.default_language, profile.terms, papers)


def say_to_json(say: Say, reader: Reader) -> dict[str, Any]:
    """One message of the front door, in words."""
    rendered = reader.texts.render(say, reader.lang, reader.terms)
    return {
        "sender": "bot",
        "key": rendered.key,
        "lang": rendered.lang,
        "text": rendered.text,
        "choices": [choice._asdict() for choice in rendered.choices],
        "input": rendered.input,
        "attachments": [_attachment(kind, reader) for kind in rendered.attachments],
    }


def entries_to_json(entries: Iterable[Entry], reader: Reader) -> list[dict[str, Any]]:
    """Lines of the transcript, in words, each with its place and moment."""
    return [
        {"seq": entry.seq, **_BODIES[entry.sender](entry.body, reader), "at": local_moment(entry.at)}
        for entry in entries
    ]


def _of_bot(body: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    return say_to_json(msgspec.convert(body, Say), reader)


def _of_resident(body: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    if "choice" not in body:
        return _plain("resident", reader.lang, body["text"])
    title = reader.texts.value(body.get("title", ""), reader.lang, reader.terms)
    return {**_plain("resident", reader.lang, title), "choice": body["choice"]}


def _of_staff(body: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """Without a name: who works at the desk is told by the worker, not by the machine."""
    return _plain("staff", _STAFF_LANGUAGE, body["text"])


_BODIES = {"bot": _of_bot, "resident": _of_resident, "staff": _of_staff}


def _plain(sender: str, lang: str, text: str) -> dict[str, Any]:
    return {"sender": sender, "lang": lang, "text": text, "choices": [], "input": "none", "attachments": []}


def _attachment(kind: str, reader: Reader) -> dict[str, str]:
    address, key = reader.papers
    return {"kind": kind, "href": f"{address}/{DOCUMENTS[kind]}?key={key}"}
