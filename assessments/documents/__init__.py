"""The assessment document and the frozen objects it is read into; knows nothing of Django."""

from assessments.documents.fitting import chain_of, misfits
from assessments.documents.reading import LIMITS, PAGE_LIMITS, decode, json_schema, read
from assessments.documents.shapes import (
    Document,
    Evidence,
    Framework,
    Kind,
    Party,
    Relationship,
    Respondent,
    Response,
    Round,
    Score,
)
from assessments.documents.writing import write, write_json
from frameworks.definitions import DefinitionErrors as DocumentErrors
from frameworks.definitions import Problem, Reading

__all__ = [
    "LIMITS",
    "PAGE_LIMITS",
    "Document",
    "DocumentErrors",
    "Evidence",
    "Framework",
    "Kind",
    "Party",
    "Problem",
    "Reading",
    "Relationship",
    "Respondent",
    "Response",
    "Round",
    "Score",
    "chain_of",
    "decode",
    "json_schema",
    "misfits",
    "read",
    "write",
    "write_json",
]
