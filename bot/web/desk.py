"""Which addresses does the desk have?

Login, session and accounts are in ``desk_login``, ``desk_session`` and ``desk_colleagues``, links to
calendars in ``desk_feeds``, group sessions in ``desk_sessions``, pages in ``desk_pages``, forms in
``desk_acts``, live updates and JSON in ``desk_live``, Dutch in ``desk_words``.
"""

from __future__ import annotations

from aiohttp import web

from bot.web.desk_acts import do_act
from bot.web.desk_colleagues import add_colleague, remove_colleague, renew_colleague, show_colleagues
from bot.web.desk_feeds import make_feed, remove_feed, show_feeds
from bot.web.desk_live import LISTENERS, api_case, api_cases, events, hang_up
from bot.web.desk_login import choose_password, log_in, log_out, show_login, show_password
from bot.web.desk_pages import show_case, show_case_live, show_list, show_rows
from bot.web.desk_sessions import SLOT, do_session_act, show_group_session, show_sessions
from bot.web.resident_access import ID


def setup_desk(app: web.Application) -> None:
    """Add the desk to the application."""
    app.router.add_routes(
        [
            web.get("/desk/login", show_login),
            web.post("/desk/login", log_in),
            web.post("/desk/logout", log_out),
            web.get("/desk/password", show_password),
            web.post("/desk/password", choose_password),
            web.get("/desk/colleagues", show_colleagues),
            web.post("/desk/colleagues", add_colleague),
            web.post("/desk/colleagues/{name}/renew", renew_colleague),
            web.post("/desk/colleagues/{name}/remove", remove_colleague),
            web.get("/desk/feeds", show_feeds),
            web.post("/desk/feeds/make", make_feed),
            web.post("/desk/feeds/remove", remove_feed),
            web.get("/desk/sessions", show_sessions),
            web.get(f"/desk/sessions/{SLOT}", show_group_session),
            web.post(f"/desk/sessions/{SLOT}/{{act}}", do_session_act),
            web.get("/desk", show_list),
            web.get("/desk/rows", show_rows),
            web.get("/desk/events", events),
            web.get(f"/desk/cases/{ID}", show_case),
            web.get(f"/desk/cases/{ID}/live", show_case_live),
            web.post(f"/desk/cases/{ID}/{{act}}", do_act),
            web.get("/api/v1/desk/cases", api_cases),
            web.get(f"/api/v1/desk/cases/{ID}", api_case),
        ]
    )
    app[LISTENERS] = set()
    app.on_shutdown.append(hang_up)
