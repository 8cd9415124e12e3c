"""The walk of the benchmark chooses well, and its figures are what they say."""

import pytest

from bot.commands.bench import growth
from bot.commands.bench_walk import LongTalk, early_and_late, next_choice, walk_together, write_alone

PHOTO = ["photo.money:a", "photo.money:e", "skip", "decline", "human", "stop"]
NEED = ["photo.mental_health:now", "photo.mental_health:no", "photo.mental_health:decline", "skip", "human"]
SHARE = ["share:yes", "share:no", "share:without", "correct", "human", "stop"]

CASES = [
    # screen, turn, again -> choice
    (["skip", "human", "stop"], 0, False, "skip"),  # the reason, before the photo
    (["start_photo", "photo:without"], 1, False, "start_photo"),
    (PHOTO, 2, False, "photo.money:e"),
    (NEED, 3, False, "photo.mental_health:no"),
    (
        ["photo.home_relations.alone:yes", "photo.home_relations.alone:no"],
        3,
        False,
        "photo.home_relations.alone:yes",
    ),
    (["skip", "human", "stop"], 14, False, None),  # the photo is done
    (["skip", "human", "stop"], 14, True, "skip"),
    (["needs.safe_now:yes", "needs.safe_now:no", "human"], 15, True, "needs.safe_now:yes"),
    (["confirm.money:yes", "confirm.money:no"], 16, True, "confirm.money:no"),
    (SHARE, 17, True, "correct"),
    (["correct:money", "correct:housing", "back"], 19, True, "correct:housing"),
    ([], 3, True, None),
]


@pytest.mark.parametrize("screen, turn, again, expected", CASES)
def test_the_walk_goes_through_the_photo_and_then_corrects_it(screen, turn, again, expected):
    assert next_choice(screen, turn, again) == expected


class FakeFront:
    """A photo of three questions."""

    def __init__(self):
        self.sent = []

    async def open(self):
        return len(self.sent), ["1"]

    async def send(self, talk, answer):
        self.sent.append(answer)
        return [str(int(answer) + 1)] if int(answer) < 3 else []

    async def write(self, talk, text):
        self.sent.append(text)

    def next_answer(self, screen, turn, again):
        return screen[0] if screen else ("1" if again else None)


async def test_a_long_walk_has_as_many_turns_as_asked():
    front = FakeFront()
    took = await LongTalk(front, *await front.open()).go_on(7)
    assert (len(took), front.sent) == (7, ["1", "2", "3", "1", "2", "3", "1"])


async def test_a_walk_with_nothing_to_choose_is_an_error():
    front = FakeFront()
    front.next_answer = lambda screen, turn, again: None
    with pytest.raises(RuntimeError, match="turn 0"):
        await LongTalk(front, *await front.open()).go_on(5)


async def test_every_message_of_every_resident_is_counted():
    front = FakeFront()
    took = await walk_together(front, residents=2, seconds=0.05)
    assert len(took) == len(front.sent) > 0


async def test_every_text_is_written_once():
    front = FakeFront()
    took = await write_alone(front, ["een", "twee"])
    assert (len(took), front.sent) == (2, ["een", "twee"])


async def test_new_talks_are_measured_beside_the_old_one():
    front = FakeFront()
    early, late = await early_and_late(front, 30)
    assert (len(early), len(late), len(front.sent)) == (27, 27, 21 + 27 + 27)


def test_growth_compares_the_medians():
    assert growth([0.001] * 9, [0.003] * 9, 90) == {"turn_5_ms": 1.0, "turn_90_ms": 3.0, "growth": 3.0}
