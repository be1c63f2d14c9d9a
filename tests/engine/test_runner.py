"""The straight runner gives what Rasa's own gives."""

from __future__ import annotations

from typing import Any

import pytest
from ansinh_engine.runner import StraightRunner
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

CALLS: list[str] = []


class Adds(GraphComponent):
    def __init__(self, amount: int) -> None:
        self.amount = amount

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Adds:
        return cls(config["amount"])

    def run(self, left: int, right: int = 0) -> int:
        CALLS.append(str(self.amount))
        return left + right + self.amount


def node(amount: int, **needs: str) -> SchemaNode:
    return SchemaNode(
        needs=needs, uses=Adds, fn="run", constructor_name="create", config={"amount": amount}, eager=True
    )


@pytest.fixture
def loaded(tmp_path) -> DaskGraphRunner:
    schema = GraphSchema(
        {
            "first": node(1, left="given"),
            "second": node(10, left="first"),
            "third": node(100, left="first", right="second"),
            "aside": node(1000, left="given"),
        }
    )
    context = ExecutionContext(schema, "model")
    return DaskGraphRunner.create(schema, LocalModelStorage(tmp_path), context)


@pytest.mark.parametrize("targets", [["third"], ["second"], ["aside", "second"], ["first", "third", "aside"]])
def test_the_results_are_rasas(loaded: DaskGraphRunner, targets: list[str]) -> None:
    assert StraightRunner(loaded).run({"given": 5}, targets) == loaded.run({"given": 5}, targets)


def test_only_what_is_needed_runs_and_each_node_once(loaded: DaskGraphRunner) -> None:
    runner = StraightRunner(loaded)
    for _ in range(2):
        CALLS.clear()
        assert runner.run({"given": 0}, ["third"]) == {"third": 112}
        assert CALLS == ["1", "10", "100"]


def test_an_input_named_as_a_node_is_refused(loaded: DaskGraphRunner) -> None:
    with pytest.raises(GraphRunError, match="first"):
        StraightRunner(loaded).run({"given": 5, "first": 3}, ["second"])
