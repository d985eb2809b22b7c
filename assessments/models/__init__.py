"""Relationships, the assessments made of them, and what was answered."""

from assessments.models.assessments import (
    Assessment,
    AssessmentEvent,
    Respondent,
    Round,
    StageSubmission,
)
from assessments.models.relationships import Dyad, Party, Relationship
from assessments.models.responses import Evidence, Response, ResponseEvent

__all__ = [
    "Assessment",
    "AssessmentEvent",
    "Dyad",
    "Evidence",
    "Party",
    "Relationship",
    "Respondent",
    "Response",
    "ResponseEvent",
    "Round",
    "StageSubmission",
]
