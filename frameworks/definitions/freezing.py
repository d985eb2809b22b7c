"""Definitions as canonical JSON: what the database keeps and what the hash is taken of."""

import hashlib
import json
from collections.abc import Callable

from frameworks.definitions.shapes import Definition
from frameworks.definitions.writing import document_of

KEPT = 64
_kept: dict[str, Definition] = {}


def to_json(definition: Definition) -> str:
    """Return canonical JSON: keys sorted, no spaces, nothing that may be left out."""
    document = document_of(definition)
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(content: str) -> Definition:
    """Return the definition kept by `to_json`; the cross-references were checked when read."""
    return Definition.model_validate_json(content, strict=True)


def content_hash(definition: Definition) -> str:
    """Return `sha256:` and the digest of the canonical JSON."""
    return "sha256:" + hashlib.sha256(to_json(definition).encode()).hexdigest()


def frozen_definition(digest: str, content: Callable[[], str]) -> Definition:
    """Return the definition with this hash; `content` is called only when it is not kept yet."""
    definition = _kept.get(digest)
    if definition is None:
        definition = from_json(content())
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[digest] = definition
    return definition


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of a definition file, for editors that check while one types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Definition.model_json_schema(),
        "title": "Framework definition, version 1",
    }
