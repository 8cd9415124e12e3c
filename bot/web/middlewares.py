"""What holds for every answer: its headers, and what is said when something goes wrong?

The one place that knows which error is which HTTP status.  No words of a resident reach the
log: of an unforeseen error its class and its place in the code are written, no more.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from traceback import extract_tb

from aiohttp import web

from bot.core.errors import (
    ConversationUnknown,
    DialogueUnavailable,
    SlotTaken,
    StoreUnavailable,
    TransitionNotAllowed,
    VoordeurError,
)
from bot.web.errors import Refused
from bot.web.pages import chosen_language, page, spoken_language, words

BODY_LIMIT_BYTES = 64 * 1024

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_log = logging.getLogger(__name__)

_STATUS: dict[type[VoordeurError], int] = {
    StoreUnavailable: 503,
    DialogueUnavailable: 503,
    ConversationUnknown: 404,
    SlotTaken: 409,
    TransitionNotAllowed: 409,
}
_KEYS = {
    400: "error.invalid",
    401: "error.unauthorized",
    403: "error.forbidden",
    404: "error.not_found",
    405: "error.not_found",
    413: "error.too_large",
    422: "error.invalid",
    429: "error.too_many",
}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@web.middleware
async def safe_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the safety headers on every answer, and keep nothing of a talk in a cache."""
    try:
        response = await handler(request)
    except web.HTTPException as answer:  # A redirect.
        _protect(request, answer)
        raise
    if not response.prepared:
        _protect(request, response)
    return response


def _protect(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", _cache_rule(request, response))


@web.middleware
async def clear_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error into an answer that says what to do next."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status not in _KEYS:
            raise  # A redirect, or a status that a handler chose with its own body.
        return _answer(request, error.status, _KEYS[error.status])
    except VoordeurError as error:
        return _answer(request, _status_of(error), error.key)
    except Exception as error:  # The outermost loop: nothing else may reach the resident.
        _log.error("%s at %s", type(error).__name__, _place(error))
        return _answer(request, 500, VoordeurError.key)


def _status_of(error: VoordeurError) -> int:
    return error.status if isinstance(error, Refused) else _STATUS.get(type(error), 500)


def _answer(request: web.Request, status: int, key: str) -> web.Response:
    if request.path.startswith("/api/"):
        text = words(request.app, spoken_language(request), "pages", {})(key)
        return web.json_response({"error": key, "message": text}, status=status)
    return page(request, "error.jinja2", chosen_language(request), status=status, key=key)


def _place(error: Exception) -> str:
    frame = extract_tb(error.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"


def _cache_rule(request: web.Request, response: web.StreamResponse) -> str:
    """Files with a mark of their content never change; all else may be about a person."""
    if request.path.startswith("/static/") and "v" in request.query and response.status == 200:
        return "public, max-age=31536000, immutable"
    return "no-store"
