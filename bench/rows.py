"""From figures to lines of the table, with the targets they are held against."""

from dataclasses import dataclass

from bench.browser import Paint
from bench.loads import Load
from bench.report import Row
from bench.sizes import Sizes
from bench.tables import Download

KB = 1000


@dataclass(frozen=True)
class Loaded:
    """One page under load, with the floor just before it and its cost in this process."""

    busy: Load
    alone: Load
    floor: Load
    queries: int
    milliseconds: float | None = None


def floor_row(floor: Load, alone: Load) -> Row:
    measured = f"{floor.rate:,.0f} req/s, p95 {floor.p95:.1f} ms; alone p50 {alone.p50:.2f} ms"
    return Row("floor: Django says hello, no middleware, 16 connections", "", measured, "1.00")


def load_row(item: str, loaded: Loaded, *, queries: int, rate: int | None, p95: int) -> Row:
    target = f"≤ {queries} queries, " + (f"≥ {rate} req/s, " if rate else "") + f"p95 ≤ {p95} ms"
    busy = loaded.busy
    measured = (
        f"{loaded.queries} queries, {busy.rate:,.0f} req/s, p95 {busy.p95:.0f} ms;"
        f" alone p50 {loaded.alone.p50:.1f} ms"
    )
    if loaded.milliseconds:
        measured += f"; {loaded.milliseconds:.1f} ms of processor"
    is_met = loaded.queries <= queries and busy.rate >= (rate or 0) and busy.p95 <= p95
    return Row(item, target, measured, f"{busy.rate / loaded.floor.rate:.2f}", is_met)


def independence_row(item: str, few: float, many: float, number: int) -> Row:
    """Compare processor time among 10 relationships and among all of them."""
    target = f"no dearer among {number} than among 10"
    measured = f"{few:.1f} → {many:.1f} ms of processor (× {many / few:.2f})"
    return Row(item, target, measured, is_met=many <= few * 1.25)


def size_rows(dashboard: Sizes, form: Sizes, following: Sizes) -> list[Row]:
    parts = (
        f"{dashboard.readable / KB:.1f} KB ({dashboard.packing} page {dashboard.page / KB:.1f}"
        f" + style sheet {dashboard.styles / KB:.1f}), {dashboard.blocking} blocking requests"
    )
    first = f"{form.first / KB:.1f} / {following.page / KB:.1f} KB"
    return [
        Row(
            "dashboard, bytes until every chart is readable",
            "≤ 12 KB, ≤ 2 blocking requests",
            parts,
            is_met=dashboard.readable <= 12 * KB and dashboard.blocking <= 2,
        ),
        Row(
            "form page, first visit / next page",
            "≤ 15 KB / ≤ 5 KB",
            f"{first} (style sheet {form.styles / KB:.1f}, scripts {form.scripts / KB:.1f})",
            is_met=form.first <= 15 * KB and following.page <= 5 * KB,
        ),
    ]


def save_rows(saved: Loaded, size: tuple[int, int]) -> list[Row]:
    sent, answered = size
    rate = saved.busy.rate
    return [
        load_row("one autosave, durable", saved, queries=6, rate=450, p95=45),
        Row(
            "one autosave, sent / answered",
            "≤ 1 KB",
            f"{sent} / {answered} bytes with headers",
            is_met=sent <= KB and answered <= KB,
        ),
        Row(
            "100 offline answers",
            "≤ 10 queries, ≥ 60 answers/s",
            f"{100 * saved.queries} queries, {rate:,.0f} answers/s: one request each",
            is_met=False,
        ),
    ]


def table_row(name: str, found: Download, queries: int, *, has_target: bool) -> Row:
    target = "≤ 0.3 s, ≤ 20 MiB extra memory, streamed" if has_target else ""
    measured = (
        f"{found.last:.2f} s for {found.lines - 1:,} lines ({found.size:.1f} MiB), first byte"
        f" {found.first:.2f} s, {found.growth:.0f} MiB extra, {queries} queries"
    )
    is_met = (found.last <= 0.3 and found.growth <= 20) if has_target else None
    return Row(f"{name} CSV of the large assessment", target, measured, is_met=is_met)


def chart_row(charts: dict[str, float]) -> Row:
    each = ", ".join(f"{name} {seconds * 1e6:.0f}" for name, seconds in charts.items())
    total = sum(charts.values())
    measured = f"{total * 1e6:.0f} µs ({each})"
    return Row("four charts made on the server", "≤ 1 ms", measured, is_met=total <= 1e-3)


def score_row(scores: dict[str, float]) -> Row:
    read, score, stored = (scores[name] * 1e3 for name in ("read", "score", "stored"))
    measured = (
        f"{score:.1f} ms for {scores['answers']:,} answers; reading them {read:.1f} ms;"
        f" the scores kept at closing {stored:.1f} ms from {scores['bytes'] / KB:.0f} KB of JSON"
    )
    return Row("scoring one assessment", "", measured)


def memory_row(resident: float, share: float) -> Row:
    measured = f"{resident:.0f} MiB resident; {share:.0f} MiB with the parent, shared pages once"
    return Row("2 workers after load", "≤ 150 MiB", measured, is_met=resident <= 150)


def library_rows(plotly: int, client: int) -> list[Row]:
    return [
        Row(
            "interactive Plotly, on demand, Brotli",
            "≤ 360 KB once",
            f"{plotly / KB:.0f} KB",
            is_met=plotly <= 360 * KB,
        ),
        Row(
            "code that saves answers, gzip",
            "≤ 4 KiB",
            f"{client / 1024:.1f} KiB",
            is_met=client <= 4096,
        ),
    ]


def paint_rows(paints: dict[str, Paint]) -> list[Row]:
    targets = [(1500, 2000), (1000, 1500)]
    return [
        Row(
            f"dashboard over {link}, first paint / charts readable",
            f"≤ {first / KB:.1f} s / ≤ {readable / KB:.1f} s",
            f"{paint.first / KB:.2f} s / {paint.readable / KB:.2f} s"
            f" (all files {paint.loaded / KB:.2f} s)",
            is_met=paint.first <= first and paint.readable <= readable,
        )
        for (link, paint), (first, readable) in zip(paints.items(), targets, strict=True)
    ]
