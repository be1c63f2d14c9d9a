"""``python -m ansinh_engine serve --model FILE --port N``: stock Rasa behind our channel, on loopback only."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from ansinh_engine import ports, wire
from ansinh_engine.absent import keep_out
from ansinh_engine.artefact import verify
from ansinh_engine.errors import EngineError
from ansinh_engine.logs import quiet
from ansinh_engine.project import Project, harden_environment

NEEDED = ("ANSINH_ENGINE_SECRET", "ANSINH_ACTION_URL", "ANSINH_ACTION_SECRET")


class NotServed(EngineError):
    """The engine does not start, or stops at once."""


def serve(project: Project, model: Path, port: int) -> None:
    """Serves until stopped. ``NotServed`` or ``artefact.ModelRefused`` when it may not or cannot."""
    _check_environment()
    verify(model)
    if not ports.is_free(port):
        raise NotServed(f"port {port} of {ports.LOOPBACK} is in use")
    harden_environment()
    keep_out()
    quiet()
    _patch()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.exceptions import RasaException

    try:
        serve_application(
            model_path=str(model.resolve()),
            interface=ports.LOOPBACK,
            port=port,
            credentials=project.credentials,
            endpoints=AvailableEndpoints.read_endpoints(project.endpoints),
            cors=None,
            enable_api=False,
            server_listeners=[(_confirm_start, "after_server_start")],
        )
    except (RasaException, OSError) as error:
        raise NotServed(" ".join(str(error).split())) from error


def _patch() -> None:
    from ansinh_engine import patches

    try:
        patches.apply()
    except patches.RasaChanged as error:
        raise NotServed(str(error)) from error


def _check_environment() -> None:
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        raise NotServed(f"not set: {', '.join(missing)}")
    if len(os.environ["ANSINH_ENGINE_SECRET"]) < wire.SHORTEST_SECRET:
        raise NotServed(f"ANSINH_ENGINE_SECRET must have at least {wire.SHORTEST_SECRET} characters")


async def _confirm_start(app: Any, _: Any) -> None:
    """Runs once the port is open: is the model in place, and are we alone with this machine?"""
    from ansinh_engine.parsing import UnknownGraph, reading_node
    from ansinh_engine.patches import quicken

    processor = app.ctx.agent.processor
    if processor is None:
        raise NotServed("the model file cannot be loaded by this engine; train it anew")
    quicken(processor)
    try:
        reading_node(processor)
    except UnknownGraph as error:
        raise NotServed(str(error)) from error
    port = app.state.port
    open_to = ports.answering(port, ports.outside_addresses())
    if open_to:
        raise NotServed(f"port {port} answers on {', '.join(open_to)}: the engine serves loopback only")
    sys.stdout.write(f"engine ready on {ports.LOOPBACK}:{port}, model {processor.model_metadata.model_id}\n")
    sys.stdout.flush()
