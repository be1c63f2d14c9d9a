"""The stock project: Rasa's own configuration, the same labels and sentences, one rule a topic, one action."""

import runpy

import pytest
import yaml

from bot.operations import paths
from bot.operations.benchmark import projects, sample, stock
from bot.operations.benchmark.figures import Pair
from bot.operations.failure import StartFailure
from bot.settings import PROJECT

SENTENCES = sample.sample(sample.read(PROJECT / "data" / "nlu"), 2)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    both = Pair(tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("stock"))
    projects.write(both, SENTENCES, 321, stock.default_config())
    return both


def content(folder, name):
    return yaml.safe_load((folder / name).read_text("utf-8"))


def test_pipeline_and_policies_are_those_of_the_installed_rasa(folders):
    config = content(folders.stock, "config.yml")
    assert [one["name"] for one in config["pipeline"]] == [
        "WhitespaceTokenizer",
        "RegexFeaturizer",
        "LexicalSyntacticFeaturizer",
        "CountVectorsFeaturizer",
        "CountVectorsFeaturizer",
        "DIETClassifier",
        "EntitySynonymMapper",
        "ResponseSelector",
        "FallbackClassifier",
    ]
    assert {one["name"] for one in config["policies"]} == {
        "MemoizationPolicy", "RulePolicy", "UnexpecTEDIntentPolicy", "TEDPolicy"
    }  # fmt: skip
    assert config["language"] == "vi"


def test_both_projects_learn_the_same_sentences_under_the_same_labels(folders):
    assert sample.read(folders.stock / "data" / "nlu") == SENTENCES
    assert sample.read(folders.ours / "data" / "nlu") == SENTENCES


def test_every_topic_is_known_and_every_aspect_has_its_response(folders):
    domain = content(folders.stock, "domain.yml")
    assert set(domain["intents"]) == {sample.topic_of(label) for label in SENTENCES}
    assert set(domain["responses"]) == {f"utter_{label}" for label in SENTENCES if "/" in label}
    assert domain["actions"] == ["action_answer"]


def test_one_rule_a_topic_and_one_for_what_is_not_sure(folders):
    rules = content(folders.stock, "data/rules.yml")["rules"]
    heard = [rule["steps"][0]["intent"] for rule in rules]
    # "restart" has an action of Rasa's own.
    assert sorted(heard) == sorted(({*map(sample.topic_of, SENTENCES)} | {"nlu_fallback"}) - {"restart"})
    assert all(rule["steps"][1:] == [{"action": "action_answer"}] for rule in rules)


def test_the_action_says_a_text_of_the_length_asked_for(folders):
    class Dispatcher:
        def utter_message(self, text):
            self.text = text

    dispatcher, action = Dispatcher(), runpy.run_path(str(folders.stock / "actions.py"))["Answer"]()
    assert action.run(dispatcher, None, {}) == []
    assert action.name() == "action_answer"
    assert len(dispatcher.text) == 321


def test_it_talks_over_rest_and_finds_its_actions_through_the_environment(folders):
    assert content(folders.stock, "credentials.yml") == {"rest": None}
    assert content(folders.stock, "endpoints.yml") == {"action_endpoint": {"url": "${BENCH_ACTION_URL}"}}


def test_ours_keeps_its_own_configuration_and_rules(folders):
    for name in ("config.yml", "domain.yml", "data/rules/answers.yml", "data/rules/forms.yml"):
        assert (folders.ours / name).read_bytes() == (PROJECT / name).read_bytes()


def test_what_an_earlier_sample_left_is_gone(folders):
    (folders.stock / "data" / "old.yml").write_text("x")
    projects.write(folders, SENTENCES, 321, stock.default_config())
    assert not (folders.stock / "data" / "old.yml").exists()


def test_without_rasa_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "ENGINE_PYTHON", tmp_path / "bin" / "python")
    with pytest.raises(StartFailure, match="make environments"):
        stock.default_config()
