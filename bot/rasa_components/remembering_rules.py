"""Which action do the rules name for a situation that they decided before?

Rasa's ``RulePolicy`` compares every rule with every state, twice for each action.  A talk
meets the same few situations again and again; this policy remembers what fits them.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker

_REMEMBERED = 10_000  # Situations: intents x entity kinds x actions stay far below it.


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RememberingRules(RulePolicy):
    """``RulePolicy`` for rules on intents; predicts the same actions."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """See ``RulePolicy``."""
        super().__init__(*args, **options)
        self._fitting: dict[tuple[int, str], set[str]] | None = None  # None while rules are still learned.
        self._rules_on_text = True

    @classmethod
    def load(cls, *args: Any, **options: Any) -> RememberingRules:
        """Load the trained rules; from now on they do not change."""
        policy = super().load(*args, **options)
        policy._fitting = {}
        policy._rules_on_text = any('"text":' in rule for rule in policy.lookup.get(RULES, {}))
        return policy

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and not self._rules_on_text:
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if self._fitting is None or len(self._fitting) > _REMEMBERED:
            return super()._get_possible_keys(lookup, states)
        situation = (id(lookup), self._create_feature_key(states))
        if situation not in self._fitting:
            self._fitting[situation] = super()._get_possible_keys(lookup, states)
        return self._fitting[situation]
