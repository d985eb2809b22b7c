"""Gunicorn with two sync workers, and what its processes weigh."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
KIB_A_MIB = 1024


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        return [int(pid) for pid in _children(self.pid).read_text().split()]

    def memory(self) -> tuple[float, float]:
        """Return in MiB what is resident in the workers, and the share of all processes.

        The first counts pages the workers share once for each of them; the second counts
        them once, with the parent process.
        """
        resident = sum(_status(pid, "VmRSS") for pid in self.workers)
        share = sum(_proportional(pid) for pid in (self.pid, *self.workers))
        return resident / KIB_A_MIB, share / KIB_A_MIB

    def forget_peaks(self) -> None:
        for pid in self.workers:
            Path(f"/proc/{pid}/clear_refs").write_text("5")

    def peaks(self) -> dict[int, float]:
        """Return in MiB the most each worker has held since `forget_peaks`."""
        return {pid: _status(pid, "VmHWM") / KIB_A_MIB for pid in self.workers}


@contextlib.contextmanager
def serve(application: str, environment: dict[str, str], log: Path) -> Iterator[Server]:
    """Yield the server once it answers, and stop it afterwards."""
    with socket.create_server((HOST, 0), backlog=2048) as listening:
        port = listening.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", application, "--no-control-socket"]
        command += ["--bind", f"fd://{listening.fileno()}", "--workers", "2", "--timeout", "120"]
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                env=os.environ | environment,
                cwd=ROOT,
                pass_fds=[listening.fileno()],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
    try:
        _wait(f"http://{HOST}:{port}/", process, log)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(address: str, process: subprocess.Popen, log: Path, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - http, this machine
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer:\n{log.read_text()}")


def _children(pid: int) -> Path:
    return Path(f"/proc/{pid}/task/{pid}/children")


def _status(pid: int, name: str) -> int:
    return _kib(Path(f"/proc/{pid}/status"), name)


def _proportional(pid: int) -> int:
    return _kib(Path(f"/proc/{pid}/smaps_rollup"), "Pss")


def _kib(file: Path, name: str) -> int:
    for line in file.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise KeyError(name)
