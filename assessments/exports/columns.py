"""The columns that tables of responses share, and the words of their codebook."""

from assessments.exports.tables import CATEGORY, DATE, Column
from assessments.models import Assessment
from assessments.queries.exports import Sheet
from frameworks.definitions import Role

STATES = {
    "answered": "a level was chosen",
    "not-applicable": "does not apply, with a reason",
    "dont-know": "the respondent does not know",
    "skipped": "asked, submitted without a response",
}


def listed(values: dict[str, str]) -> str:
    """Return codes with their labels as one codebook cell."""
    return " | ".join(f"{code} = {label}" for code, label in values.items())


PLACE = (
    Column("relationship_id", "Relationship, its id", source="relationship"),
    Column("relationship_name", "Relationship, its name", source="relationship"),
    Column("assessment_id", "Assessment, its id", source="assessment"),
    Column("round", "Round, its label", source="round"),
    Column("as_of", "Day the round speaks of", DATE, source="round"),
    Column(
        "phase",
        "When in the contract the assessment was made",
        CATEGORY,
        listed(dict(Assessment.Phase.choices)),
        source="assessment",
    ),
    Column("framework_key", "Framework, its key", source="framework version"),
    Column("framework_number", "Framework version, its number", source="framework version"),
    Column("definition_hash", "SHA-256 of the version's definition", source="framework version"),
    Column("respondent", "Respondent, key within the assessment", source="respondent"),
    Column("party", "Party the respondent answers for, its key", source="party"),
    Column("party_name", "Party, its name", source="party"),
    Column(
        "role",
        "Role of that party",
        CATEGORY,
        listed({role.value: role.value for role in Role}),
        source="party",
    ),
    Column("tier", "Place in the chain; 0 is the client", "integer", source="party"),
)


def place_cells(sheet: Sheet) -> tuple[object, ...]:
    """Return the values of `PLACE` for one respondent."""
    assessment, person = sheet.assessment, sheet.respondent
    version, held = assessment.framework_version, assessment.round
    return (
        held.relationship_id,
        held.relationship.name,
        assessment.pk,
        held.label,
        held.as_of,
        assessment.phase,
        version.framework.key,
        version.number,
        assessment.definition_hash or version.content_hash,
        person.key,
        person.party.key,
        person.party.name,
        person.party.role,
        person.party.tier,
    )
