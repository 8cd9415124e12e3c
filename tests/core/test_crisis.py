"""Words of crisis are found in every language, and sayings, jokes and the past stay quiet."""

import time
from pathlib import Path

import pytest

from bot.adapters.crisis_words_yaml import FOLDER, load_crisis_words, read_crisis_words
from bot.core.crisis import FLAGS, Finding, find
from bot.core.crisis_patterns import to_pattern
from bot.core.plain_text import words_only

HERE = Path(__file__).parent
WORDS = load_crisis_words()


def lines(name: str) -> list[str]:
    """The lines of a case file without comments."""
    content = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in content if line and not line.startswith("#")]


CRIES = [line.split(" | ") for lang in ("nl", "en") for line in lines(f"crisis_cases_{lang}.txt")]
QUIET = [line for lang in ("nl", "en") for line in lines(f"crisis_quiet_{lang}.txt")]


@pytest.mark.parametrize(("flag", "text"), [case for case in CRIES if not case[0].endswith("?")])
def test_clear_words_raise_their_flag(flag: str, text: str) -> None:
    assert flag in find(text, WORDS).flags


@pytest.mark.parametrize(("flag", "text"), [case for case in CRIES if case[0].endswith("?")])
def test_vague_words_raise_a_doubt_and_do_not_decide(flag: str, text: str) -> None:
    finding = find(text, WORDS)
    assert (finding.flags, flag.removesuffix("?") in finding.doubt) == ((), True)


@pytest.mark.parametrize("text", QUIET)
def test_what_is_over_a_saying_or_about_something_else_stays_quiet(text: str) -> None:
    finding = find(text, WORDS)
    assert (finding.flags, finding.doubt) == ((), ())


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("nl_unseen", 0.25),
        ("tr", 0.97),
        ("pl", 1.0),
        ("uk", 1.0),
        ("ar", 1.0),
        ("fa", 0.95),
        ("so", 1.0),
        ("ti", 1.0),
    ],
)
def test_words_find_at_least_this_share_of_the_cries(name: str, least: float) -> None:
    assert share_found(lines(f"crisis_cases_{name}.txt")) >= least


@pytest.mark.parametrize(
    ("lang", "most"),
    [
        ("tr", 0.03),
        ("pl", 0.0),
        ("uk", 0.05),
        ("ar", 0.0),
        ("fa", 0.02),
        ("so", 0.02),
        ("ti", 0.03),
    ],
)
def test_words_ask_for_nothing_in_at_most_this_share(lang: str, most: float) -> None:
    assert share_found(lines(f"crisis_quiet_{lang}.txt")) <= most


LANGUAGES = ("nl", "en", "tr", "pl", "uk", "ar", "fa", "so", "ti")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_find_cries_near_the_border(lang: str) -> None:
    assert share_found(lines(f"crisis_cases_{lang}_more.txt")) >= 0.8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_denied_solved_or_not_needed_is_quiet_and_excused(lang: str) -> None:
    texts = lines(f"crisis_quiet_{lang}_more.txt")
    loud = [text for text in texts if not find(text, WORDS).excused]
    assert len(loud) / len(texts) <= 0.05, loud


def share_found(texts: list[str]) -> float:
    """The share of texts with a flag or a doubt, in 0..1."""
    findings = [find(text, WORDS) for text in texts]
    return sum(bool(finding.flags or finding.doubt) for finding in findings) / len(texts)


def test_each_language_has_sixty_cries_and_sixty_hard_negatives() -> None:
    counts = [len(lines(f"crisis_{k}_{lang}.txt")) for k in ("cases", "quiet") for lang in ("nl", "en")]
    assert [count for count in counts if count < 60] == []


@pytest.mark.parametrize(
    "text",
    [
        # what Arabic in Latin letters asks is no Dutch labour pain
        "wen el mawed",
        # no work is no emergency
        "ik heb geen werk",
        "I have no job",
    ],
)
def test_everyday_words_that_look_like_a_cry_stay_quiet(text: str) -> None:
    finding = find(text, WORDS)
    assert (finding.flags, finding.doubt) == ((), ())


def test_a_food_bank_is_asked_about_and_does_not_decide() -> None:
    assert find("ik ga naar de voedselbank", WORDS) == Finding(doubt=("no_food_today",))


@pytest.mark.parametrize("text", ["in de film gaat het over een oma", "toen ik zes was woonde ik in Assen"])
def test_a_text_without_a_cry_that_is_about_something_else_is_told_as_distant(text: str) -> None:
    assert find(text, WORDS) == Finding(distant=True)


def test_every_flag_has_words_in_every_language() -> None:
    languages = [read_crisis_words(path) for path in sorted(FOLDER.glob("*.yml"))]
    assert [set(words.sure) for words in languages] == [set(FLAGS)] * len(languages)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        # it happened before and it happens again
        ("vorig jaar sloeg hij mij ook al en nu slaat hij mij weer", ("unsafe_home",)),
        # over, and in another sentence something that is not
        ("vorig jaar was ik dakloos. ik heb vandaag niks te eten", ("no_food_today",)),
        # someone else's death does not hide the wish
        ("mijn moeder is dood en ik wil ook niet meer leven", ("suicide",)),
        # accents, capitals, stretched letters
        ("IK WIL NIET MEER LEEEEEVEN", ("suicide",)),
        # Dutch in English
        ("hello ik weet niet waar ik vannacht slaap please", ("no_bed_tonight",)),
        # two at once, in the fixed order
        ("we slapen in de auto en hebben niks te eten", ("no_bed_tonight", "no_food_today")),
    ],
)
def test_the_words_around_decide_whether_it_goes_on(text: str, flags: tuple[str, ...]) -> None:
    assert find(text, WORDS).flags == flags


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        # denied, also within what was found
        ("nobody hits me", Finding(excused=True)),
        ("my husband does not hit me", Finding(excused=True)),
        # denied, and something follows that may take it back: ask
        ("my husband does not hit me but my father is angry", Finding(doubt=("unsafe_home",))),
        ("he does not only hit me", Finding(flags=("unsafe_home",))),
        # another subject is not denied
        ("he does not hit the children but he hits me", Finding(flags=("unsafe_home",))),
        # solved, in this sentence or the next
        ("the power was cut off but it came back", Finding(excused=True)),
        ("The power was cut off. It came back.", Finding(excused=True)),
        # solved, and then not
        ("the power came back but now it is cut off again", Finding(doubt=("shutoff",))),
        ("it was cut off, the power. it is not repaired", Finding(flags=("shutoff",))),
        # whoever is hurt says that it is solved as well: ask
        ("my husband hit me but all is settled", Finding(doubt=("unsafe_home",))),
        # one is solved, the other is not
        ("the rent is paid and my husband hits me", Finding(flags=("unsafe_home",))),
        # no word of crisis, and no need
        ("the fridge is full", Finding(excused=True)),
    ],
)
def test_denied_and_solved_are_quiet_and_what_is_unsure_is_asked(text: str, finding: Finding) -> None:
    assert find(text, WORDS) == finding


def test_a_text_of_fifteen_words_takes_well_under_a_millisecond() -> None:
    texts = [text for text in QUIET if 10 <= len(text.split()) <= 20]
    find(texts[0], WORDS)
    start = time.process_time()
    for text in texts:
        find(text, WORDS)
    assert (time.process_time() - start) / len(texts) < 0.001


def test_an_excused_cry_is_told_as_excused() -> None:
    assert find("ik lach me dood", WORDS) == Finding(excused=True, distant=True)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "😀😀", "(((", "a" * 20_000, "ab" * 10_000, "ik ben bang " * 1_600]
)
def test_any_text_gets_a_finding(text: str) -> None:
    assert set(find(text, WORDS).flags) <= set(FLAGS)


@pytest.mark.parametrize(
    ("pattern", "text", "said"),
    [
        ("wil ... dood", "ik wil nu echt heel graag dood", True),
        # five words between is too far
        ("wil ... dood", "ik wil een twee drie vier vijf dood", False),
        ("medicijn* op", "mijn medicijnen op", True),
        ("(heel |echt )*bang", "ik ben echt heel bang", True),
        # any letters, at either end
        ("(huur* |*brief )*slot", "afsluitbrief slot", True),
        ("(*brief|*kaart) klaar", "afscheidsbrief klaar", True),
        ("(van |om )+huis", "huis", False),
        # a gap does not cross a sentence
        ("wil ... dood", "ik wil. hij is dood", False),
    ],
)
def test_patterns_read_as_they_are_written(pattern: str, text: str, said: bool) -> None:
    assert bool(to_pattern(pattern).expression.search(words_only(text))) is said


def test_a_pattern_with_a_loose_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="one pair of brackets"):
        to_pattern("a|b")
