"""Do the pages of the desk show what they may, and act only for staff?"""

import asyncio
import re
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.texts_gettext import Texts
from bot.core import triage
from bot.core.case import Consents, Handoff
from bot.core.crisis import FLAGS
from bot.core.desk_order import URGENCIES
from bot.core.messages import Say
from bot.core.outbox import KeptLetter, Letter
from bot.web.desk import setup_desk
from bot.web.desk_photo import SITUATION
from bot.web.keys import SERVICES
from bot.web.middlewares import clear_errors, safe_headers
from bot.web.pages import setup_pages
from tests.fakes import FATIMA, LOCALES, NOW, FakeClock, FakeConversations, desk_services
from tests.jan import jan

JAN = jan().id
CASE = f"/desk/cases/{JAN}"
PASSWORD = "vier gewone woorden"


@pytest.fixture
def store():
    return FakeConversations(jan(handoff=Handoff("requested", "wants_human", NOW)))


@pytest.fixture
async def client(store):
    app = web.Application(middlewares=[safe_headers, clear_errors])
    app[SERVICES] = desk_services(store, FakeClock())
    setup_pages(app)
    setup_desk(app)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def desk(client):
    """A browser in which Fatima is logged in."""
    staff = client.app[SERVICES].staff
    await staff.add("fatima", "Fatima", "first_line")
    _, session = await _session_of(staff, "fatima")
    token = await staff.choose_password(session.member, "Fatima", PASSWORD)
    client.session.cookie_jar.update_cookies({"voordeur_desk": token}, client.make_url("/"))
    return client


async def _session_of(staff, name):
    member = next(one for one in await staff.members() if one.name == name)
    token = await staff._start_session(member.name, staff._clock())
    return token, await staff.session(token)


async def csrf_of(client, path=CASE):
    return re.search(r'name="csrf" value="([^"]+)"', await (await client.get(path)).text())[1]


async def press(client, act, **form):
    form.setdefault("csrf", await csrf_of(client))
    return await client.post(f"{CASE}/{act}", data=form, allow_redirects=False)


@pytest.mark.parametrize("path", ["/desk", CASE, "/desk/password"])
async def test_a_stranger_is_sent_to_the_login_page(client, path):
    answer = await client.get(path, allow_redirects=False)
    assert (answer.status, answer.headers["Location"].partition("?")[0]) == (303, "/desk/login")


@pytest.mark.parametrize(
    "path", ["/desk/rows", f"{CASE}/live", "/desk/events", "/api/v1/desk/cases", f"/api/v1/desk/cases/{JAN}"]
)
async def test_a_stranger_gets_no_data(client, path):
    answer = await client.get(path)
    assert (answer.status, await answer.json()) == (401, {"error": "not_logged_in"})


async def test_logging_in_and_choosing_a_password(client):
    name, once = await client.app[SERVICES].staff.first_login()
    answer = await client.post("/desk/login", data={"name": name, "password": once, "next": CASE})
    assert answer.url.path == "/desk/password"
    form = {
        "csrf": await csrf_of(client, "/desk/password"),
        "display": "Fatima",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    assert (await client.post("/desk/password", data=form)).url.path == "/desk"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    name, once = await client.app[SERVICES].staff.first_login()
    answer = await client.post(
        "/desk/login",
        data={"name": name, "password": once},
        allow_redirects=False,
        headers={"X-Forwarded-Proto": "https"},
    )
    cookie = answer.headers["Set-Cookie"]
    assert [
        mark for mark in ("HttpOnly", "SameSite=Lax", "Secure", "Max-Age=28800") if mark not in cookie
    ] == []


async def test_a_wrong_name_and_a_wrong_password_look_the_same(desk):
    texts = [
        await (await desk.post("/desk/login", data={"name": name, "password": "x"})).text()
        for name in ("fatima", "nobody")
    ]
    assert texts[0].replace("fatima", "") == texts[1].replace("nobody", "")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/", ""])
async def test_after_the_login_nobody_ends_up_on_another_site(client, elsewhere):
    name, once = await client.app[SERVICES].staff.first_login()
    answer = await client.post(
        "/desk/login", data={"name": name, "password": once, "next": elsewhere}, allow_redirects=False
    )
    assert answer.headers["Location"] == "/desk"


FORGED = {
    "without the token": ({"csrf": ""}, {}),
    "with a made-up token": ({"csrf": "x"}, {}),
    "from another site": ({}, {"Sec-Fetch-Site": "cross-site"}),
    "from another origin, in an old browser": ({}, {"Origin": "https://evil.example"}),
}


@pytest.mark.parametrize(("form", "headers"), FORGED.values(), ids=FORGED)
async def test_a_forged_form_does_nothing(desk, store, form, headers):
    form = {"csrf": await csrf_of(desk), **form}
    answer = await desk.post(f"{CASE}/take-over", data=form, headers=headers)
    assert (answer.status, (await store.case(JAN)).handoff.state) == (403, "requested")


async def test_our_own_form_may_hide_its_origin(desk, store):
    """Browsers send Origin: null with our strict referrer policy."""
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    await desk.post(f"{CASE}/take-over", data={"csrf": await csrf_of(desk)}, headers=headers)
    assert (await store.case(JAN)).handoff.state == "active"


async def test_the_whole_talk_by_buttons(desk, store):
    await press(desk, "take-over")
    await press(desk, "write", text="Goedemorgen")
    await press(desk, "close")
    said = [entry.body.get("key") or entry.body["text"] for entry in store.entries[JAN]]
    assert said == ["handoff.taken_over", "Goedemorgen", "handoff.closed"]


async def test_who_is_second_reads_who_was_first(desk, store):
    token = await csrf_of(desk)
    store.records[JAN].case = replace(store.records[JAN].case, handoff=Handoff("active", None, NOW, "piet"))
    answer = await press(desk, "take-over", csrf=token)
    assert (answer.status, "piet heeft het gesprek al overgenomen" in await answer.text()) == (409, True)


async def test_a_text_that_was_not_sent_stays_in_the_box(desk):
    await press(desk, "take-over")
    answer = await press(desk, "write", text="a" * 4001)
    assert (answer.status, "a" * 4001 in await answer.text()) == (409, True)


async def test_a_change_is_one_click_with_a_reason_from_a_list(desk, store):
    await press(desk, "change", way="single/specialist", reason_code="one_question")
    page = await (await desk.get(CASE)).text()
    assert "De computer stelde voor: <strong>Meervoudige vraag</strong>" in page
    assert "Besluit: Enkelvoudige vraag, naar specialist. Reden: het is één vraag." in page


async def test_an_unknown_button_is_not_found(desk):
    assert (await press(desk, "delete")).status == 404


async def test_an_unknown_case_is_not_found(desk):
    assert (await desk.get("/desk/cases/nobody")).status == 404


READ = {
    "own words": ">ik heb een uitkering nodig</blockquote>",
    "the rule": "alphen-2015/triage/2@1",
    "the reason in words": "omdat de inwoner meer dan één vraag heeft: geldzaken en woning",
    "who decides": "U beslist.",
    "the talk": "Woensdag 2 december 2026 om 10.30 uur",
    "a wish to talk": "Ja, later",
    "what was not answered": "Tijdsbesteding. Dat mag.",
    "the chart": '<svg class="spider"',
    "the chart in words": "Zo ziet de inwoner het zelf",
    "the demonstration": "Dit is een historisch voorbeeld uit 2015.",
}


async def test_the_case_can_be_read(desk):
    page = await (await desk.get(CASE)).text()
    assert [what for what, words in READ.items() if words not in page] == []


async def test_staff_see_where_the_source_is_silent_and_the_national_default_serves(desk):
    page = await (await desk.get("/desk")).text()
    catalog = desk.app[SERVICES].catalog
    shown = re.search(r'id="profile-silent".*?</details>', page, re.DOTALL)[0]
    below = [key.partition(".")[2] for key in catalog.profiles["alphen-2015"].silent]
    assert [key for key in below if key not in shown] == []


async def test_every_part_of_a_profile_that_can_be_silent_has_a_name_for_staff(texts, catalog):
    silent = {key.partition(".")[0] for one in catalog.profiles.values() for key in one.silent}
    assert sorted({f"section.{name}" for name in silent} - texts.keys("nl", "desk")) == []


@pytest.mark.parametrize("share", [None, False])
async def test_without_consent_no_page_and_no_program_gets_the_photo(desk, store, share):
    store.records[JAN].case = jan(consents=Consents(share))
    store.add(
        JAN,
        "bot",
        {
            "key": "photo.question",
            "values": {"question": "?"},
            "choices": [{"id": "photo.money:b", "title": "x"}],
        },
    )
    store.add(
        JAN, "resident", {"choice": "photo.money:b", "title": {"in": {"nl": "Nee. Ik heb geen inkomen"}}}
    )
    page = await (await desk.get(CASE)).text()
    program = await (await desk.get(f"/api/v1/desk/cases/{JAN}")).json()
    told = [word for word in ("geen inkomen", "goed koken", "spider", "soms moeilijk") if word in page]
    assert (told, program["photo"]["answers"], program["unanswered"]) == ([], {}, [])


async def test_what_a_resident_types_is_only_text(desk, store):
    store.records[JAN].case = jan(reason="<script>alert(1)</script>")
    store.add(JAN, "resident", {"text": "<img src=x onerror=alert(1)>"})
    pages = [await (await desk.get(path)).text() for path in (CASE, "/desk")]
    assert [mark for page in pages for mark in ("<script>alert", "<img") if mark in page] == []


async def test_a_text_that_is_gone_does_not_close_the_case(desk, store):
    store.add(JAN, "bot", {"key": "older.version", "values": {}})
    answer = await desk.get(CASE)
    assert (answer.status, "Deze tekst van de voordeur bestaat niet meer" in await answer.text()) == (
        200,
        True,
    )


async def test_the_list_says_what_to_do(desk):
    page = await (await desk.get("/desk")).text()
    told = ["De inwoner wil een mens spreken. Neem het gesprek over.", "Vragen: geldzaken, woning"]
    assert [words for words in told if words not in page] == []


async def test_programs_read_cases_in_the_order_of_the_desk(desk):
    cases = (await (await desk.get("/api/v1/desk/cases")).json())["cases"]
    assert [(case["id"], case["group"], case["todo"]["act"]) for case in cases] == [(JAN, None, "answer")]


async def test_an_open_page_hears_of_a_change_at_once(desk):
    answer = await desk.get("/desk/events")
    await answer.content.readuntil(b"\n\n")
    desk.app[SERVICES].live.tell(JAN)
    heard = await asyncio.wait_for(answer.content.readuntil(b"\n\n"), 2)
    assert heard == b'data: {"conversation": "018fjan1a2b3c", "kind": "message"}\n\n'
    answer.close()


LETTERS = {
    "pending": "wacht",
    "sent": "gezegd",
    "failed": "Een bericht is niet aangekomen",
    "dropped": "niet meer nodig",
}


@pytest.mark.parametrize(("state", "words"), LETTERS.items())
async def test_what_the_front_door_says_by_itself_stands_in_the_case(desk, state, words):
    letter = Letter("reminder:a1", NOW, Say("reminder"))
    desk.app[SERVICES].outbox.kept.append(KeptLetter(1, letter, state))
    page = await (await desk.get(CASE)).text()
    assert ("Herinnering aan de afspraak" in page, words in page) == (True, True)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("missed", "Vraag na een gemiste afspraak"),
        ("session", "Bericht over de bijeenkomst"),
        ("offer", "Aanbod van een vrije plaats"),
    ],
)
async def test_a_letter_of_every_kind_is_named_in_words(desk, kind, words):
    letter = Letter(f"{kind}:a1", NOW, Say("reminder"))
    desk.app[SERVICES].outbox.kept.append(KeptLetter(1, letter, "sent"))
    assert f"<li>{words}:" in await (await desk.get(CASE)).text()


async def test_a_person_chooses_the_team_and_the_log_says_so(desk, store):
    await press(desk, "team", team="team-2")
    assert (await store.case(JAN)).routing.team == "team-2"
    assert "koos het team" in await (await desk.get(CASE)).text()


async def test_a_question_that_was_forwarded_is_told_where_and_when(desk, store):
    store.records[JAN].case = jan(handoff=Handoff("requested", "forward", NOW))
    await press(desk, "forward", to="Gemeente Elders")
    (line,) = [entry.body for entry in store.entries[JAN] if entry.body.get("key") == "forward.sent"]
    assert (line["values"]["to"], (await store.case(JAN)).handoff.state) == ("Gemeente Elders", "closed")


NOT_FORWARDED = [("wants_human", "Elders"), ("forward", " "), ("forward", "x" * 81)]


@pytest.mark.parametrize(("reason", "to"), NOT_FORWARDED)
async def test_nothing_is_forwarded_without_a_yes_and_a_name(desk, store, reason, to):
    store.records[JAN].case = jan(handoff=Handoff("requested", reason, NOW))
    assert (await press(desk, "forward", to=to)).status == 409


async def test_logging_out_closes_the_desk(desk):
    await desk.post("/desk/logout", data={"csrf": await csrf_of(desk, "/desk")})
    assert (await desk.get("/desk", allow_redirects=False)).status == 303


def test_every_code_has_dutch_words():
    keys = Texts.load(LOCALES).keys("nl", "desk")
    flags = {f"flag.{flag}{part}" for flag in FLAGS for part in ("", ".act", ".numbers")}
    reasons = {f"triage.reason.{name}" for name in triage.CONDITIONS}
    told = {f"situation.{name}" for name in SITUATION}
    told |= {f"situation.value.{value}" for value in ("under_18", "18_26", "27_plus", True, False)}
    assert flags | reasons | told | {f"urgency.{word}" for word in URGENCIES} <= keys


async def test_what_staff_did_stands_in_the_case(desk):
    await press(desk, "keep")
    page = await (await desk.get(CASE)).text()
    assert f"{FATIMA.display_name} hield het voorstel aan" in page


async def test_staff_arrange_what_follows_a_talk(desk, store):
    page = await (await desk.get(CASE)).text()
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]
    today = NOW.date().isoformat()
    for act, told in ARRANGED:
        answer = await desk.post(f"{CASE}/{act}", data={"csrf": csrf, "by": today, "on": today, **told})
        assert answer.status == 200, act
    case = await store.case(JAN)
    assert case.follow_up.missing == ("bank",)
    assert case.contact.application_on == NOW.date()
    assert [one.action for one in (await store.decisions(JAN))] == ["papers", "hand_over", "date_application"]


ARRANGED = [("papers", {"paper.bank": "on"}), ("hand-over", {"to": "gemeente Velsen"}), ("applied", {})]


@pytest.mark.parametrize(("act", "told"), [
    ("papers", {"paper.bank": "on", "by": "gisteren"}), ("hand-over", {"to": "", "by": "2027-01-01"}),
    ("applied", {"on": ""}), ("tasks", {})])
async def test_what_cannot_be_arranged_is_refused_with_a_word(act, told, desk):
    page = await (await desk.get(CASE)).text()
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]
    answer = await desk.post(f"{CASE}/{act}", data={"csrf": csrf, **told})
    assert (answer.status, 'role="alert"' in await answer.text()) == (409, True)
