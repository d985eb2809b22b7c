"""The definition file and the frozen objects it is read into; knows nothing of Django."""

from frameworks.definitions.errors import DefinitionError, DefinitionErrors, Place, Problem
from frameworks.definitions.freezing import (
    content_hash,
    from_json,
    frozen_definition,
    json_schema,
    to_json,
)
from frameworks.definitions.reading import MAX_BYTES, Limits, Reading, decode, read, read_as
from frameworks.definitions.shapes import (
    Component,
    Definition,
    Element,
    Indicator,
    Location,
    Provenance,
    Recommendation,
    Scale,
    ScaleLevel,
    Shape,
    Source,
    Stage,
)
from frameworks.definitions.words import Lens, Response, Role, SourceKind, Subject
from frameworks.definitions.writing import document_of, write

__all__ = [
    "MAX_BYTES",
    "Component",
    "Definition",
    "DefinitionError",
    "DefinitionErrors",
    "Element",
    "Indicator",
    "Lens",
    "Limits",
    "Location",
    "Place",
    "Problem",
    "Provenance",
    "Reading",
    "Recommendation",
    "Response",
    "Role",
    "Scale",
    "ScaleLevel",
    "Shape",
    "Source",
    "SourceKind",
    "Stage",
    "Subject",
    "content_hash",
    "decode",
    "document_of",
    "from_json",
    "frozen_definition",
    "json_schema",
    "read",
    "read_as",
    "to_json",
    "write",
]
