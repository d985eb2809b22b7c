"""Measure the product against a bare floor and print the table."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import browser, report, rows, sizes, tables
from bench.loads import Load, load
from bench.places import Places
from bench.report import Row
from bench.requests import Page
from bench.servers import ROOT, Server, serve

BUSY = 16
FEW = 10
SMALL, FULL = (40, 200), (200, 1000)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--full", action="store_true", help="200 relationships, not 40")
    parser.add_argument("--relationships", type=int, help="another number of relationships")
    parser.add_argument("--seconds", type=float, default=5, help="of load for each page")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    parser.add_argument("--browser", action="store_true", help="first paint, with Chromium")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    return parser.parse_args()


@dataclass
class Bench:
    """The two servers and how long each is kept busy."""

    floor: Server
    product: Server
    seconds: float

    def hello(self, connections: int = BUSY) -> Load:
        seconds = max(1, self.seconds / 2)
        return load([Page("/")], self.floor.port, connections=connections, seconds=seconds)

    def measure(self, busy: Sequence[Page], alone: Sequence[Page], inside: dict) -> rows.Loaded:
        """Return the load of a page, with that of the floor just before."""
        floor = self.hello()
        port = self.product.port
        return rows.Loaded(
            busy=load(busy, port, connections=BUSY, seconds=self.seconds),
            alone=load(alone, port, connections=1, seconds=max(1, self.seconds / 2)),
            floor=floor,
            queries=inside["queries"],
            milliseconds=inside.get("ms"),
        )


def prepare(folder: Path, relationships: int, people: int) -> tuple[Places, dict]:
    """Write a world into `folder`; return it with what was measured in a process of its own."""
    folder.mkdir()
    world, inside = folder / "world.json", folder / "inside.json"
    environment = os.environ | {"DATA_DIR": str(folder)}
    counts = ["--relationships", str(relationships), "--people", str(people)]
    for module in (["bench.world", *counts, world], ["bench.inside", world, inside]):
        command = [sys.executable, "-m", *map(str, module)]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)  # noqa: S603
    return Places.read(world), json.loads(inside.read_text())


def measured(bench: Bench, places: Places, inside: dict, few: dict, data: Path) -> Iterator[Row]:
    """Yield the table line by line; memory is read after all the load."""
    yield rows.floor_row(bench.hello(), bench.hello(1))
    yield from page_rows(bench, places, inside["pages"])
    number = len(places.world["relationships"])
    for name in ("dashboard", "portfolio"):
        costs = few["pages"][name]["ms"], inside["pages"][name]["ms"]
        yield rows.independence_row(f"{name}, by the size of the portfolio", *costs, number)
    yield rows.memory_row(*bench.product.memory())
    for name in ("long", "wide"):
        found = tables.download(places, name, bench.product)
        queries = inside["pages"][name]["queries"]
        yield rows.table_row(name, found, queries, has_target=name == "long")
    yield rows.chart_row(inside["charts"])
    yield rows.score_row(inside["scores"])
    port = bench.product.port
    pages = (places.dashboard(is_open=False), places.form, places.next_form)
    yield from rows.size_rows(*(sizes.sizes(page, port) for page in pages))
    yield from rows.library_rows(sizes.plotly_size(port, data), sizes.client_code())


def page_rows(bench: Bench, places: Places, inside: dict) -> Iterator[Row]:
    form = bench.measure([places.form], [places.form], inside["form"])
    yield rows.load_row("form page of 10 indicators", form, queries=8, rate=500, p95=40)
    saved = bench.measure(places.saves(0, 3), places.saves(1, 3), inside["save"])
    yield from rows.save_rows(saved, sizes.save_size(places, bench.product.port))
    closed = places.dashboard(is_open=False)
    opened = places.dashboard(is_open=True)
    for name, item, page in (
        ("dashboard", "dashboard of 4 closed rounds", closed),
        ("open dashboard", "dashboard with an open round, scored anew", opened),
        ("portfolio", "portfolio page", places.portfolio),
    ):
        found = bench.measure([page], [page], inside[name])
        yield rows.load_row(item, found, queries=25, rate=None, p95=300)


@contextlib.contextmanager
def database(*, wants_postgresql: bool) -> Iterator[None]:
    """Choose the database of everything that is started here."""
    os.environ.pop("DATABASE_URL", None)
    if not wants_postgresql:
        yield
        return
    sys.path.insert(0, str(ROOT / "script"))
    from postgresql import postgresql  # noqa: PLC0415 - a script, not a package

    with postgresql() as address:
        if address is None:
            raise SystemExit("There is no PostgreSQL server here; see script/postgresql.py.")
        os.environ["DATABASE_URL"] = address
        yield


def main() -> None:
    chosen = options()
    busy = os.getloadavg()[0]
    count, people = FULL if chosen.full else SMALL
    count = chosen.relationships or count
    os.environ.pop("PRODUCTION", None)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        folder = Path(folder)
        with database(wants_postgresql=chosen.postgresql):
            few = prepare(folder / "few", FEW, FEW)[1]
        with database(wants_postgresql=chosen.postgresql):
            places, inside = prepare(folder / "all", count, people)
            data = folder / "all"
            with (
                serve("bench.floor", {}, folder / "floor.log") as floor,
                serve("impactsourcing.wsgi", {"DATA_DIR": str(data)}, folder / "log") as product,
            ):
                bench = Bench(floor, product, chosen.seconds)
                found = [show(row) for row in measured(bench, places, inside, few, data)]
                if chosen.browser:
                    paints = browser.paints(places.dashboard(is_open=False), product.port)
                    found += [show(row) for row in rows.paint_rows(paints)]
            held = places.world | {"busy": busy}
            arguments = "".join(f" {one}" for one in sys.argv[1:] if one != "--write")
            text = f"{report.conditions(held, arguments)}\n\n{report.table(found)}"
    print(f"\n{text}")
    if chosen.write:
        report.write(text)


def show(row: Row) -> Row:
    print(*row.cells(), sep=" · ", file=sys.stderr, flush=True)
    return row


if __name__ == "__main__":
    main()
