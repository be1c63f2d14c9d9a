"""A model file is loaded only with the checksum it was published with."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from ansinh_engine.artefact import ModelRefused, checksum_file, publish, verify


@pytest.fixture
def model(tmp_path: Path) -> Path:
    trained = tmp_path / "fresh"
    trained.write_bytes(b"model" * 1000)
    publish(trained, tmp_path / "model.tar.gz")
    return tmp_path / "model.tar.gz"


def test_published_it_verifies(model: Path) -> None:
    assert verify(model) == hashlib.sha256(b"model" * 1000).hexdigest()
    assert sorted(file.name for file in model.parent.iterdir()) == ["model.tar.gz", "model.tar.gz.sha256"]


def test_the_checksum_is_what_sha256sum_writes(model: Path) -> None:
    assert checksum_file(model).read_text() == f"{hashlib.sha256(b'model' * 1000).hexdigest()}  model.tar.gz\n"


def test_publishing_again_replaces_both(model: Path, tmp_path: Path) -> None:
    (tmp_path / "newer").write_bytes(b"other")
    assert publish(tmp_path / "newer", model) == verify(model) == hashlib.sha256(b"other").hexdigest()


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda model: model.unlink(), "model.tar.gz is missing"),
        (lambda model: checksum_file(model).unlink(), "sha256 is missing"),
        (lambda model: model.write_bytes(b"model" * 999), "another SHA-256"),
        (lambda model: model.write_bytes(b""), "another SHA-256"),
        (lambda model: checksum_file(model).write_text(""), "not a SHA-256 line"),
        (lambda model: checksum_file(model).write_text("0" * 64 + "  other.tar.gz\n"), "not a SHA-256 line"),
        (lambda model: checksum_file(model).write_text("0" * 64), "not a SHA-256 line"),
        (lambda model: checksum_file(model).write_text("0" * 64 + "  model.tar.gz\n"), "another SHA-256"),
        (lambda model: checksum_file(model).write_bytes(b"\xff\xfe"), "cannot be read"),
        (lambda model: (model.unlink(), model.mkdir()), "cannot be read"),
    ],
)
def test_anything_else_is_refused_in_one_line(model: Path, harm: object, reason: str) -> None:
    harm(model)  # type: ignore[operator]
    with pytest.raises(ModelRefused, match=reason) as refusal:
        verify(model)
    assert "\n" not in str(refusal.value)
