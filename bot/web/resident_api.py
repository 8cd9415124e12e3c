"""How does a browser talk with the front door?

The plain HTTP half of the resident's chat protocol (docs/api.yaml); its live half is in
``resident_live``.  Flow: request -> here -> ``services.conversation`` -> words -> answer.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from aiohttp import web

from bot.adapters.case_json import case_to_json
from bot.core.messages import Inbound
from bot.core.ports import Entry
from bot.services.conversation import Opened, Reply
from bot.web.errors import Refused
from bot.web.keys import SERVICES
from bot.web.resident_access import CONVERSATION, not_too_often, own_conversation
from bot.web.resident_messages import entries_to_json, reader_of, say_to_json
from bot.web.sender import sender_of
from channels.base import all_channels

_Short = Annotated[str, msgspec.Meta(max_length=100, pattern=r"^[\w.:-]+\Z")]
_ChoiceId = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
_Seq = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
_LONGEST_TEXT = max(channel.max_chars for channel in all_channels().values() if channel.in_browser)


class NewTalk(msgspec.Struct):
    """Body of a request for a conversation; everything may be left out.

    With a ``resume_code`` an earlier conversation goes on in this browser.
    """

    profile: _Short | None = None
    channel: _Short = "webchat"
    language: _Short | None = None
    resume_code: Annotated[str, msgspec.Meta(max_length=100)] | None = None


class NewMessage(msgspec.Struct):
    """Body of a message: a text or a choice.  ``after``: the last line that the sender has."""

    text: str | None = None
    choice: _ChoiceId | None = None
    id: _Short | None = None
    after: _Seq | None = None


_Body = TypeVar("_Body", NewTalk, NewMessage)


def setup_resident_api(app: web.Application) -> None:
    """Add the routes."""
    app.router.add_post("/api/v1/conversations", open_talk)
    app.router.add_post(f"{CONVERSATION}/messages", send_message)
    app.router.add_get(f"{CONVERSATION}/messages", read_messages)
    app.router.add_get(f"{CONVERSATION}/case", export_case)
    app.router.add_delete(CONVERSATION, erase)


async def open_talk(request: web.Request) -> web.Response:
    """Begin a conversation, or go on with one: 201 with its id, its token (told once) and its messages."""
    not_too_often(request, sender_of(request))
    wanted = await _body(request, NewTalk)
    opened = await (_resume(request, wanted.resume_code) if wanted.resume_code else _begin(request, wanted))
    lines = await _lines(request, opened.id, 0)
    return web.json_response({"id": opened.id, "token": opened.token, **lines}, status=201)


async def _begin(request: web.Request, wanted: NewTalk) -> Opened:
    services = request.app[SERVICES]
    profile = services.catalog.profiles.get(wanted.profile or services.settings.profile)
    channel = all_channels().get(wanted.channel)
    if profile is None or channel is None or not channel.in_browser:
        raise Refused(422, "error.invalid")
    if wanted.language not in (None, *profile.languages):
        raise Refused(422, "error.invalid")
    return await services.conversations.open(profile.id, channel.name, wanted.language)


async def _resume(request: web.Request, code: str) -> Opened:
    opened = await request.app[SERVICES].conversations.resume(code)
    if opened is None:
        raise Refused(404, "error.conversation_unknown")
    return opened


async def send_message(request: web.Request) -> web.Response:
    """Take one message and answer it.

    The answer holds what was said.  With ``after`` it holds every line since that one, each
    with its ``seq``, so that two tabs stay in step.
    """
    conversation_id = await own_conversation(request)
    sent = await _message(request)
    inbound = Inbound(conversation_id, sent.text, sent.choice, sent.id)
    reply = await request.app[SERVICES].conversations.receive(inbound)
    answer = {"silent": reply.silent, "seq": reply.last_seq, "messages": []}
    if reply.resume is not None:
        return web.json_response({**answer, "resume": {"id": reply.resume.id, "token": reply.resume.token}})
    return web.json_response(answer | await _said(request, reply, sent.after))


async def _said(request: web.Request, reply: Reply, after: int | None) -> dict[str, Any]:
    reader = reader_of(request, reply.case)
    if after is not None:
        entries = await request.app[SERVICES].conversations.transcript(reply.case.id, after)
        if entries:
            return {"messages": entries_to_json(entries, reader), "seq": entries[-1].seq}
    # Nothing is kept of a talk that this very message erased, but what was said is still told.
    return {"messages": [say_to_json(say, reader) for say in reply.says]}


async def read_messages(request: web.Request) -> web.Response:
    """Read the lines after ``?after=``, oldest first."""
    conversation_id = await own_conversation(request)
    after = request.query.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Refused(422, "error.invalid")
    return web.json_response(await _lines(request, conversation_id, int(after)))


async def export_case(request: web.Request) -> web.Response:
    """Give the resident everything that we keep of them."""
    conversation_id = await own_conversation(request)
    case = await request.app[SERVICES].conversations.case(conversation_id)
    lines = await _lines(request, conversation_id, 0)
    body = {"case": case_to_json(case), "transcript": lines["messages"]}
    headers = {"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'}
    return web.json_response(body, headers=headers)


async def erase(request: web.Request) -> web.Response:
    """Delete everything of this conversation; cannot be undone."""
    await request.app[SERVICES].conversations.erase(await own_conversation(request))
    return web.Response(status=204)


async def _lines(request: web.Request, conversation_id: str, after: int) -> dict[str, Any]:
    conversations = request.app[SERVICES].conversations
    case = await conversations.case(conversation_id)
    entries = await conversations.transcript(conversation_id, after)
    return {"messages": entries_to_json(entries, reader_of(request, case)), "seq": _last(entries, after)}


def _last(entries: tuple[Entry, ...], after: int) -> int:
    return entries[-1].seq if entries else after


async def _message(request: web.Request) -> NewMessage:
    sent = await _body(request, NewMessage)
    if (sent.text is None) == (sent.choice is None):
        raise Refused(422, "error.invalid")
    if sent.text is not None and len(sent.text) > _LONGEST_TEXT:
        raise Refused(413, "error.too_long")
    return sent


async def _body(request: web.Request, kind: type[_Body]) -> _Body:
    try:
        return msgspec.json.decode(await request.read() or b"{}", type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refused(422, "error.invalid") from error
