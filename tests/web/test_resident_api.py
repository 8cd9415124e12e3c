"""The chat protocol: who may read what, what comes back, and what is said when it goes wrong."""

from __future__ import annotations

import logging

import pytest
from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from bot.web.app import create_app
from bot.web.rate_limit import RateLimit
from bot.web.resident_access import RATE_LIMIT
from tests.web.conftest import QUESTION

API = "/api/v1/conversations"


async def opened(client, **wanted) -> tuple[str, dict[str, str]]:
    """A new conversation: its address and the header that opens it."""
    answer = await (await client.post(API, json=wanted)).json()
    return f"{API}/{answer['id']}", {"Authorization": f"Bearer {answer['token']}"}


async def test_a_new_talk_begins_with_what_the_front_door_says(client):
    answer = await (await client.post(API, json={"language": "en"})).json()
    said = [(line["seq"], line["key"], line["lang"], line["text"]) for line in answer["messages"]]
    assert said == [
        (1, "fake.hello", "en", "Good morning. I am a computer."),
        (2, "fake.question", "en", "How is your money?"),
    ]


async def test_a_new_talk_gives_its_key_once_and_tells_where_it_stands(client):
    response = await client.post(API)
    answer = await response.json()
    assert (response.status, answer["id"], answer["token"], answer["seq"]) == (201, "c1", "token-c1", 2)


async def test_a_message_of_the_front_door_carries_its_choices(client):
    answer = await (await client.post(API)).json()
    assert answer["messages"][1]["choices"][1:3] == [
        {"id": "photo.money:b", "title": "Niet goed", "kind": "answer"},
        {"id": "skip", "title": "Sla over", "kind": "aside"},
    ]


SENT = [
    # body, text and choice that arrive
    ({"text": "hallo"}, ("hallo", None)),
    ({"text": ""}, ("", None)),  # nothing typed is for the dialogue to answer
    ({"text": "<b>vet</b> \U0001f600"}, ("<b>vet</b> \U0001f600", None)),
    ({"text": "x" * 20_000}, ("x" * 20_000, None)),
    ({"choice": "photo.money:b"}, (None, "photo.money:b")),
    ({"choice": "slot:2026-12-02T10:30", "id": "1:a"}, (None, "slot:2026-12-02T10:30")),
]


@pytest.mark.parametrize("body, expected", SENT)
async def test_a_message_arrives_as_it_was_sent(body, expected, client, doors):
    address, key = await opened(client)
    response = await client.post(f"{address}/messages", json=body, headers=key)
    received = doors.received[0]
    arrived = ((received.text, received.choice), received.message_id)
    assert (response.status, arrived) == (200, (expected, body.get("id")))


async def test_the_answer_holds_what_was_said(client):
    address, key = await opened(client)
    answer = await (await client.post(f"{address}/messages", json={"text": "hallo"}, headers=key)).json()
    keys = [line["key"] for line in answer["messages"]]
    assert (keys, answer["seq"], answer["silent"]) == ([QUESTION.key], 4, False)


async def test_with_after_the_answer_holds_every_line_that_this_tab_lacks(client, doors):
    address, key = await opened(client)
    doors.add("c1", "resident", {"text": "uit een ander venster"})
    body = {"text": "hallo", "after": 2}
    answer = await (await client.post(f"{address}/messages", json=body, headers=key)).json()
    lines = [(line["seq"], line["sender"]) for line in answer["messages"]]
    assert lines == [(3, "resident"), (4, "resident"), (5, "bot")]


async def test_while_a_person_has_the_talk_the_front_door_is_silent(client, doors):
    address, key = await opened(client)
    doors.person = True
    answer = await (await client.post(f"{address}/messages", json={"text": "hallo"}, headers=key)).json()
    assert (answer["silent"], answer["messages"]) == (True, [])


async def test_after_a_change_of_language_everything_is_read_in_it(client):
    address, key = await opened(client)
    await client.post(f"{address}/messages", json={"choice": "language:en"}, headers=key)
    answer = await (await client.get(f"{address}/messages", headers=key)).json()
    assert answer["messages"][0]["text"] == "Good morning. I am a computer."


async def test_reading_on_gives_only_what_came_later(client):
    address, key = await opened(client)
    answer = await (await client.get(f"{address}/messages?after=1", headers=key)).json()
    assert ([line["seq"] for line in answer["messages"]], answer["seq"]) == ([2], 2)


async def test_a_code_opens_the_earlier_talk_in_this_browser(client):
    await opened(client)
    answer = await (await client.post(API, json={"resume_code": "ABCD-EFGH"})).json()
    assert (answer["id"], answer["token"], answer["seq"]) == ("c1", "token-c1", 2)


async def test_an_unknown_code_opens_nothing(client):
    response = await client.post(API, json={"resume_code": "ZZZZ-ZZZZ"})
    assert (response.status, (await response.json())["error"]) == (404, "error.conversation_unknown")


async def test_a_code_typed_in_another_talk_leads_to_the_earlier_one(client):
    await opened(client)
    address, key = await opened(client)
    answer = await (await client.post(f"{address}/messages", json={"text": "ABCD-EFGH"}, headers=key)).json()
    assert answer["resume"] == {"id": "c1", "token": "token-c1"}


async def test_a_worker_stays_without_a_name(client, doors):
    address, key = await opened(client)
    doors.add("c1", "staff", {"text": "Ik kijk even mee."})
    answer = await (await client.get(f"{address}/messages?after=2", headers=key)).json()
    line = answer["messages"][0]
    assert (line["sender"], line["text"], "mo" in str(line)) == ("staff", "Ik kijk even mee.", False)


async def test_the_resident_can_take_everything_along(client, doors):
    address, key = await opened(client)
    response = await client.get(f"{address}/case", headers=key)
    body = await response.json()
    assert (body["case"]["id"], body["case"]["group"], len(body["transcript"])) == ("c1", None, 2)


async def test_after_erasing_nothing_is_there(client, doors):
    address, key = await opened(client)
    erased = await client.delete(address, headers=key)
    after = await client.get(f"{address}/messages", headers=key)
    assert (erased.status, after.status, doors.cases) == (204, 403, {})


REFUSED = [
    # method, path, header, body, status, key of the error
    ("GET", "/messages", None, None, 401, "error.unauthorized"),
    ("GET", "/messages", "Bearer wrong", None, 403, "error.forbidden"),
    ("GET", "/messages", "Basic token-c1", None, 401, "error.unauthorized"),
    ("GET", "/case", None, None, 401, "error.unauthorized"),
    ("DELETE", "", "Bearer wrong", None, 403, "error.forbidden"),
    ("GET", "/sheet", None, None, 401, "error.unauthorized"),
    ("GET", "/sheet?key=0", None, None, 403, "error.forbidden"),
    ("GET", "/appointment.ics?key=é", None, None, 403, "error.forbidden"),
    ("GET", "/sheet", "Bearer token-c1", None, 404, "error.no_appointment"),
    ("GET", "/messages?after=-1", "Bearer token-c1", None, 422, "error.invalid"),
    ("GET", "/messages?after=²", "Bearer token-c1", None, 422, "error.invalid"),
    ("GET", "/nothing", "Bearer token-c1", None, 404, "error.not_found"),
    ("POST", "/messages", "Bearer token-c1", b"", 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b"[]", 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b"\xff", 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": 1}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": "\\ud800"}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": "a", "choice": "b"}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"choice": ""}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"choice": "\\u0000"}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": "a", "id": "\\u0000"}', 422, "error.invalid"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": "%s"}' % (b"x" * 20_001), 413, "error.too_long"),
    ("POST", "/messages", "Bearer token-c1", b'{"text": "%s"}' % (b"x" * 70_000), 413, "error.too_large"),
]


@pytest.mark.parametrize("method, path, header, body, status, key", REFUSED)
async def test_what_may_not_be_is_refused_with_a_reason(method, path, header, body, status, key, client):
    await opened(client)
    headers = {"Authorization": header} if header else {}
    response = await client.request(method, f"{API}/c1{path}", headers=headers, data=body)
    assert (response.status, (await response.json())["error"]) == (status, key)


OPENINGS = [
    ({"profile": "nowhere"}, 422),
    ({"channel": "pigeon"}, 422),
    ({"language": "tlh"}, 422),
    ({"profile": "../../etc"}, 422),
    ({"channel": "kiosk", "language": "nl", "profile": "alphen-2015"}, 201),
]


@pytest.mark.parametrize("wanted, status", OPENINGS)
async def test_a_talk_opens_only_where_there_is_a_door(wanted, status, client):
    assert (await client.post(API, json=wanted)).status == status


async def test_the_reason_is_told_in_the_residents_language(client):
    response = await client.get(f"{API}/c1/messages", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert (await response.json())["message"] == "You need the key of the conversation for this."


async def test_one_key_does_not_open_another_talk(client):
    _, key = await opened(client)
    other, _ = await opened(client)
    assert (await client.get(f"{other}/messages", headers=key)).status == 403


async def test_without_a_database_the_resident_hears_it_and_it_mends_by_itself(client, doors):
    address, key = await opened(client)
    doors.gone = True
    down = await client.post(f"{address}/messages", json={"text": "hallo"}, headers=key)
    health = await client.get("/health")
    doors.gone = False
    up = await client.post(f"{address}/messages", json={"text": "hallo"}, headers=key)
    said = (await down.json())["error"]
    assert (down.status, said, health.status, up.status) == (503, "error.store", 503, 200)


async def test_health_tells_the_state_of_each_part(client):
    response = await client.get("/health")
    body = {"status": "ok", "parts": {"database": {"ok": True}, "model": {"ok": True}}}
    assert (response.status, await response.json()) == (200, body)


async def test_a_fault_of_ours_is_told_and_logged_without_anybodys_words(client, doors, caplog):
    address, key = await opened(client)
    doors.broken = True
    with caplog.at_level(logging.DEBUG):
        response = await client.post(f"{address}/messages", json={"text": "geheim"}, headers=key)
    logged = caplog.text
    told = (await response.json())["error"]
    assert (response.status, told, "RuntimeError" in logged, "words of" in logged, "geheim" in logged) == (
        500, "error.unknown", True, False, False)  # fmt: skip


async def test_a_runaway_script_is_stopped(services):
    app = create_app(services)
    app[RATE_LIMIT] = RateLimit(lambda: 0.0, burst=1, per_second=1)
    async with TestClient(TestServer(app)) as client:
        statuses = [(await client.post(API)).status for _ in range(2)]
    assert statuses == [201, 429]


# ---- live


async def test_a_waiting_browser_hears_what_is_said_elsewhere(client, doors):
    address, _ = await opened(client)
    async with client.ws_connect(f"{address}/live") as socket:
        await socket.send_json({"token": "token-c1", "after": 2})
        doors.add("c1", "staff", {"text": "Goedemiddag"})
        doors.live.tell("c1")
        pushed = await socket.receive_json(timeout=5)
    assert [(line["sender"], line["text"]) for line in pushed["messages"]] == [("staff", "Goedemiddag")]


async def test_a_browser_that_comes_back_first_gets_what_it_missed(client):
    address, _ = await opened(client)
    async with client.ws_connect(f"{address}/live") as socket:
        await socket.send_json({"token": "token-c1", "after": 1})
        pushed = await socket.receive_json(timeout=5)
    assert ([line["seq"] for line in pushed["messages"]], pushed["seq"]) == ([2], 2)


HELLOS = ['{"token": "wrong"}', "{}", "[]", "no json", '{"token": "token-c1", "after": -1}']


@pytest.mark.parametrize("hello", HELLOS)
async def test_a_browser_without_the_key_is_sent_away(hello, client):
    address, _ = await opened(client)
    async with client.ws_connect(f"{address}/live") as socket:
        await socket.send_str(hello)
        message = await socket.receive(timeout=5)
    assert (message.type, message.data) == (WSMsgType.CLOSE, 1008)


async def test_without_a_database_the_browser_is_told_to_come_back(client, doors):
    address, _ = await opened(client)
    doors.gone = True
    async with client.ws_connect(f"{address}/live") as socket:
        await socket.send_json({"token": "token-c1"})
        message = await socket.receive(timeout=5)
    assert (message.type, message.data) == (WSMsgType.CLOSE, 1013)
