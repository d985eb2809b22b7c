"""The words a definition may choose from."""

from enum import StrEnum


class Lens(StrEnum):
    CONVENTIONAL = "conventional"
    SOCIAL = "social"


class Role(StrEnum):
    CLIENT = "client"
    INTERMEDIARY = "intermediary"
    SUB_CONTRACTOR = "sub-contractor"


class Subject(StrEnum):
    CLIENT = "client"
    INTERMEDIARY = "intermediary"
    SUB_CONTRACTOR = "sub-contractor"
    BOTH = "both"


class DyadKind(StrEnum):
    CLIENT_INTERMEDIARY = "client--intermediary"
    INTERMEDIARY_SUB_CONTRACTOR = "intermediary--sub-contractor"


class ReportedDyad(StrEnum):
    """The dyad a study speaks of; the mediated one is reported but never scored."""

    CLIENT_INTERMEDIARY = "client--intermediary"
    INTERMEDIARY_SUB_CONTRACTOR = "intermediary--sub-contractor"
    CLIENT_SUB_CONTRACTOR = "client--sub-contractor"


class SourceKind(StrEnum):
    MODEL = "model"
    FINDING = "finding"
    EXTENSION = "extension"


class Response(StrEnum):
    SCALE = "scale"
    DOMAIN_PROFILE = "domain_profile"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
