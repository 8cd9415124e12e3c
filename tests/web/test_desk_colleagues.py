"""Can the keeper of the desk let colleagues in and out, and nobody else?"""

import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.services.staff import KEEPER
from bot.web.desk import setup_desk
from bot.web.keys import SERVICES
from bot.web.middlewares import clear_errors, safe_headers
from bot.web.pages import setup_pages
from tests.fakes import FakeClock, FakeConversations, desk_services

PAGE = "/desk/colleagues"
PASSWORD = "vier gewone woorden"


@pytest.fixture
async def client():
    app = web.Application(middlewares=[safe_headers, clear_errors])
    app[SERVICES] = desk_services(FakeConversations(), FakeClock())
    setup_pages(app)
    setup_desk(app)
    async with TestClient(TestServer(app)) as client:
        yield client


async def logged_in(client, name, role):
    """A browser in which this person is logged in with an own password."""
    staff = client.app[SERVICES].staff
    once = await staff.add(name, name.capitalize(), role)
    member = (await staff.session(await staff.log_in(name, once, ""))).member
    token = await staff.choose_password(member, "", PASSWORD)
    client.session.cookie_jar.update_cookies({"voordeur_desk": token}, client.make_url("/"))


async def press(client, path=PAGE, **form):
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk")).text())[1]
    answer = await client.post(path, data={"csrf": csrf, **form})
    return answer.status, await answer.text()


def password_in(page):
    return re.search(r"<code>([^<]+)</code>", page)[1]


async def test_a_new_colleague_logs_in_with_what_was_handed_out(client):
    await logged_in(client, "keeper", KEEPER)
    _, page = await press(client, name="Piet", display="Piet", role="integral_intaker")
    staff = client.app[SERVICES].staff
    member = (await staff.session(await staff.log_in("piet", password_in(page), ""))).member
    assert (member.role, member.must_choose_password) == ("integral_intaker", True)


async def test_a_forgotten_password_is_replaced_and_old_sessions_end(client):
    await logged_in(client, "piet", "first_line")
    old = next(cookie.value for cookie in client.session.cookie_jar)
    await logged_in(client, "keeper", KEEPER)
    _, page = await press(client, f"{PAGE}/piet/renew")
    staff = client.app[SERVICES].staff
    assert await staff.session(old) is None
    assert await staff.log_in("piet", PASSWORD, "") is None
    assert await staff.log_in("piet", password_in(page), "") is not None


async def test_who_left_is_out_at_once(client):
    await logged_in(client, "piet", "first_line")
    old = next(cookie.value for cookie in client.session.cookie_jar)
    await logged_in(client, "keeper", KEEPER)
    await press(client, f"{PAGE}/piet/remove")
    assert await client.app[SERVICES].staff.session(old) is None


REFUSED = {
    "a name twice": (PAGE, {"name": "Keeper", "display": "x", "role": "first_line"}, 422),
    "no name": (PAGE, {"name": " ", "display": "x", "role": "first_line"}, 422),
    "a role that is not on the list": (PAGE, {"name": "x", "display": "x", "role": "mayor"}, 422),
    "somebody who is not there": (f"{PAGE}/nobody/renew", {}, 422),
    "your own account": (f"{PAGE}/keeper/remove", {}, 403),
}


@pytest.mark.parametrize(("path", "form", "expected"), REFUSED.values(), ids=REFUSED)
async def test_what_the_keeper_cannot_do(client, path, form, expected):
    await logged_in(client, "keeper", KEEPER)
    status, _ = await press(client, path, **form)
    assert (status, len(await client.app[SERVICES].staff.members())) == (expected, 1)


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/keeper/renew", f"{PAGE}/keeper/remove"])
async def test_others_do_not_look_after_accounts(client, path):
    await logged_in(client, "piet", "first_line")
    status, _ = await press(client, path, name="x", display="x", role=KEEPER)
    assert (status, (await client.get(PAGE)).status) == (403, 403)
