"""Libraries kept out of the serving process."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROLOGUE = "from ansinh_engine.absent import KeptOut, keep_out\nkeep_out()\n"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROLOGUE + code], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "from pymongo.collection import Collection",
        "import tensorflow as tf\nclass Layer(tf.keras.layers.Layer): pass",
        "from boto3.dynamodb.conditions import Key",
        "import redis.exceptions",
        "import tensorflow as tf\ndef f(x: tf.Tensor) -> tf.RaggedTensor: ...",
    ],
)
def test_names_can_be_imported_and_inherited(code: str) -> None:
    done = run(code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import redis; redis.Redis()",
        "import redis; redis.from_url('redis://localhost')",
        "from pymongo import MongoClient; MongoClient()",
        "import tensorflow as tf; tf.constant(1)",
        "import sentry_sdk; sentry_sdk.init('https://example.invalid')",
    ],
)
def test_using_them_fails(code: str) -> None:
    done = run(code)
    assert done.returncode != 0
    assert "KeptOut" in done.stderr


def test_what_is_already_loaded_cannot_be_kept_out() -> None:
    code = "import sys, types\nsys.modules['redis'] = types.ModuleType('redis')\n" + PROLOGUE
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "already loaded: redis" in done.stderr


def test_the_engine_loads_none_of_them() -> None:
    code = (
        "import ansinh_engine.channel, rasa.core.run, rasa.core.policies.rule_policy, rasa.engine.loader, sys\n"
        "import ansinh_engine.classifier, rasa.nlu.classifiers.fallback_classifier\n"
        "from ansinh_engine.absent import NOT_SERVED, StandIn\n"
        "kept = {n: m for n, m in sys.modules.items() if n.split('.')[0] in NOT_SERVED}\n"
        "print(sorted(name for name, module in kept.items() if not isinstance(module, StandIn)))\n"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
