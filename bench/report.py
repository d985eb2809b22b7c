"""The table: what was measured beside its target."""

import datetime
import os
import platform
import re
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.loads import WRK
from bench.servers import ROOT

PAGE = ROOT / "docs" / "performance.md"
MARKS = ("<!-- bench: begin -->", "<!-- bench: end -->")
PACKAGES = ("Django", "gunicorn", "whitenoise")


@dataclass(frozen=True)
class Row:
    """One line of the table; `is_met` is None where there is no target."""

    item: str
    target: str
    measured: str
    floor: str = ""
    is_met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        verdict = {None: "", True: "met", False: "**missed**"}[self.is_met]
        return self.item, self.target, self.measured, self.floor, verdict


HEAD = ("Item", "Target", "Measured", "Of the floor", "")


def table(rows: list[Row]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def conditions(held: dict, options: str) -> str:
    """Say on what, when and how the table was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = "wrk" if WRK else "the Python client of bench/loads.py, which costs more than wrk"
    drafts = sum(one["is_open"] for one in held["relationships"])
    return (
        f"Measured {datetime.datetime.now(datetime.UTC):%d %B %Y, %H:%M} UTC with"
        f" `bench/run{options}` on {_processor()}, {os.cpu_count()} cores,"
        f" {_memory():.0f} GiB, {platform.system()} {platform.release()}."
        f" Python {platform.python_version()}, {packages},"
        f" {_database()}. Load by {load}, on the same cores. Load average before the run:"
        f" {held['busy']:.1f}.\n\n"
        f"The database holds {len(held['relationships'])} relationships of one organisation"
        f" ({drafts} with an open round), 4 rounds each, 6 respondents a round, asked"
        f" {_items(held['items'])}; with the large assessment of"
        f" {held['survey']['people']:,} respondents that makes {held['responses']:,} responses,"
        " each with its event."
    )


def write(text: str) -> None:
    """Put `text` between the marks of docs/performance.md."""
    begin, end = MARKS
    page = PAGE.read_text()
    if page.count(begin) != 1 or page.count(end) != 1:
        raise SystemExit(f"{PAGE} needs {begin} and {end} once each.")
    head, _, rest = page.partition(begin)
    PAGE.write_text(f"{head}{begin}\n{text}\n{end}{rest.partition(end)[2]}")


def _items(items: dict[str, int]) -> str:
    return ", ".join(f"{number} items as {role}" for role, number in items.items())


def _database() -> str:
    if os.environ.get("DATABASE_URL"):
        return "PostgreSQL"
    return f"SQLite {sqlite3.sqlite_version} (WAL, synchronous=FULL)"


def _processor() -> str:
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
