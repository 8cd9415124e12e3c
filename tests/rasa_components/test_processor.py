"""Our shortcuts give the answers that Rasa gives."""

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa_components.processor import StraightGraphRunner
from bot.rasa_components.remembering_rules import RememberingRules


def _runner(model: Path, folder: Path, kind):
    return load_predict_graph_runner(folder, model, LocalModelStorage, kind)


def _tracker(domain, intent, *actions):
    events = [
        ActionExecuted("action_listen"),
        UserUttered("hallo", {"name": intent}),
        *map(ActionExecuted, actions),
    ]
    return DialogueStateTracker.from_events("a", events, domain.slots)


SITUATIONS = [
    # intent, actions so far -> next action
    ("choose", (), "action_take_choice"),
    ("choose", ("action_take_choice",), "action_go_on"),
    ("choose", ("action_take_choice", "action_go_on"), "action_listen"),
    ("greet", (), "action_greet"),
    ("greet", ("action_greet",), "action_go_on"),
    ("quiet", ("action_quiet",), "action_listen"),
    ("restart", (), "action_restart"),  # an intent of Rasa's own
    ("unheard_of", (), "action_listen"),
]


@pytest.fixture(scope="module")
def runners(toy_model, tmp_path_factory):
    return [
        _runner(toy_model, tmp_path_factory.mktemp("graph"), kind)
        for kind in (DaskGraphRunner, StraightGraphRunner)
    ]


@pytest.mark.parametrize("intent, actions, expected", SITUATIONS)
def test_both_runners_predict_the_same_action(runners, intent, actions, expected):
    predicted = []
    for metadata, runner in runners:
        for _ in range(2):  # the second time it is remembered
            inputs = {"__tracker__": _tracker(metadata.domain, intent, *actions)}
            result = runner.run(inputs=inputs, targets=[metadata.core_target])[metadata.core_target]
            predicted.append(metadata.domain.action_names_or_texts[result.max_confidence_index])
    assert predicted == [expected] * 4


@pytest.mark.parametrize("intent, actions, expected", SITUATIONS)
def test_what_is_remembered_is_what_rasas_policy_finds(
    toy_model, tmp_path, monkeypatch, intent, actions, expected
):
    metadata, runner = _runner(toy_model, tmp_path, StraightGraphRunner)
    policy = next(
        node._component
        for node in runner._instantiated_nodes.values()
        if isinstance(node._component, RememberingRules)
    )
    ours = policy.predict_action_probabilities(_tracker(metadata.domain, intent, *actions), metadata.domain)
    monkeypatch.setattr(RememberingRules, "_find_action_from_rules", RulePolicy._find_action_from_rules)
    monkeypatch.setattr(RememberingRules, "_get_possible_keys", RulePolicy._get_possible_keys)
    theirs = policy.predict_action_probabilities(_tracker(metadata.domain, intent, *actions), metadata.domain)
    assert ours == theirs
