"""Read an assessment document; what only a framework can tell is left to `fitting`."""

import math
import re
from collections.abc import Iterable, Iterator

from assessments.documents.checks import check
from assessments.documents.shapes import Document
from frameworks import definitions
from frameworks.definitions import Limits, Place, Problem, Reading

LIMITS = Limits(size=20 * 1024 * 1024, nodes=500_000)
# What a page takes: reading more would keep everybody else waiting.
PAGE_LIMITS = Limits(size=2 * 1024 * 1024, nodes=60_000)
# What JSON takes inside a text as it is, and YAML for a line break or for nothing at all.
UNPLAIN = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")
SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file; raise DocumentErrors when it is too large or not UTF-8."""
    return definitions.decode(data, name, LIMITS)


def read(text: str, name: str, limits: Limits = LIMITS) -> Reading[Document]:
    """Return the document in `text`, YAML or JSON; raise DocumentErrors naming every fault."""
    if text.lstrip().startswith("{"):
        text = UNPLAIN.sub(_escaped, SURROGATES.sub(_joined, text))
    reading = definitions.read_as(Document, text, name, check=_check_values, limits=limits)
    problems = list(check(reading.content))
    if problems:
        raise reading.errors(problems)
    return reading


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of an assessment document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(),
        "title": "Assessment document, version 1",
    }


def _joined(pair: re.Match[str]) -> str:
    """Return the one character that JSON writes as two escapes and YAML does not know."""
    units = bytes.fromhex(pair[1] + pair[2])
    return units.decode("utf-16-be")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _check_values(document: dict[object, object]) -> Iterable[Problem]:
    """Report what no database keeps, wherever it stands."""
    kept = {name: value for name, value in document.items() if name != "scores"}
    return _unkeepable(kept, ())


def _unkeepable(value: object, place: Place) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _unkeepable(item, (*place, key if isinstance(key, int) else str(key)))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unkeepable(item, (*place, number))
    elif isinstance(value, str) and "\0" in value:
        yield Problem(place, "This text holds the character NUL.", "Remove \\0 from it.")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem(place, "This is not a finite number.", "Write it in digits, or in quotes.")
