"""The shapes of an assessment document: frozen, with no field left unnamed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
)

from frameworks.definitions import Role, Shape


class Kind(StrEnum):
    OWN = "own"
    CASE = "case"
    EXAMPLE = "example"


class Phase(StrEnum):
    EX_ANTE = "ex-ante"
    IN_FLIGHT = "in-flight"
    CLOSING = "closing"


class State(StrEnum):
    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"
    SKIPPED = "skipped"


Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=60)]
IndicatorKey = Annotated[str, Field(min_length=1, max_length=190)]
DyadKey = Annotated[str, Field(min_length=1, max_length=122)]
Address = Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=500)]
Facts = Annotated[
    Mapping[str, JsonValue],
    AfterValidator(MappingProxyType),
    PlainSerializer(dict, return_type=dict),
]


class Part(Shape):
    # What people wrote is kept to the letter.
    model_config = ConfigDict(str_strip_whitespace=False)


class Evidence(Part):
    """A link, or the name and digest of a file, which does not travel in a document."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    url: Address = ""
    note: Annotated[str, Field(max_length=500)] = ""
    file: Annotated[str, Field(max_length=200)] = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Response(Part):
    indicator: IndicatorKey
    dyad: DyadKey | None = None
    state: State
    value: int | None = None
    reason: Annotated[str, Field(max_length=500)] = ""
    comment: Annotated[str, Field(max_length=10_000)] = ""
    evidence: tuple[Evidence, ...] = ()


class Respondent(Part):
    """Somebody who answers; `submitted` None means every stage with responses in it."""

    key: Key
    party: Key
    label: Annotated[str, Field(min_length=1, max_length=120)]
    submitted: tuple[Key, ...] | None = None
    responses: tuple[Response, ...] = ()


class Party(Part):
    key: Key
    organisation: Annotated[str, Field(min_length=1, max_length=200)]
    role: Role
    tier: Annotated[int, Field(ge=0, le=100)]
    note: Annotated[str, Field(max_length=200)] = ""


class Relationship(Part):
    always_written: ClassVar[frozenset[str]] = frozenset({"service", "country", "started", "ended"})

    name: Annotated[str, Field(min_length=1, max_length=200)]
    service: Annotated[str, Field(max_length=200)] = ""
    country: Annotated[str, Field(max_length=100)] = ""
    started: date | None = None
    ended: date | None = None
    facts: Facts = Field(default_factory=dict, validate_default=True)
    about: Annotated[str, Field(max_length=20_000)] = ""


class Round(Part):
    label: Annotated[str, Field(min_length=1, max_length=80)]
    as_of: date


class Framework(Part):
    key: Key
    number: Annotated[str, Field(min_length=1, max_length=20)]


class Score(Part):
    """A node's figures; `dyad` None is the whole relationship, `score` None has no answer."""

    always_written = frozenset({"dyad", "score"})

    node: str
    lens: str
    dyad: str | None = None
    party: str
    score: float | None = None
    coverage: float
    lower: float
    upper: float
    published: bool
    items: int


# One client, and as many below as the form for a relationship takes.
MOST_PARTIES = 45


class Document(Part):
    always_written = frozenset({"kind"})

    document: Literal["assessment/1"]
    kind: Kind = Kind.OWN
    relationship: Relationship
    parties: Annotated[tuple[Party, ...], Field(min_length=1, max_length=MOST_PARTIES)]
    round: Round
    framework: Framework
    phase: Phase
    stages_reached: Annotated[tuple[Key, ...], Field(min_length=1)]
    respondents: tuple[Respondent, ...] = ()
    # Scores are made from the responses; those in a file are only for its readers.
    scores: Annotated[tuple[Score, ...], BeforeValidator(lambda _: ())] = ()
    definition_hash: Annotated[str, Field(max_length=80)] = ""
    scoring_version: int | None = None

    @property
    def left_out(self) -> str:
        """Say how many pieces of evidence are files, which are only named here; empty if none."""
        count = sum(
            bool(proof.file)
            for respondent in self.respondents
            for response in respondent.responses
            for proof in response.evidence
        )
        if not count:
            return ""
        files = "1 evidence file is" if count == 1 else f"{count} evidence files are"
        return f"{files} named but not in the document."

    def dyads(self) -> dict[str, tuple[Party, Party]]:
        """Return the two parties of each dyad by its key, upstream first."""
        ordered = sorted(self.parties, key=lambda party: (party.tier, party.key))
        return {
            f"{upstream.key}--{downstream.key}": (upstream, downstream)
            for upstream in ordered
            for downstream in ordered
            if downstream.tier == upstream.tier + 1
        }
