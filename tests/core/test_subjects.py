"""Is a message that is no request for help told from one that is?"""

from __future__ import annotations

import pytest

from bot.core.messages import Understanding
from bot.core.subjects import CHANGE, NO_PERMIT, VOLUNTEERING, subject_of, transfer_to
from tests.core.alphen import ALPHEN, CATALOG

STEENWIJKERLAND = CATALOG.profiles["steenwijkerland-2020"]

SUBJECTS = [
    # what they write, what the model makes of it, what it is about
    ("ik ga meer uren werken", "ask_part_time_work", CHANGE),
    ("I want to report a change", "out_of_scope", CHANGE),
    ("ik ga meer uren werken en ik heb een uitkering nodig", "apply_benefit", None),
    ("mag ik vrijwilligerswerk doen?", "ask_work_duty", VOLUNTEERING),
    ("ik doe vrijwilligerswerk en heb een uitkering nodig", "apply_benefit", None),
    ("ik heb geen verblijfsvergunning", "ask_documents", NO_PERMIT),
    ("ik heb een uitkering nodig maar geen verblijfsvergunning", "apply_benefit", NO_PERMIT),
    ("ik heb geen papieren bij me", "ask_documents", None),
    ("ik heb een uitkering nodig", "apply_benefit", None),
]


@pytest.mark.parametrize(("words", "intent", "expected"), SUBJECTS, ids=[one[0] for one in SUBJECTS])
def test_only_named_words_have_an_answer_of_their_own(words, intent, expected):
    assert subject_of(Understanding(intent, words), CATALOG) == expected


PLACES = [
    ("ik werk bij NWG en ik heb een vraag over mijn werk", "start_photo", "noordwestgroep"),
    ("ik werk al 20 jaar bij NoordWestGroep", "out_of_scope", "noordwestgroep"),
    ("I work at NWG", "out_of_scope", "noordwestgroep"),
    ("ik werkte bij NWG en heb nu een uitkering nodig", "apply_benefit", None),
    ("ik werk bij de bakker", "out_of_scope", None),
    ("wat is NWG?", "out_of_scope", None),
]


@pytest.mark.parametrize(("words", "intent", "expected"), PLACES, ids=[one[0] for one in PLACES])
def test_who_works_at_another_organisation_is_known_by_its_name(words, intent, expected):
    found = transfer_to(Understanding(intent, words), STEENWIJKERLAND, CATALOG)
    assert (found.to if found else None) == expected


def test_a_municipality_without_such_an_organisation_sends_nobody_on():
    assert transfer_to(Understanding("out_of_scope", "ik werk bij NWG"), ALPHEN, CATALOG) is None
