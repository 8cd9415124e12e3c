"""The classifier answers with and without sentence vectors, and its ranking is a distribution."""

import numpy
import pytest

from bot.adapters.classifier_sklearn import SentenceClassifier

TEXTS = {
    "greet": ["hallo", "hoi daar", "goedemorgen", "dag allemaal", "hey hallo"],
    "stop": ["ik wil stoppen", "stop nu", "ophouden", "stop maar", "ik stop ermee"],
    "money": ["ik heb geld nodig", "geld graag", "geen geld meer", "hoeveel geld", "geld op"],
}


class LetterCounts:
    """An embedding that counts letters."""

    def vectors(self, texts: list[str]) -> numpy.ndarray:
        counts = numpy.array([[text.count(chr(97 + i)) for i in range(26)] for text in texts], dtype=float)
        return counts / numpy.maximum(numpy.linalg.norm(counts, axis=1, keepdims=True), 1)


def trained(embedding: LetterCounts | None) -> SentenceClassifier:
    pairs = [(text, intent) for intent, texts in TEXTS.items() for text in texts]
    texts = [text for text, _ in pairs]
    vectors = embedding and embedding.vectors(texts)
    return SentenceClassifier.fit(texts, [intent for _, intent in pairs], vectors)


@pytest.mark.parametrize("embedding", [None, LetterCounts()])
def test_a_text_like_the_examples_gets_their_intent(embedding: LetterCounts | None) -> None:
    assert trained(embedding).rank("geld hebben", embedding)[0][0] == "money"


def test_the_probabilities_of_all_intents_add_up_to_one() -> None:
    ranking = trained(None).rank("stoppen", None)
    assert ({name for name, _ in ranking}, round(sum(p for _, p in ranking), 6)) == (set(TEXTS), 1.0)


def test_a_model_with_vectors_still_answers_when_the_embedding_is_gone() -> None:
    assert trained(LetterCounts()).rank("ik wil geld", None)[0][0] == "money"


def test_many_texts_are_ranked_as_each_would_be_alone() -> None:
    texts, embedding = ["geld hebben", "stoppen"], LetterCounts()
    model = trained(embedding)
    together = [ranking[0][0] for ranking in model.rank_many(texts, embedding.vectors(texts))]
    assert together == [model.rank(text, embedding)[0][0] for text in texts]
