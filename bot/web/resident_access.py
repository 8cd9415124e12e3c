"""Is this request from the resident whose talk it is?"""

from __future__ import annotations

import re
import time

from aiohttp import web

from bot.web.document_links import is_document_key
from bot.web.errors import Refused
from bot.web.keys import SERVICES
from bot.web.rate_limit import RateLimit

ID = "{id:[A-Za-z0-9_-]{1,64}}"
"""Part of an address; an id of another shape does not exist."""

CONVERSATION = f"/api/v1/conversations/{ID}"
"""Address of one conversation."""

RATE_LIMIT: web.AppKey[RateLimit] = web.AppKey("rate_limit", RateLimit)
_BEARER = re.compile(r"Bearer ([\x21-\x7e]{1,200})")


def new_rate_limit() -> RateLimit:
    """A limit on the clock of this machine."""
    return RateLimit(time.monotonic)


def not_too_often(request: web.Request, sender: str) -> None:
    """Count one request.  Raises Refused (429) when it is one too many."""
    if not request.app[RATE_LIMIT].allows(sender):
        raise Refused(429, "error.too_many")


async def own_conversation(request: web.Request) -> str:
    """The id of the conversation that the request's token opens.

    Raises:
        Refused: 401 without a token, 403 with the wrong one, 429 too often.
    """
    conversation_id = request.match_info["id"]
    not_too_often(request, conversation_id)
    bearer = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    if bearer is None:
        raise Refused(401, "error.unauthorized")
    await check_token(request, conversation_id, bearer[1])
    return conversation_id


async def check_token(request: web.Request, conversation_id: str, token: str) -> None:
    """Refuse (403) a token that does not open the conversation."""
    if not await request.app[SERVICES].conversations.authorize(conversation_id, token):
        raise Refused(403, "error.forbidden")


async def own_papers(request: web.Request) -> str:
    """The id of the conversation whose papers the link's key, or the token, opens.

    Raises:
        Refused: As ``own_conversation``.
    """
    key = request.query.get("key")
    if key is None:
        return await own_conversation(request)
    conversation_id = request.match_info["id"]
    not_too_often(request, conversation_id)
    if not is_document_key(request.app[SERVICES].settings.secret, conversation_id, key):
        raise Refused(403, "error.forbidden")
    return conversation_id
