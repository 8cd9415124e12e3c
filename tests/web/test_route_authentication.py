"""Is every address closed to whoever may not use it, also the ones not yet written?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.core.case import Case
from bot.web.app import create_app
from bot.web.keys import SERVICES
from tests.fakes import FakeClock, FakeConversations, desk_services
from tests.jan import jan

PUBLIC = {
    "GET /",
    "GET /kiosk",
    "GET /widget.js",
    "GET /health",
    "GET /static",
    "GET /api/v1/municipalities/{profile}/texts",
    "POST /api/v1/conversations",  # begins a talk of one's own
    "GET /desk/login",
    "POST /desk/login",
}
LIVE = "GET /api/v1/conversations/{id}/live"
FEED = "GET /feeds/{token}.ics"  # the address is the secret: tests/web/test_intaker_feed.py
NAMES = {"id": jan().id, "name": "piet", "act": "keep", "slot": "1"}


class ClosedConversations:
    """Conversations that no token opens."""

    async def authorize(self, conversation_id: str, token: str) -> bool:
        return False

    async def case(self, conversation_id: str) -> Case:
        raise AssertionError("read by a stranger")

    erase = case


def an_app() -> web.Application:
    services = desk_services(FakeConversations(jan()), FakeClock())
    services.settings = SimpleNamespace(profile="alphen-2015", secret="geheim")
    services.conversations = ClosedConversations()
    return create_app(services)


def _routes() -> dict[str, tuple[str, str]]:
    """Name to method and address of every route that is not public."""
    found = {}
    for route in an_app().router.routes():
        address = route.resource.canonical
        if route.method != "HEAD" and f"{route.method} {address}" not in PUBLIC | {LIVE, FEED}:
            found[f"{route.method} {address}"] = (route.method, address.format(**NAMES))
    return found


ROUTES = _routes()
FORMS = {name: path for name, (method, path) in ROUTES.items() if method == "POST" and "/desk/" in path}
OF_STAFF = {name: way for name, way in ROUTES.items() if "/desk" in name and "/password" not in name}
OF_RESIDENTS = {name: way for name, way in ROUTES.items() if "/conversations/" in name}


@pytest.fixture
async def client():
    async with TestClient(TestServer(an_app())) as client:
        yield client


@pytest.fixture
async def staff_client(client):
    """A browser in which a keeper of the desk is logged in."""
    staff = client.app[SERVICES].staff
    once = await staff.add("fatima", "Fatima", "desk")
    member = (await staff.session(await staff.log_in("fatima", once, ""))).member
    token = await staff.choose_password(member, "", "vier gewone woorden")
    client.session.cookie_jar.update_cookies({"voordeur_desk": token}, client.make_url("/"))
    return client


def verdict(answer) -> str:
    """``login``, ``password``, or the status."""
    place = answer.headers.get("Location", "").partition("?")[0]
    return place.removeprefix("/desk/") if answer.status == 303 else str(answer.status)


def test_the_list_of_public_addresses_names_only_what_exists():
    routes = {f"{route.method} {route.resource.canonical}" for route in an_app().router.routes()}
    assert PUBLIC | {LIVE, FEED} <= routes


@pytest.mark.parametrize("method, path", ROUTES.values(), ids=ROUTES)
async def test_a_stranger_gets_in_nowhere(method, path, client):
    answer = await client.request(method, path, allow_redirects=False)
    assert verdict(answer) in ("401", "login")


@pytest.mark.parametrize("method, path", OF_RESIDENTS.values(), ids=OF_RESIDENTS)
async def test_the_token_of_another_talk_opens_nothing(method, path, client):
    answer = await client.request(method, path, headers={"Authorization": "Bearer of-another"})
    assert answer.status == 403


async def test_a_live_line_with_the_token_of_another_talk_is_closed(client):
    async with client.ws_connect(LIVE.removeprefix("GET ").format(**NAMES)) as socket:
        await socket.send_json({"token": "of-another"})
        await socket.receive()
        assert socket.close_code == 1008


@pytest.mark.parametrize("csrf", [None, "", "x", "é"], ids=["none", "empty", "wrong", "not ASCII"])
@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
async def test_a_form_without_the_sessions_own_token_does_nothing(path, csrf, staff_client):
    answer = await staff_client.post(path, data={"csrf": csrf} if csrf is not None else {})
    assert answer.status == 403


@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
async def test_a_form_that_another_site_sends_does_nothing(path, staff_client):
    session = await staff_client.app[SERVICES].staff.session(_token(staff_client))
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = await staff_client.post(path, data={"csrf": session.csrf}, headers=headers)
    assert answer.status == 403


@pytest.mark.parametrize("method, path", OF_STAFF.values(), ids=OF_STAFF)
async def test_a_password_that_was_handed_out_opens_nothing_but_the_choice_of_another(method, path, client):
    staff = client.app[SERVICES].staff
    token = await staff.log_in("fatima", await staff.add("fatima", "Fatima", "desk"), "")
    headers = {"Cookie": f"voordeur_desk={token}"}
    answer = await client.request(method, path, headers=headers, allow_redirects=False)
    assert verdict(answer) in ("password", "401")


async def test_a_redirect_carries_the_safety_headers_too(client):
    answer = await client.get("/desk", allow_redirects=False)
    assert (answer.status, answer.headers["Cache-Control"]) == (303, "no-store")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


OUTSIDE = ("../app.py", "..%2fapp.py", "%2e%2e/app.py", "widget/../../app.py", "/etc/passwd")


@pytest.mark.parametrize("path", OUTSIDE)
async def test_only_files_of_the_static_folder_are_served(path, client):
    answer = await client.get(URL(f"/static/{path}", encoded=True))
    assert answer.status in (403, 404)


ELSEWHERE = ("https://elsewhere.example", "//elsewhere.example", "/desk/cases/a\r\nX-Bad: 1")


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_the_login_leads_nowhere_else(where, client):
    staff = client.app[SERVICES].staff
    once = await staff.add("fatima", "Fatima", "desk")
    form = {"name": "fatima", "password": once, "next": where}
    answer = await client.post("/desk/login", data=form, allow_redirects=False)
    assert ("X-Bad" in answer.headers, answer.headers["Location"][:5]) == (False, "/desk")


async def test_logging_in_makes_a_new_session_whatever_cookie_came_along(client):
    staff = client.app[SERVICES].staff
    once = await staff.add("fatima", "Fatima", "desk")
    form, headers = {"name": "fatima", "password": once}, {"Cookie": "voordeur_desk=planted"}
    answer = await client.post("/desk/login", data=form, headers=headers, allow_redirects=False)
    cookie = answer.cookies["voordeur_desk"]
    assert (cookie.value == "planted", cookie["httponly"], cookie["samesite"]) == (False, True, "Lax")


def _token(client: TestClient) -> str:
    return client.session.cookie_jar.filter_cookies(client.make_url("/"))["voordeur_desk"].value


@pytest.mark.parametrize("id_", ["%00", "a%00b", "a" * 65, "%F0%9F%98%80"])
async def test_an_id_of_another_shape_does_not_exist(id_, staff_client):
    paths = (f"/desk/cases/{id_}", f"/api/v1/desk/cases/{id_}")
    answers = [await staff_client.get(URL(path, encoded=True)) for path in paths]
    assert [answer.status for answer in answers] == [404, 404]
