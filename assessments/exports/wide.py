"""The wide table: one row a respondent, two columns for each indicator about each dyad."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.exports.columns import PLACE, STATES, listed, place_cells
from assessments.exports.names import variable_name
from assessments.exports.tables import CATEGORY, INTEGER, Column, Table, cell
from assessments.models import Assessment, Dyad
from assessments.queries.exports import Entry, Extract, Sheet
from frameworks.definitions import Definition, Location

NOT_ASKED, NOT_REACHED, NOT_SUBMITTED = "not-asked", "not-reached", "not-submitted"
WIDE_STATES = STATES | {
    NOT_ASKED: "not asked of this respondent",
    NOT_REACHED: "the stage had not been reached",
    NOT_SUBMITTED: "the stage has not been submitted",
}
SUBMITTED = Column(
    "submitted_stages",
    "Stages the respondent submitted, their keys with a space between",
    source="stage submission",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator about one dyad of the chain; `dyad` None when it is about none."""

    location: Location
    dyad: str | None
    parties: tuple[str, ...]
    name: str

    @property
    def key(self) -> tuple[str, str | None]:
        return self.location.indicator.key, self.dyad


def wide_table(extract: Extract) -> Table:
    """Return the table of one assessment, none of whose columns depend on what was answered."""
    (assessment,) = extract.assessments.values()
    items = items_of(extract, assessment)
    return Table(wide_columns(assessment.definition, items), _rows(extract, items))


def items_of(extract: Extract, assessment: Assessment) -> tuple[Item, ...]:
    """Return every item of the version, in its order, whatever stage was reached."""
    dyads = extract.dyads[assessment.round.relationship_id]
    return tuple(
        Item(location, dyad and dyad.key, _parties(dyad), name)
        for location in extract.locations(assessment).values()
        if location.indicator.scale
        for dyad, name in _named(location.indicator, dyads)
    )


def _parties(dyad: Dyad | None) -> tuple[str, ...]:
    return (dyad.upstream.key, dyad.downstream.key) if dyad else ()


def _named(indicator, dyads) -> Iterator[tuple[Dyad | None, str]]:
    if not indicator.dyads:
        yield None, variable_name(indicator.key)
    for kind in indicator.dyads:
        alike = [dyad for dyad in dyads if dyad.kind == kind]
        for number, dyad in enumerate(alike, 1):
            yield dyad, variable_name(indicator.key, dyad_kind=kind.value, number=number)


def wide_columns(definition: Definition, items: tuple[Item, ...]) -> tuple[Column, ...]:
    pairs = (column for item in items for column in _pair(definition, item))
    return (*PLACE, SUBMITTED, *pairs)


def _pair(definition: Definition, item: Item) -> tuple[Column, Column]:
    indicator = item.location.indicator
    levels = definition.scale(indicator.scale).levels
    about = f", about {item.dyad}" if item.dyad else ""
    source = f"response to {indicator.key}{about}"
    value = Column(
        item.name,
        f"{indicator.short}{about}: {indicator.text}",
        INTEGER,
        listed({str(level.value): level.name for level in levels}),
        f"empty unless {item.name}_state is answered",
        source,
    )
    label = f"{indicator.short}{about}: what the respondent said"
    state = Column(
        f"{item.name}_state", label, CATEGORY, listed(WIDE_STATES), "never empty", source
    )
    return value, state


def _rows(extract: Extract, items: tuple[Item, ...]) -> Iterator[tuple[str, ...]]:
    for sheet in extract.sheets():
        said = {(entry.item.indicator, entry.item.dyad): entry for entry in sheet.entries}
        cells = [*place_cells(sheet), " ".join(sheet.submitted)]
        for item in items:
            cells.extend(_cells(sheet, item, said.get(item.key)))
        yield tuple(cell(value) for value in cells)


def _cells(sheet: Sheet, item: Item, entry: Entry | None) -> tuple[object, str]:
    if entry is not None:
        return entry.value, entry.state
    party, location = sheet.respondent.party, item.location
    if location.stage.key not in sheet.assessment.stages_reached:
        return None, NOT_REACHED
    is_own = not item.parties or party.key in item.parties
    is_asked = is_own and party.role in location.indicator.asked_of
    is_open = location.stage.key not in sheet.submitted
    return None, NOT_SUBMITTED if is_asked and is_open else NOT_ASKED
