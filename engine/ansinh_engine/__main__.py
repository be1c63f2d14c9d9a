"""Command line of the engine: train, serve, validate, evaluate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ansinh_engine.errors import EngineError
from ansinh_engine.parent import die_with_parent
from ansinh_engine.project import Project


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 refused or failed with one line on standard error, 2 wrong command line."""
    started_by = os.getppid()
    options = _parser().parse_args(arguments)
    try:
        if options.command == "serve" and options.die_with_parent:
            die_with_parent(started_by)
        _run(options)
    except (EngineError, OSError) as error:
        sys.stderr.write(f"ansinh_engine: {error}\n")
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    """Imports only what the command needs: Rasa takes seconds."""
    project = Project.find(options.project)
    if options.command == "serve":
        from ansinh_engine.serve import serve

        serve(project, options.model, options.port)
    elif options.command == "train":
        from ansinh_engine.train import train

        train(project, options.out)
    elif options.command == "evaluate":
        from ansinh_engine.evaluate import evaluate

        evaluate(project, write=options.write)
    else:
        from ansinh_engine.validate import validate

        validate(project)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ansinh_engine", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", type=Path, default=Path(), help="folder with config.yml (default: this folder or above)"
    )
    train = commands.add_parser("train", parents=[common], help="train a model from data/nlu and data/rules")
    train.add_argument("--out", type=Path, required=True, help="model file to write; its .sha256 goes beside it")
    serve = commands.add_parser("serve", parents=[common], help="serve a model on loopback")
    serve.add_argument("--model", type=Path, required=True, help="model file with its .sha256 beside it")
    serve.add_argument("--port", type=_port, required=True, help="loopback port")
    serve.add_argument(
        "--die-with-parent",
        action="store_true",
        help="stop when the thread that started this process ends (Linux)",
    )
    commands.add_parser("validate", parents=[common], help="check data, domain and rules; warnings are errors")
    evaluate = commands.add_parser(
        "evaluate", parents=[common], help="read held-out sentences and compare with the committed figures"
    )
    evaluate.add_argument("--write", action="store_true", help="make today's figures the committed ones")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


if __name__ == "__main__":
    sys.exit(main())
