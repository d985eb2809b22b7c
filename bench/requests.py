"""Requests as the bytes that go over the wire, and one exchange of them."""

import gzip
import socket
from dataclasses import dataclass

import brotli

from bench.servers import HOST

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}


@dataclass(frozen=True)
class Page:
    """Something to ask for; with a `body` it is a form that is sent."""

    path: str
    cookie: str = ""
    body: str = ""
    encodings: str = "gzip"

    def bytes(self, port: int) -> bytes:
        lines = [
            f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1",
            f"Host: {HOST}:{port}",
            "Connection: close",
        ]
        if self.encodings:
            lines.append(f"Accept-Encoding: {self.encodings}")
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if self.body:
            lines.append(f"Content-Length: {len(self.body)}")
            lines.append("Content-Type: application/x-www-form-urlencoded")
            token = self.cookie.partition("csrftoken=")[2].partition(";")[0]
            lines.append(f"X-CSRFToken: {token}")
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()


@dataclass(frozen=True)
class Answer:
    """An answer as it came; sizes are those on the wire, with the headers."""

    status: int
    headers: dict[str, str]
    packed: bytes
    size: int
    body: bytes


def ask(page: Page, port: int) -> Answer:
    """Return the answer; raise SystemExit when it is not 200."""
    with socket.create_connection((HOST, port), timeout=120) as line:
        line.sendall(page.bytes(port))
        raw = b"".join(iter(lambda: line.recv(1 << 16), b""))
    return parse(raw, page.path)


def parse(raw: bytes, path: str) -> Answer:
    """Return what the bytes of an answer say, without the framing of its chunks."""
    head, _, packed = raw.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    status = int(first.split()[1])
    if status != 200:
        raise SystemExit(f"{path} answers {status}:\n{packed[:2000]!r}")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
    size = len(raw)
    if headers.get("transfer-encoding") == "chunked":
        packed = _joined(packed)
    body = UNPACK[headers.get("content-encoding", "")](packed)
    return Answer(status, headers, packed, size, body)


def _joined(chunks: bytes) -> bytes:
    parts, at = [], 0
    while True:
        end = chunks.index(b"\r\n", at)
        length = int(chunks[at:end], 16)
        if not length:
            return b"".join(parts)
        parts.append(chunks[end + 2 : end + 2 + length])
        at = end + 4 + length
