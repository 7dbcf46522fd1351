from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_contract import ModelContract
from pydantic import ValidationError
from small_world import circles

from workbench.data.attribute_filter import OPERATORS, AttributeFilter
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Histories, Interactions, Vocabulary
from workbench.errors import ConfigurationError
from workbench.models.rule_based import RuleBased, RuleBasedConfig
from workbench.models.rules import CONTEXT, SUBJECTS, BoundRules, Condition, Rule, parse_rules, rules_text

ITEMS = pa.table(
    {
        "title": ["Se7en", "Up", "Heat", "Fargo"],
        "categories": [["Crime"], ["Comedy", "Animation"], ["Crime"], ["Comedy"]],
        "year": pa.array([1995, 2009, 1995, 1996], pa.int32()),
    }
)
USERS = pa.table({"age": [20, 40]})
SCORES = np.array([[0.4, 0.3, 0.2, 0.0]], np.float32)


def dataset() -> Dataset:
    whole = Interactions.from_columns(
        np.array([0, 0, 1]), np.array([0, 1, 2]), None, np.array([0, 1, 2]), n_users=2, n_items=4
    )
    return Dataset("four", whole, Vocabulary(["a", "b"]), Vocabulary(list("stuv")), ItemTable(ITEMS), USERS)


def ruled(text: str, **history: object):
    histories = Histories(
        np.array([0, 1], np.int32),
        np.ones(2, np.float32),
        history.get("time"),
        np.array([0, 2]),
        None,
        history.get("users"),
    )
    return BoundRules.to(parse_rules(text), dataset()).apply(SCORES, histories)


def order(text: str, **history: object) -> list[int]:
    return np.argsort(-ruled(text, **history).scores[0]).tolist()


def test_a_boost_lifts_by_its_strength_times_the_span_of_the_scores() -> None:
    scores = ruled("boost 0.5 when item.categories contains comedy").scores[0]
    np.testing.assert_allclose(scores, [0.4, 0.5, 0.2, 0.2], rtol=1e-6)


def test_a_demotion_lowers_and_later_rules_add_up() -> None:
    scores = ruled("demote 0.5 when item.year at most 1995\ndemote 0.25 when item.title is Heat").scores[0]
    np.testing.assert_allclose(scores, [0.2, 0.3, -0.1, 0.0], atol=1e-6)


def test_pinned_items_come_first_the_earlier_rule_before_the_later() -> None:
    text = "pin when item.title is Fargo\npin when item.year is 1995\nboost 5 when item.title is Up"
    assert order(text) == [3, 0, 2, 1]


def test_excluded_items_stand_last_and_are_named() -> None:
    made = ruled("pin when item.title is Se7en\nexclude when item.categories is Crime")
    assert made.excluded[0].tolist() == [True, False, True, False]
    assert np.argsort(-made.scores[0]).tolist()[:2] == [1, 3]
    assert np.isfinite(made.scores).all()


def test_each_rule_tells_how_many_items_it_touched_of_those_still_there() -> None:
    made = ruled("exclude when item.categories is Crime\nboost when item.year at least 1995")
    assert made.touched[:, 0].tolist() == [2, 2]


def test_rules_about_people_hold_for_those_and_not_for_somebody_new() -> None:
    text = "exclude when user.age at most 30"
    assert ruled(text, users=np.array([0], np.int32)).excluded.all()
    assert not ruled(text, users=np.array([1], np.int32)).excluded.any()
    assert not ruled(text, users=np.array([-1], np.int32)).excluded.any()
    assert not ruled(text).excluded.any()


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("context.weekday is Thursday", True),  # 1 January 1970
        ("context.weekday is Friday", False),
        ("context.hour at least 5", True),
        ("context.month is 2", False),
        ('context."history length" at least 3', False),
        ("context.history length at most 2", True),
    ],
)
def test_the_context_is_that_of_the_last_interaction(condition: str, holds: bool) -> None:
    made = ruled(f"exclude when {condition}", time=np.array([0, 6 * 3600], np.int64))
    assert bool(made.excluded.all()) is holds


def test_a_rule_about_time_holds_for_nobody_whose_time_is_not_known() -> None:
    assert not ruled("exclude when context.hour at least 0").excluded.any()


def test_scores_given_are_not_changed() -> None:
    before = SCORES.copy()
    ruled("exclude when item.year at most 3000")
    np.testing.assert_array_equal(SCORES, before)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("promote when item.year is 1995", "Line 1"),
        ("pin\n\nboost 0", "Line 3"),
        ("pin when year is 1995", "condition"),
        ("pin when context.mood is good", "context has no “mood”"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        parse_rules(text)
    assert said in told.value.what
    assert told.value.hint


def test_an_attribute_that_is_not_there_names_the_rule() -> None:
    with pytest.raises(ConfigurationError) as told:
        BoundRules.to(parse_rules("pin when item.colour is red"), dataset())
    assert "colour" in told.value.what
    assert "pin when item.colour is red" in told.value.where


def test_comments_and_quoted_values_are_read() -> None:
    rules = parse_rules('# favourites\npin when item.title is "Up # and item.down"  # the best\n')
    assert [rule.conditions[0].test.value for rule in rules] == ["Up # and item.down"]


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12).map(str.strip)
_CONDITIONS = st.builds(
    lambda subject, column, operator, value: Condition(
        subject, AttributeFilter(column if subject != "context" else CONTEXT[len(column) % 4], operator, value)
    ),
    st.sampled_from(SUBJECTS),
    _TEXT.filter(bool),
    st.sampled_from(OPERATORS),
    _TEXT,
)
_RULES = st.builds(
    lambda action, conditions, strength: Rule(
        action, tuple(conditions), strength if action in ("boost", "demote") else 0.2
    ),
    st.sampled_from(["boost", "demote", "pin", "exclude"]),
    st.lists(_CONDITIONS, max_size=3),
    st.sampled_from([0.2, 0.5, 1.25, 3.0]),
)


@given(st.lists(_RULES, max_size=3))
def test_rules_written_are_read_back(rules: list[Rule]) -> None:
    assert parse_rules(rules_text(rules)) == tuple(rules)


class TestRuleBasedKeepsTheContract(ModelContract):
    kind = RuleBased
    config = RuleBasedConfig(
        rules="boost 0.4 when item.title contains 3 and context.history length at least 1\n"
        "exclude when item.title is Item 5 and context.history length at least 1"
    )


def test_without_rules_it_is_popularity() -> None:
    from workbench.jobs import Progress
    from workbench.models.popularity import Popularity

    split = circles()
    one, other = RuleBased(), Popularity()
    for model in (one, other):
        model.fit(split, validation=None, seed=0, progress=Progress())
    histories = Histories.single([0])
    assert (
        np.argsort(-one.score(histories)[0], kind="stable").tolist()
        == np.argsort(-other.score(histories)[0], kind="stable").tolist()
    )


def test_a_configuration_with_a_rule_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValidationError, match="Line 1"):
        RuleBasedConfig(rules="please recommend Heat")
