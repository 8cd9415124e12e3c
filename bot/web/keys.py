"""Where does the web application keep what its handlers share?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from bot.bootstrap import Services

SERVICES: web.AppKey[Services] = web.AppKey("services", object)
"""The use cases and their data; set once by ``create_app``."""
