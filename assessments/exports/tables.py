"""A table of text cells and its way into a CSV file (RFC 4180, UTF-8)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

CHUNK = 64 * 1024
TEXT, CATEGORY, INTEGER, NUMBER, DATE, TIME = (
    "text",
    "category",
    "integer",
    "number",
    "date",
    "time",
)
# What a spreadsheet may run as a formula, behind any number of apostrophes.
RISKY = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
ESCAPED = re.compile("''*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what its codebook row says."""

    name: str
    label: str
    type: str = TEXT
    values: str = ""
    missing: str = ""
    source: str = ""

    @property
    def is_text(self) -> bool:
        return self.type in (TEXT, CATEGORY)


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]

    def chunks(self, *, safe: bool = False) -> Iterator[bytes]:
        """Yield the CSV file in pieces of at least 64 KiB, but for the last.

        Faithful to the letter; with `safe`, text that a spreadsheet could take for a formula
        gets an apostrophe in front.
        """
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(column.name for column in self.columns)
        texts = [column.is_text for column in self.columns]
        for row in self.rows:
            writer.writerow(_escaped(row, texts) if safe else row)
            if buffer.tell() >= CHUNK:
                yield buffer.getvalue().encode()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode()


def _escaped(row: tuple[str, ...], texts: list[bool]) -> list[str]:
    return [escape(cell) if is_text else cell for cell, is_text in zip(row, texts, strict=True)]


def escape(text: str) -> str:
    """Return text that no spreadsheet runs as a formula; `unescape` takes it back."""
    return f"'{text}" if RISKY.match(text) else text


def unescape(text: str) -> str:
    """Return what `escape` was given."""
    return text[1:] if ESCAPED.match(text) else text


def cell(value: object) -> str:
    """Return a value as it stands in a file; None is empty, numbers are unrounded."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)
