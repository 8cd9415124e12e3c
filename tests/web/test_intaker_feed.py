"""Does an intaker see their own talks, by a link that can be taken back and tells nothing of a resident?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar

from bot.adapters.feeds_postgres import PostgresFeeds
from bot.adapters.slots_postgres import add_slots
from bot.adapters.store_postgres import PostgresStore
from bot.core.calendars import Wanted
from bot.core.demo_calendar import NewSlot
from bot.core.talk import Talk
from bot.services.feeds import Feeds
from bot.web.desk import setup_desk
from bot.web.intaker_feed import setup_feed
from bot.web.keys import SERVICES
from bot.web.middlewares import clear_errors, safe_headers
from bot.web.pages import setup_pages
from bot.web.resident_access import RATE_LIMIT, new_rate_limit
from tests.fakes import FATIMA, NOW, FakeClock, FakeConversations, desk_services
from tests.jan import jan
from tests.web.test_desk_colleagues import logged_in

ANJA = "integral_intaker 1, team-1"
TALK = NOW + timedelta(days=2)


def slot(days, intaker=ANJA, **more):
    starts = NOW + timedelta(days=days)
    values = {
        "profile": "alphen-2015", "kind": "second_talk", "team": "team-1", "role": "integral_intaker",
        "intaker": intaker, "place": "Serviceplein", "starts_at": starts,
        "ends_at": starts + timedelta(minutes=90),
    }  # fmt: skip
    return NewSlot(**{**values, **more})


@pytest.fixture
async def feeds(pool):
    """Links on a real calendar in which Jan has the talk in two days."""
    await add_slots(pool, [slot(2), slot(3), slot(2, "integral_intaker 2, team-1")])
    store, case = PostgresStore(pool), jan()
    await store.create(case, Talk(), None, NOW)
    async with store.open(case.id, None, None, NOW) as opened:
        (found, *_) = await opened.calendar.times(Wanted("second_talk", team="team-1"), TALK, TALK, 1)
        await opened.calendar.create(found, Wanted("second_talk"), {})
        await opened.save((), None, NOW)
    return Feeds(PostgresFeeds(pool), FakeClock())


@pytest.fixture
async def client(feeds):
    app = web.Application(middlewares=[safe_headers, clear_errors])
    app[SERVICES] = desk_services(FakeConversations(), FakeClock())
    app[SERVICES].feeds = feeds
    app[RATE_LIMIT] = new_rate_limit()
    for setup in (setup_pages, setup_desk, setup_feed):
        setup(app)
    async with TestClient(TestServer(app)) as client:
        yield client


async def events(feeds, client, intaker=ANJA):
    token = await feeds.make("alphen-2015", intaker, FATIMA)
    answer = await client.get(f"/feeds/{token}.ics")
    assert answer.content_type == "text/calendar"
    return Calendar.from_ical(await answer.read()).walk("VEVENT")


async def booked_intaker(feeds, client):
    """One of the two has Jan's talk; which one is the calendar's choice."""
    one = await events(feeds, client)
    return one or await events(feeds, client, "integral_intaker 2, team-1")


async def test_the_booked_talks_of_one_intaker_stand_in_it_and_no_free_ones(feeds, client):
    (event,) = await booked_intaker(feeds, client)
    assert (event["DTSTART"].dt, event["LOCATION"]) == (TALK, "Serviceplein")


async def test_nothing_of_the_resident_stands_in_it_but_the_number_of_the_case(feeds, client):
    (event,) = await booked_intaker(feeds, client)
    assert event["SUMMARY"] == f"Gesprek, zaak {jan().id[-6:].upper()}"
    assert "uitkering" not in event.to_ical().decode()


async def test_a_new_link_makes_the_former_one_useless(feeds, client):
    former = await feeds.make("alphen-2015", ANJA, FATIMA)
    await feeds.make("alphen-2015", ANJA, FATIMA)
    assert (await client.get(f"/feeds/{former}.ics")).status == 404


async def test_a_link_that_was_taken_back_opens_nothing(feeds, client):
    token = await feeds.make("alphen-2015", ANJA, FATIMA)
    await feeds.remove("alphen-2015", ANJA)
    assert (await client.get(f"/feeds/{token}.ics")).status == 404


async def test_nobody_guesses_a_link(client):
    assert (await client.get(f"/feeds/{'a' * 43}.ics")).status == 404


async def test_only_a_hash_of_the_link_is_kept(feeds, pool):
    token = await feeds.make("alphen-2015", ANJA, FATIMA)
    kept = await pool.fetchval("select token_hash from calendar_feeds")
    assert token.encode() not in kept


async def test_staff_make_a_link_at_the_desk_and_read_it_once(client):
    await logged_in(client, "fatima", "first_line")
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk/feeds")).text())[1]
    page = await (await client.post("/desk/feeds/make", data={"csrf": csrf, "intaker": ANJA})).text()
    link = re.search(r"<code>http://[^/]+(/feeds/[^<]+)</code>", page)[1]
    assert (await client.get(link)).status == 200
    again = await (await client.get("/desk/feeds")).text()
    assert (link in again, "link gemaakt door Fatima" in again) == (False, True)


@pytest.mark.parametrize(
    ("intaker", "shown"),
    [
        (ANJA, "integraal intaker 1, team-1"),
        ("specialist, all teams", "specialist, alle teams"),
        ("Anja de Vries", "Anja de Vries"),
    ],
)
async def test_an_intaker_of_the_demonstration_is_shown_in_words_and_a_real_one_by_name(
    feeds, pool, client, intaker, shown
):
    await add_slots(pool, [slot(4, intaker)])
    await logged_in(client, "fatima", "first_line")
    page = await (await client.get("/desk/feeds")).text()
    assert f"<strong>{shown}</strong>" in page


async def test_behind_a_proxy_that_encrypts_the_link_is_encrypted_too(client):
    await logged_in(client, "fatima", "first_line")
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk/feeds")).text())[1]
    data, headers = {"csrf": csrf, "intaker": ANJA}, {"X-Forwarded-Proto": "https"}
    page = await (await client.post("/desk/feeds/make", data=data, headers=headers)).text()
    assert "<code>https://" in page


async def test_a_link_of_an_intaker_without_talks_can_still_be_taken_back(feeds, pool):
    await feeds.make("alphen-2015", ANJA, FATIMA)
    await pool.execute("delete from slots where intaker = $1", ANJA)
    assert ANJA in {feed.intaker for feed in await feeds.all("alphen-2015")}


async def test_a_link_for_somebody_who_does_not_exist_is_refused(client):
    await logged_in(client, "fatima", "first_line")
    csrf = re.search(r'name="csrf" value="([^"]+)"', await (await client.get("/desk/feeds")).text())[1]
    answer = await client.post("/desk/feeds/make", data={"csrf": csrf, "intaker": "nobody"})
    assert answer.status == 422


async def test_without_a_login_nobody_makes_a_link(client):
    answer = await client.post("/desk/feeds/make", data={"intaker": ANJA}, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/login?next=/desk/feeds/make")
