"""Which addresses does the front door answer?

Flow: ``bot.bootstrap`` makes the services -> ``create_app`` -> ``voordeur run`` serves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.web.desk import setup_desk
from bot.web.health import health
from bot.web.intaker_feed import setup_feed
from bot.web.keys import SERVICES
from bot.web.middlewares import BODY_LIMIT_BYTES, clear_errors, safe_headers
from bot.web.pages import setup_pages
from bot.web.resident import setup_resident
from bot.web.resident_access import RATE_LIMIT, new_rate_limit
from bot.web.resident_api import setup_resident_api
from bot.web.resident_live import setup_resident_live
from bot.web.sheet import setup_sheet

if TYPE_CHECKING:
    from bot.bootstrap import Services


_SETUPS = (setup_pages, setup_resident, setup_resident_api, setup_resident_live, setup_sheet, setup_desk,
           setup_feed)


def create_app(services: Services) -> web.Application:
    """Make the web application.

    Args:
        services: Started by the caller, who also stops them.
    """
    app = web.Application(middlewares=[safe_headers, clear_errors], client_max_size=BODY_LIMIT_BYTES)
    app[SERVICES] = services
    app[RATE_LIMIT] = new_rate_limit()
    app.router.add_get("/health", health)
    for setup in _SETUPS:
        setup(app)
    return app
