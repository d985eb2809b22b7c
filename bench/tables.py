"""The long and the wide table of one large assessment: time, first byte, memory."""

import socket
import time
from dataclasses import dataclass

from bench.places import Places
from bench.requests import Page, parse
from bench.servers import HOST, Server

REPEATS = 3


@dataclass(frozen=True)
class Download:
    """Seconds to the first and the last byte, lines, MiB sent, MiB the worker grew meanwhile."""

    first: float
    last: float
    lines: int
    size: float
    growth: float


def download(places: Places, name: str, server: Server) -> Download:
    """Return the fastest of some downloads without compression, with the most memory of all."""
    page = places.table(name)
    page = Page(page.path, page.cookie, encodings="")
    found = [_once(page, server) for _ in range(REPEATS)]
    fastest = min(found, key=lambda one: one.last)
    growth = max(one.growth for one in found)
    return Download(fastest.first, fastest.last, fastest.lines, fastest.size, growth)


def _once(page: Page, server: Server) -> Download:
    server.forget_peaks()
    before = server.peaks()
    started = time.perf_counter()
    with socket.create_connection((HOST, server.port), timeout=300) as line:
        line.sendall(page.bytes(server.port))
        parts = [line.recv(1 << 18)]
        first = time.perf_counter() - started
        parts += iter(lambda: line.recv(1 << 18), b"")
    last = time.perf_counter() - started
    peaks = server.peaks()
    growth = max(peaks[pid] - before[pid] for pid in peaks)
    body = parse(b"".join(parts), page.path).body
    return Download(first, last, body.count(b"\r\n"), len(body) / 2**20, growth)
