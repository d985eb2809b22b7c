"""Bytes over the wire, headers included, as a browser that takes gzip and Brotli asks for them."""

import gzip
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from bench.places import Places
from bench.requests import Page, ask
from bench.servers import ROOT

BROWSER = "gzip, deflate, br"
CLIENT_CODE = ("answering.js",)


@dataclass(frozen=True)
class Sizes:
    """A page and what it links to; a repeated visit fetches the page alone."""

    page: int
    styles: int
    scripts: int
    icons: int
    packing: str
    blocking: int

    @property
    def readable(self) -> int:
        """Return the bytes until everything can be read: the page and its style sheets."""
        return self.page + self.styles

    @property
    def first(self) -> int:
        return self.page + self.styles + self.scripts + self.icons


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: dict[str, list[str]] = {"stylesheet": [], "icon": [], "script": []}
        self.blocking = 1

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "link" and held.get("rel") in self.found:
            self.found[held["rel"]].append(held["href"])
            self.blocking += held["rel"] == "stylesheet"
        if tag == "script" and held.get("src"):
            self.found["script"].append(held["src"])
            self.blocking += "defer" not in held and "async" not in held


def sizes(page: Page, port: int) -> Sizes:
    answer = ask(replace(page, encodings=BROWSER), port)
    links = Links()
    links.feed(answer.body.decode())

    def together(kind: str) -> int:
        return sum(ask(Page(path, encodings=BROWSER), port).size for path in links.found[kind])

    return Sizes(
        page=answer.size,
        styles=together("stylesheet"),
        scripts=together("script"),
        icons=together("icon"),
        packing=answer.headers.get("content-encoding", "none"),
        blocking=links.blocking,
    )


def save_size(places: Places, port: int) -> tuple[int, int]:
    """Return the bytes of one save and of its answer."""
    page = places.saves(2, 3)[0]
    return len(page.bytes(port)), ask(page, port).size


def plotly_size(port: int, data: Path) -> int:
    """Return the bytes of the interactive charts' library, as Brotli."""
    static = data / "static"
    file = next(static.glob("vendor/plotly-*.min.*.js")).relative_to(static)
    return ask(Page(f"/static/{file}", encodings="br"), port).size


def client_code() -> int:
    """Return the bytes, as gzip, of what saves answers and holds those that are not sent."""
    return sum(len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in CLIENT_CODE)
