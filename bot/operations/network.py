"""Ports and addresses of this machine."""

import errno
import socket

from bot.operations.failure import StartFailure


def require_free(host: str, port: int, setting: str) -> None:
    """Raises StartFailure when nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartFailure(f"port {port} is busy; stop what uses it or set {setting} to another") from error
            raise StartFailure(f"cannot listen on {host}:{port}: {error.strerror}") from error


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
