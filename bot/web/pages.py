"""How does a template become a page in somebody's language?

Flow: a handler -> ``page`` -> templates and texts -> the browser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.profile import Profile
from bot.web.keys import SERVICES

STATIC = Path(__file__).with_name("static")
_TEMPLATES = Path(__file__).with_name("templates")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ckb"})
_DEFAULT_LANGUAGE = "nl"
_LIVE = "live"
_ENVIRONMENT: web.AppKey[Environment] = web.AppKey("templates", Environment)

Words = Callable[..., str]
"""``_("key", name=value)``: the words of a key with its values filled in."""


def setup_pages(app: web.Application) -> None:
    """Prepare the templates and serve the files of ``static``."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    marks = {path.name: _mark(path) for path in STATIC.iterdir() if path.is_file()}
    environment.globals["static"] = lambda name: f"/static/{name}?v={marks[name]}"
    app[_ENVIRONMENT] = environment
    app.router.add_static("/static/", STATIC)


def page(
    request: web.Request, template: str, lang: str, domain: str = "pages", status: int = 200, **values: Any
) -> web.Response:
    """Render one page.

    Args:
        request: The request it answers.
        template: File below ``templates``.
        lang: Language of the page.
        domain: Text domain that ``_`` reads; ``base_text`` always reads ``pages``.
        status: HTTP status.
        **values: What the template shows; a ``profile`` among them lends its terms to the texts, and its
            status: ``status_key`` is the text that says that it is not real.
    """
    profile = values.get("profile")
    terms = profile.terms if profile else {}
    context = {
        "lang": lang,
        "status_key": status_key(profile) if profile else None,
        "direction": "rtl" if lang in _RIGHT_TO_LEFT else "ltr",
        "_": words(request.app, lang, domain, terms),
        "base_text": words(request.app, lang, "pages", terms),
        **values,
    }
    text = request.app[_ENVIRONMENT].get_template(template).render(context)
    return web.Response(text=text, content_type="text/html", status=status)


def status_key(profile: Profile) -> str | None:
    """The text that says that this front door is not real, ``None`` where it is."""
    return None if profile.status == _LIVE else f"page.{profile.status}"


def words(app: web.Application, lang: str, domain: str, terms: Mapping[str, str]) -> Words:
    """The function that looks up texts of one domain in one language."""
    texts = app[SERVICES].texts

    def look_up(key: str, **values: Any) -> str:
        return texts.gettext(key, lang, domain).format_map({**terms, **values})

    return look_up


def languages(app: web.Application) -> tuple[str, ...]:
    """Languages in which the resident's pages exist."""
    texts = app[SERVICES].texts
    return tuple(lang for lang in texts.languages if texts.keys(lang, "pages"))


def chosen_language(request: web.Request) -> str:
    """The language that the address asks for (``?lang=en``), else Dutch."""
    asked = request.query.get("lang", "")
    return asked if asked in languages(request.app) else _DEFAULT_LANGUAGE


def spoken_language(request: web.Request) -> str:
    """The first language of the Accept-Language header that we have, else Dutch.

    Our own script sends the language of the talk; nothing is remembered of it.
    """
    wishes = request.headers.get("Accept-Language", "")[:200].split(",")
    asked = [wish.split(";")[0].strip().split("-")[0].lower() for wish in wishes]
    return next((lang for lang in asked if lang in languages(request.app)), _DEFAULT_LANGUAGE)


def _mark(path: Path) -> str:
    """A new content has a new address, so that browsers may keep files for long."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
