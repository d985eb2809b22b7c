"""A real gunicorn on a database of the caller's choice."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments: str, **environment: str) -> None:
    """Run a management command of the product; raise with its output when it fails."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(
        command, env=_environment(environment), capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextlib.contextmanager
def serve(*, workers: int = 2, log: Path, **environment: str) -> Iterator[str]:
    """Yield the address of a server that answers, and stop it afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", "impactsourcing.wsgi"]
        command += ["--bind", f"fd://{listening.fileno()}", "--workers", str(workers), "--preload"]
        command += ["--timeout", "60", "--no-control-socket"]
        with log.open("w") as output:
            server = subprocess.Popen(
                command,
                env=_environment(environment),
                cwd=ROOT,
                pass_fds=[listening.fileno()],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
    try:
        _wait(f"{address}/healthz", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def database_address(connection) -> str:
    """Return the database that `connection` is open on as a DATABASE_URL."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user, password = quote(known["USER"]), quote(known["PASSWORD"])
    place = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    query = "&".join(
        f"{name}={quote(str(value), safe='')}"
        for name, value in known["OPTIONS"].items()
        if name in {"host", "sslmode"}
    )
    return f"postgres://{user}:{password}@{place}/{known['NAME']}?{query}"


def _environment(changes):
    kept = {
        k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "PRODUCTION"}
    }
    return kept | changes


def _wait(address, server, log, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer:\n{log.read_text()}")
