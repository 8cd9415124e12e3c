"""Do staff see how full a session is, and does each act reach the right session and case?"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.desk import setup_desk
from bot.web.keys import SERVICES
from bot.web.middlewares import clear_errors, safe_headers
from bot.web.pages import setup_pages
from tests.fakes import FakeClock, FakeConversations, desk_services
from tests.group_sessions import BEGUN, OFF, TO_COME, FakeSessions
from tests.jan import jan
from tests.sessions import catalog_with_sessions

PASSWORD = "vier gewone woorden"
JAN = jan().id


@pytest.fixture
async def client():
    app = web.Application(middlewares=[safe_headers, clear_errors])
    services = desk_services(FakeConversations(jan()), FakeClock())
    services.catalog = catalog_with_sessions(expected_no_show=30)
    services.sessions = FakeSessions()
    app[SERVICES] = services
    setup_pages(app)
    setup_desk(app)
    async with TestClient(TestServer(app)) as client:
        once = await services.staff.add("piet", "Piet", "first_line")
        member = (await services.staff.session(await services.staff.log_in("piet", once, ""))).member
        token = await services.staff.choose_password(member, "", PASSWORD)
        client.session.cookie_jar.update_cookies({"voordeur_desk": token}, client.make_url("/"))
        yield client


@pytest.fixture
def sessions(client):
    return client.app[SERVICES].sessions


async def read(client, path):
    page = await (await client.get(path)).text()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


async def press(client, path, **form):
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk")).text())[1]
    answer = await client.post(path, data={"csrf": csrf, **form}, allow_redirects=False)
    return answer.status


async def test_the_list_says_who_comes_and_how_many_are_expected(client):
    words = await read(client, "/desk/sessions")
    assert "Rechten en plichten 40 31 45 van 45 2 31-32" in words
    assert "Gaat niet door" in words
    assert "verwacht 30%, geteld 30% van 100 mensen" in words


SHOWN = {
    # session -> what can be done with it
    "one to come is moved, cancelled, or somebody is invited": (
        TO_COME, {"Verplaatsen": True, "Laten vervallen": True, "Uitnodigen": True, "Was er niet": False}),
    "of one that began it is said who was there": (
        BEGUN, {"Verplaatsen": False, "Laten vervallen": False, "Uitnodigen": False, "Was er niet": True}),
    "of one that is off nothing": (
        OFF, {"Verplaatsen": False, "Laten vervallen": False, "Uitnodigen": False, "Was er niet": False}),
}  # fmt: skip


@pytest.mark.parametrize(("slot", "acts"), SHOWN.values(), ids=SHOWN)
async def test_a_session_shows_what_can_be_done(client, slot, acts):
    page = await (await client.get(f"/desk/sessions/{slot}")).text()
    assert {label: f">{label}<" in page for label in acts} == acts


async def test_the_people_are_links_to_their_case_and_no_names(client):
    page = await (await client.get(f"/desk/sessions/{TO_COME}")).text()
    words = await read(client, f"/desk/sessions/{TO_COME}")
    assert f'href="/desk/cases/{JAN}"' in page
    assert f"Zaak {JAN[-6:].upper()} komt, met iemand erbij" in words
    assert "staat op de wachtlijst" in words


ACTS = {
    # form -> what is asked of the service
    "absent": ("attendance", {"case": JAN, "status": "missed"}, (JAN, "missed")),
    "cancelled": ("cancel", {"reason_code": "no_room"}, ("no_room",)),
    "moved, in local time": (
        "move", {"reason_code": "other", "to": "2026-12-01T10:00"},
        ("other", datetime(2026, 12, 1, 9, 0, tzinfo=UTC))),
    "invited by the number of the case": ("invite", {"number": JAN[-6:].lower()}, (JAN,)),
}  # fmt: skip


@pytest.mark.parametrize(("act", "form", "expected"), ACTS.values(), ids=ACTS)
async def test_an_act_reaches_the_session(client, sessions, act, form, expected):
    status = await press(client, f"/desk/sessions/{TO_COME}/{act}", **form)
    assert (status, sessions.done) == (303, [(act, TO_COME, "piet", *expected)])


WRONG = {
    "no such case": ("invite", {"number": "NOBODY"}, 409),
    "no moment": ("move", {"reason_code": "other", "to": "soon"}, 409),
    "a time that the clock skips": ("move", {"reason_code": "other", "to": "2027-03-28T02:30"}, 409),
    "no such act": ("praise", {}, 404),
}


@pytest.mark.parametrize(("act", "form", "status"), WRONG.values(), ids=WRONG)
async def test_what_cannot_be_is_refused(client, sessions, act, form, status):
    assert (await press(client, f"/desk/sessions/{TO_COME}/{act}", **form), sessions.done) == (status, [])


async def test_a_refusal_is_told_with_the_session_as_it_is(client, sessions):
    sessions.refuses = True
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk")).text())[1]
    path = f"/desk/sessions/{TO_COME}/cancel"
    answer = await client.post(path, data={"csrf": csrf, "reason_code": "other"})
    assert (answer.status, "Dit kan nu niet." in await answer.text()) == (409, True)


@pytest.mark.parametrize("path", ["/desk/sessions/99", "/desk/sessions/none"])
async def test_a_session_that_is_not_there(client, path):
    assert (await client.get(path)).status == 404
