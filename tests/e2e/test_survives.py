"""What does a resident lose when something breaks?  Nothing, and they are told the truth."""

from __future__ import annotations

import threading
import time

import psutil
import pytest

from tests.e2e.installation import Installation, Resident

PHOTO = ("start_photo", "photo.money:b", "photo.money.letter:none", "skip", "skip")


def test_killed_between_two_messages_the_talk_goes_on_at_the_same_question(own_installation: Installation):
    resident = Resident(own_installation)
    resident.say("ik heb een uitkering nodig")
    resident.choose(*PHOTO)
    asked, before = resident.on_screen(), resident.case()

    own_installation.kill()
    own_installation.start()

    assert resident.case() == before
    assert [c["id"] for c in resident.transcript()[-1]["choices"]] == asked
    assert resident.choose("photo.housing:c") == ["photo.alone"]


def test_killed_at_any_moment_loses_no_message_and_answers_none_twice(own_installation: Installation):
    """The process dies while messages arrive; each is sent again with its id, as the page does."""
    resident = Resident(own_installation)
    resident.choose("start_photo")
    killer = threading.Timer(0.25, own_installation.kill)
    killer.start()
    sent = _send_until_it_dies(resident)
    killer.join()
    own_installation.start()

    for message_id, text in sent:
        resident.say(text, message_id)

    said = [line["text"] for line in resident.transcript() if line["sender"] == "resident" and line["text"]]
    assert [text for text in said if text.startswith("bericht")] == [text for _, text in sent]


def _send_until_it_dies(resident: Resident) -> list[tuple[str, str]]:
    sent = []
    for number in range(1000):
        sent.append((f"m{number}", f"bericht nummer {number}, mijn hond heet Bram"))
        try:
            resident.say(sent[-1][1], sent[-1][0])
        except OSError:
            return sent
    raise AssertionError("the process did not die")


def test_told_to_read_the_catalog_again_it_does_so_and_goes_on_serving(own_installation: Installation):
    resident = Resident(own_installation)
    own_installation.hang_up()
    until = time.monotonic() + 30
    while "catalog: read again" not in own_installation.log.read_text() and time.monotonic() < until:
        time.sleep(0.1)

    assert "catalog: read again" in own_installation.log.read_text()
    assert resident.choose("start_photo") != []


def test_the_database_gone_is_told_and_it_comes_back_by_itself(own_installation: Installation):
    resident = Resident(own_installation)
    resident.choose("start_photo")
    server = _postgres_of(own_installation)

    server.suspend()
    for child in server.children():
        child.kill()
    server.kill()
    status, answer = resident.send({"text": "bent u daar nog", "id": "again"})

    assert status == 503
    assert answer["error"] == "error.store" and len(answer["message"]) > 20
    own_installation.wait_for_health(200, 30)
    assert resident.say("bent u daar nog", "again")


def _postgres_of(installation: Installation) -> psutil.Process:
    pid = int((installation.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    return psutil.Process(pid)


def test_health_says_503_while_the_database_is_gone(own_installation: Installation):
    server = _postgres_of(own_installation)
    processes = (server, *server.children())
    for process in processes:
        process.suspend()
    try:
        body = own_installation.wait_for_health(503, 10)
    finally:
        for process in processes:
            process.resume()

    assert body["parts"]["database"]["ok"] is False
    own_installation.wait_for_health(200, 30)


def test_a_slot_taken_meanwhile_gives_the_next_best_in_the_same_answer(installation: Installation):
    first, second = (_at_the_slots(installation) for _ in range(2))
    slot = first.on_screen()[0]
    assert second.on_screen()[0] == slot

    assert "booking.confirmed" in first.choose(slot)
    answers = [second.choose(slot) for _ in range(6)]

    assert answers[-1][:2] == ["slot.taken", "slot.ask"] or "booking.confirmed" in answers[0]
    booked = [r.case()["appointments"] for r in (first, second)]
    assert all(len(appointments) <= 1 for appointments in booked)


def _at_the_slots(installation: Installation) -> Resident:
    resident = Resident(installation)
    resident.choose("human")
    return resident


def test_two_tabs_at_once_get_the_same_talk_in_one_order(installation: Installation):
    resident = Resident(installation)
    resident.choose("start_photo")
    threads = [threading.Thread(target=resident.send, args=({"choice": choice},)) for choice in
               ("photo.money:b", "photo.money:c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lines = resident.transcript()
    residents = [n for n, line in enumerate(lines) if line["sender"] == "resident"]
    assert all(b - a > 1 for a, b in zip(residents[-2:], residents[-1:], strict=False))
    assert sum(line.get("key") == "choice.gone" for line in lines) == 1


@pytest.mark.parametrize("text", [
    "", " ", "\x00\x01\x02", "😀😀😀", "<script>alert(1)</script>", "'; drop table messages; --",
    "jfkdls jfkdlsa fjdksl", "Ich brauche Geld für die Miete", "a" * 20_000, "ja " * 6_000, "\u202egnirts",
    "/choose{\"choice\": \"human\"}", "/erase_my_data",
])
def test_any_text_gets_a_kind_answer_and_a_question(installation: Installation, text: str):
    resident = Resident(installation)
    started = time.monotonic()
    keys = resident.say(text)

    assert keys and resident.on_screen()
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("text, kind", [
    ("mijn bsn is 111222333", "111222333"),
    ("mijn rekening NL91ABNA0417164300 is leeg", "NL91ABNA0417164300"),
    ("bel me op 06 12345678 over geld", "12345678"),
])
def test_a_personal_number_is_masked_before_it_is_kept(installation: Installation, text: str, kind: str):
    resident = Resident(installation)
    keys = resident.say(text)

    assert keys[0] == "masked"
    assert kind not in str(resident.transcript()) + str(resident.case()) + installation.log.read_text()


def test_a_choice_that_is_not_on_screen_any_more_brings_the_present_question(installation: Installation):
    resident = Resident(installation)
    resident.choose("start_photo", "photo.money:b")

    assert resident.choose("photo.money:a") == ["choice.gone", "photo.follow_up"]
    assert resident.case()["crisis"] == []


def test_nothing_a_resident_says_is_in_the_log(installation: Installation):
    resident = Resident(installation)
    resident.say("mijn kat heet Pindakaas en ik heb schulden")
    assert "Pindakaas" not in installation.log.read_text()
