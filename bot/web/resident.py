"""Where does a resident find the front door in a browser?"""

from __future__ import annotations

from functools import cache

from aiohttp import web

from bot.core.catalog import Profile
from bot.web.errors import Refused
from bot.web.keys import SERVICES
from bot.web.pages import STATIC, chosen_language, languages, page, status_key

_PARTS = ("talk.js", "pieces.js", "chat.js", "start.js")
_FOR_SCRIPT = ("chat.", "page.", "kiosk.")


def setup_resident(app: web.Application) -> None:
    """Add the routes."""
    app.router.add_get("/", chat_page)
    app.router.add_get("/kiosk", kiosk_page)
    app.router.add_get("/widget.js", widget)
    app.router.add_get("/api/v1/municipalities/{profile}/texts", widget_texts)


async def chat_page(request: web.Request) -> web.Response:
    """Show the chat in a plain page of the municipality."""
    return _chat(request, "resident.jinja2")


async def kiosk_page(request: web.Request) -> web.Response:
    """Show the chat full screen, for a touch screen in the hall."""
    return _chat(request, "kiosk.jinja2")


async def widget(request: web.Request) -> web.Response:
    """Serve the one script; other sites load it too, so it may be kept for a short time only."""
    headers = {"Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}
    return web.Response(text=_script(), content_type="text/javascript", headers=headers)


async def widget_texts(request: web.Request) -> web.Response:
    """Give the script its own words, in every language of the municipality."""
    services = request.app[SERVICES]
    profile = services.catalog.profiles.get(request.match_info["profile"])
    if profile is None:
        raise Refused(404, "error.not_found")
    offered = [lang for lang in languages(request.app) if lang in profile.languages]
    texts = {lang: _words(request, lang, profile) for lang in offered}
    about = {"name": profile.name, "language": profile.default_language, "status": status_key(profile)}
    return web.json_response({**about, "texts": texts})


@cache
def _script() -> str:
    """The parts as one script that leaves no names behind in the page."""
    parts = [(STATIC / "widget" / name).read_text(encoding="utf-8") for name in _PARTS]
    return "\n".join(['(() => {', '"use strict";', *parts, "})();", ""])


def _chat(request: web.Request, template: str) -> web.Response:
    services = request.app[SERVICES]
    profile = services.catalog.profiles[services.settings.profile]
    return page(request, template, chosen_language(request), profile=profile)


def _words(request: web.Request, lang: str, profile: Profile) -> dict[str, str]:
    texts = request.app[SERVICES].texts
    keys = sorted(key for key in texts.keys("nl", "pages") if key.startswith(_FOR_SCRIPT))
    values = {"name": profile.name, "year": str(profile.vintage), "place": profile.place}
    return {key: _filled(texts.gettext(key, lang, "pages"), values) for key in keys}


def _filled(text: str, values: dict[str, str]) -> str:
    """Fill in what the server knows; what only the script knows stays a placeholder."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
