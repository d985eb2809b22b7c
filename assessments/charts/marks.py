"""What every chart shares: how figures read, and the strokes they are drawn with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from assessments.queries.headline import Measure

MINUS = "\u2212"
NOT_ENOUGH = "not enough answers"
TOO_FEW = "too few answers to show"
NAME_LENGTH = 36
TICKS = (0, 25, 50, 75, 100)
# Bounds closer than this are one figure: the line through the mark would not be seen.
VISIBLE_WIDTH = 0.005
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Table:
    """The values of a chart; the first cell of a row is its head."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    svg: SafeString
    reading: str
    table: Table


def points(value: float) -> int:
    """Return a share between 0 and 1 as whole points of 100, halves upward."""
    return math.floor(value * 100 + 0.5)


def signed(difference: int) -> str:
    """Return whole points with a sign that is read as one; 0 has none."""
    return f"{MINUS}{-difference}" if difference < 0 else f"+{difference}" if difference else "0"


def bounds(measure: Measure) -> str:
    """Return where a score could still fall; a dash where that is kept back."""
    if measure.is_withheld:
        return "–"
    return f"{points(measure.lower)}–{points(measure.upper)}"


def percent(share: float) -> str:
    return f"{points(share)} %"


def figure(measure: Measure | None) -> str:
    """Return what stands where the score would: the score, or its bounds, or n/a."""
    if measure is None:
        return "n/a"
    return bounds(measure) if measure.shown is None else str(points(measure.shown))


def cell(measure: Measure | None) -> str:
    """Return a score for a table, in words where there is none."""
    if measure is None:
        return "n/a"
    return lack(measure) if measure.shown is None else str(points(measure.shown))


def lack(measure: Measure) -> str:
    """Say why there is no score: too little is answered, or too few answered to show it."""
    return TOO_FEW if measure.is_withheld else NOT_ENOUGH


def cells(measure: Measure | None) -> tuple[str, str]:
    """Return score and bounds for a table."""
    return cell(measure), "–" if measure is None else bounds(measure)


def word(number: int) -> str:
    """Return a count in words up to ten, then in figures."""
    return WORDS[number] if number < len(WORDS) else str(number)


def counted(number: int, noun: str) -> str:
    """Return `three rounds` for 3 and `round`."""
    return f"{word(number)} {noun if number == 1 else noun + 's'}"


def every(number: int, noun: str) -> str:
    """Return `all three rounds`, or `both rounds`."""
    return f"both {noun}s" if number == 2 else f"all {counted(number, noun)}"


def listed(names: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def cut(name: str) -> str:
    """Return a name cut at 36 characters."""
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"


def label(name: str) -> str:
    """Return a name for a chart, cut and safe in markup."""
    return escape(cut(name))


def x(share: float) -> str:
    return f"{round(share * 100, 1):g}%"


def span(measure: Measure, colour: str, y: int) -> str:
    """Return the line between the bounds, dotted without a score, none when all is answered."""
    if measure.is_withheld:
        return ""
    if measure.shown is None:
        colour += " ne"
    elif measure.upper - measure.lower < VISIBLE_WIDTH:
        return ""
    return (
        f'<line class="{colour}" x1="{x(measure.lower)}" x2="{x(measure.upper)}"'
        f' y1="{y}" y2="{y}"/>'
    )


def mark(symbol: str, colour: str, share: float, y: int) -> str:
    return f'<use href="#{symbol}" class="{colour}" x="{x(share)}" y="{y}"/>'


def interval(measure: Measure | None, symbol: str, colour: str, y: int) -> str:
    """Return bounds and mark of one measure; never a mark without a score."""
    if measure is None:
        return ""
    drawn = span(measure, colour, y)
    return drawn if measure.shown is None else drawn + mark(symbol, colour, measure.shown, y)


def grid(height: int) -> str:
    """Return upright lines each 25 points down to `height`, with their figures below."""
    return "".join(
        f'<line class="grid" x1="{tick}%" x2="{tick}%" y1="0" y2="{height}"/>'
        f'<text class="m mid" x="{tick}%" y="{height + 15}">{tick}</text>'
        for tick in TICKS
    )
