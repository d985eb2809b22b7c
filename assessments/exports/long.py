"""The long table: one row for each item a respondent was asked in a stage they submitted."""

from collections.abc import Iterator

from assessments import scoring
from assessments.exports.columns import PLACE, STATES, listed, place_cells
from assessments.exports.tables import CATEGORY, INTEGER, NUMBER, TEXT, TIME, Column, Table, cell
from assessments.queries.exports import Entry, Extract, Sheet
from frameworks.definitions import Lens, Location, SourceKind, Subject

FRAMEWORK = "framework definition"
SUBJECTS = {one.value: one.value for one in Subject} | {Subject.BOTH.value: "both sides"}
EMPTY_STATE = "empty unless state is answered; state says why"
LONG = (
    *PLACE,
    Column("stage", "Stage, its key", source=FRAMEWORK),
    Column("element", "Element, its key", source=FRAMEWORK),
    Column(
        "component",
        "Component, its key",
        missing="empty where the element has no components",
        source=FRAMEWORK,
    ),
    Column("indicator", "Indicator, its key; the same in all versions", source=FRAMEWORK),
    Column("indicator_short", "Indicator, its short name", source=FRAMEWORK),
    Column("wording", "What this party was asked, in its own wording", source=FRAMEWORK),
    Column(
        "lens",
        "Part of the classic model, or of the social mission",
        CATEGORY,
        listed({lens.value: lens.value for lens in Lens}),
        source=FRAMEWORK,
    ),
    Column(
        "provenance",
        "Where the indicator comes from",
        CATEGORY,
        listed({kind.value: kind.value for kind in SourceKind}),
        source=FRAMEWORK,
    ),
    Column(
        "finding",
        "Number of the finding or extension",
        missing="empty where there is none",
        source=FRAMEWORK,
    ),
    Column(
        "subject",
        "Whose conduct the indicator describes",
        CATEGORY,
        listed(SUBJECTS),
        source=FRAMEWORK,
    ),
    Column(
        "dyad",
        "Dyad the response is about: party keys, upstream first",
        missing="empty where the indicator is about no dyad",
        source="response",
    ),
    Column("state", "What the respondent said", CATEGORY, listed(STATES), source="response"),
    Column("value", "Level chosen", INTEGER, "levels of the scale", EMPTY_STATE, "response"),
    Column("level_text", "What that level says", missing=EMPTY_STATE, source=FRAMEWORK),
    Column(
        "score",
        "Level on the scale's range, reversed indicators turned round",
        NUMBER,
        "0 to 1, unrounded",
        EMPTY_STATE,
        "computed: (value - lowest) / (highest - lowest)",
    ),
    Column("reason", "Why it does not apply", TEXT, missing="empty: none given", source="response"),
    Column("comment", "Comment", TEXT, missing="empty: none given", source="response"),
    Column("evidence_count", "Pieces of evidence behind it", INTEGER, source="evidence"),
    Column(
        "evidence",
        "Their titles and addresses, with semicolons between",
        missing="empty: none given",
        source="evidence",
    ),
    Column(
        "submitted_at",
        "When the stage was submitted",
        TIME,
        "ISO 8601, UTC",
        source="stage submission",
    ),
)


def long_table(extract: Extract) -> Table:
    return Table(LONG, _rows(extract))


def _rows(extract: Extract) -> Iterator[tuple[str, ...]]:
    for sheet in extract.sheets():
        place = tuple(cell(value) for value in place_cells(sheet))
        locations = extract.locations(sheet.assessment)
        scale = sheet.assessment.definition.scale
        for entry in sheet.entries:
            location = locations[entry.item.indicator]
            values = _cells(sheet, entry, location, scale(location.indicator.scale))
            yield place + tuple(cell(value) for value in values)


def _cells(sheet: Sheet, entry: Entry, location: Location, scale) -> tuple[object, ...]:
    indicator, item = location.indicator, entry.item
    return (
        item.stage,
        item.element,
        item.component,
        item.indicator,
        indicator.short,
        indicator.text_for(sheet.respondent.party.role),
        indicator.lens.value,
        indicator.provenance.kind.value,
        indicator.provenance.id,
        indicator.subject.value,
        item.dyad,
        entry.state,
        entry.value,
        indicator.levels.get(entry.value),
        normalised(entry.value, scale, is_reversed=indicator.reversed),
        entry.reason,
        entry.comment,
        len(entry.evidence),
        "; ".join(entry.evidence),
        sheet.submitted[item.stage],
    )


def normalised(value: int | None, scale, *, is_reversed: bool) -> float | None:
    """Return the value in [0, 1] as the scores count it; None without a value."""
    if value is None:
        return None
    span = scoring.ScaleRange(scale.minimum, scale.maximum)
    return span.normalise(value, is_reversed=is_reversed)
