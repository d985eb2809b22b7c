"""Write an assessment document: one response and one score a line."""

import json
import re
from datetime import date
from typing import Any

import yaml

from assessments.documents.shapes import Document
from frameworks.definitions import document_of

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WIDTH = 100_000
# What YAML may fold or take for a line break; such text is written with escapes.
UNPLAIN = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


class Line(dict[str, Any]):
    """A mapping that is written on one line."""


class Sheet(Dumper):  # type: ignore[misc, valid-type]
    """Block style around one-line records."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write(document: Document) -> str:
    """Return the document as YAML; reading it gives an equal document, but for its scores."""
    plain: dict[str, Any] = dict(document_of(document))
    for name in ("round", "framework"):
        plain[name] = Line(plain[name])
    for name in ("parties", "scores"):
        if name in plain:
            plain[name] = [Line(one) for one in plain[name]]
    for respondent in plain.get("respondents", ()):
        if "responses" in respondent:
            respondent["responses"] = [Line(one) for one in respondent["responses"]]
    text: str = yaml.dump(plain, Dumper=Sheet, width=WIDTH, allow_unicode=True, sort_keys=False)
    return text


def write_json(document: Document) -> str:
    """Return the document as JSON, with the same content as the YAML."""
    plain = document_of(document)
    return json.dumps(plain, ensure_ascii=False, indent=1, default=date.isoformat) + "\n"


def _text(dumper: Any, data: str) -> Any:
    style = '"' if UNPLAIN.search(data) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _line(dumper: Any, data: Line) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _list(dumper: Any, data: list[object]) -> Any:
    words = not any(isinstance(item, dict) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=words)


def _mapping(dumper: Any, data: dict[str, object]) -> Any:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)


Sheet.add_representer(str, _text)
Sheet.add_representer(Line, _line)
Sheet.add_representer(list, _list)
Sheet.add_representer(dict, _mapping)
