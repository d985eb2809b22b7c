"""Load: many requests over some connections, by wrk where it is installed."""

import json
import selectors
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.requests import Page, ask
from bench.servers import HOST

LUA = Path(__file__).with_name("load.lua")
WRK = shutil.which("wrk")


@dataclass(frozen=True)
class Load:
    """Requests a second, and milliseconds of the median and of the 95th percentile."""

    rate: float
    p50: float
    p95: float


def load(pages: Sequence[Page], port: int, *, connections: int, seconds: float) -> Load:
    """Ask for the pages in turn; a form is sent once, so they stop when they run out."""
    ask(pages[0], port)
    pages = pages[1:] if pages[0].body else pages
    raw = [page.bytes(port) for page in pages]
    with_tool = by_wrk if WRK else by_python
    return with_tool(raw, port, connections, seconds, endless=not pages[0].body)


def by_wrk(
    raw: Sequence[bytes], port: int, connections: int, seconds: float, *, endless: bool
) -> Load:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"\0".join(raw))
        file.flush()
        command = [
            WRK,
            "-t1",
            f"-c{connections}",
            f"-d{max(1, round(seconds))}s",
            "--timeout",
            "60s",
            "-s",
            str(LUA),
        ]
        command += [f"http://{HOST}:{port}/", "--", file.name, "endless" if endless else "once"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found = json.loads(done.stdout.splitlines()[-1])
    if found["failed"]:
        raise SystemExit(f"{found['failed']} requests failed:\n{raw[0]!r}\n{done.stdout}")
    return Load(found["rate"], found["p50"], found["p95"])


def by_python(
    raw: Sequence[bytes], port: int, connections: int, seconds: float, *, endless: bool
) -> Load:
    started = time.perf_counter()
    following = _following(raw, until=started + seconds, endless=endless)
    waits: list[float] = []
    with selectors.DefaultSelector() as selector:
        busy = sum(_start(selector, port, following) for _ in range(connections))
        while busy:
            for key, _ in selector.select():
                if _is_finished(key, waits):
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    busy += _start(selector, port, following) - 1
    taken = time.perf_counter() - started
    cuts = statistics.quantiles(waits, n=20)
    return Load(len(waits) / taken, statistics.median(waits) * 1000, cuts[-1] * 1000)


def _following(raw: Sequence[bytes], *, until: float, endless: bool) -> Iterator[bytes]:
    while True:
        for request in raw:
            if time.perf_counter() >= until:
                return
            yield request
        if not endless:
            return


def _start(selector, port: int, following: Iterator[bytes]) -> int:
    """Send the next request; return how many were sent."""
    request = next(following, None)
    if request is None:
        return 0
    started = time.perf_counter()
    line = socket.create_connection((HOST, port))
    line.sendall(request)
    selector.register(line, selectors.EVENT_READ, {"started": started, "is_first": True})
    return 1


def _is_finished(key, waits: list[float]) -> bool:
    data = key.fileobj.recv(1 << 18)
    if data and key.data["is_first"] and data[9:12] != b"200":
        raise SystemExit(f"A request failed:\n{data[:500]!r}")
    key.data["is_first"] = False
    if not data:
        waits.append(time.perf_counter() - key.data["started"])
    return not data
