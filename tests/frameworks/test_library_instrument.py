"""The shipped instrument keeps what its page for researchers promises."""

import re
from collections import defaultdict

import pytest
from django.conf import settings

from frameworks.definitions import Indicator, Lens, SourceKind, read, write
from frameworks.services import LIBRARY

NAME = "alborz-impact-sourcing-1.yaml"
TEXT = (LIBRARY / NAME).read_text(encoding="utf-8")
DEFINITION = read(TEXT, NAME)
INDICATORS = tuple(DEFINITION.indicators())
PAGE = (settings.BASE_DIR / "docs" / "instrument.md").read_text(encoding="utf-8")

CLIENT = {"client--intermediary"}
WORKPLACE = {"intermediary--sub-contractor"}
BOTH = CLIENT | WORKPLACE
PAGE_WORDS = {
    "client–intermediary": CLIENT,
    "intermediary–sub-contractor": WORKPLACE,
    "both": BOTH,
}
DYADS_OF_IDS = {
    **dict.fromkeys(("M01", "M02", "M03", "M04", "M10", "M11"), (CLIENT,)),
    **dict.fromkeys(("M17a", "M17b", "M17c", "M18"), (CLIENT,)),
    **dict.fromkeys(("M06", "M07", "M08", "X05", "X06"), (WORKPLACE,)),
    **dict.fromkeys(("M05", "M09", "M12", "M13", "M14", "M15", "M16"), (BOTH,)),
    **dict.fromkeys(("X02", "X04", "X07", "X08"), (CLIENT,)),
    **dict.fromkeys(("X01", "X09"), (BOTH,)),
    "X03": (CLIENT, BOTH),
}
NOT_ONLY_FOUND = ("M03", "M09", "M10", "M11", "M15", "M16")

each_indicator = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)


def dyads(indicator: Indicator) -> set[str]:
    return {str(dyad) for dyad in indicator.dyads}


def carried_by_id() -> dict[str, list[Indicator]]:
    carried = defaultdict(list)
    for indicator in INDICATORS:
        if indicator.provenance.id:
            carried[indicator.provenance.id].append(indicator)
    return carried


def page_rows() -> list[list[str]]:
    """Return the cells of every table row that names an indicator."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows if "`" in "".join(row)]


def page_cell(cell: str, dyad: str) -> dict[str, set[str]]:
    """Return the keys of a cell with their dyads; `(both)` after a key overrides the column."""
    return {
        key: PAGE_WORDS["both" if own else dyad]
        for key, own in re.findall(r"`([a-z.-]+)`( \(both\))?", cell)
    }


def test_the_library_file_is_canonical():
    assert write(DEFINITION) == TEXT


def test_it_has_the_shape_of_the_model():
    elements = [element for stage in DEFINITION.stages for element in stage.elements]

    assert len(DEFINITION.stages) == 3
    assert len(elements) == 8
    assert sum(len(element.leaves) for element in elements) == 13
    assert len(INDICATORS) >= 60
    assert {indicator.lens for indicator in INDICATORS} == set(Lens)


@pytest.mark.parametrize("identifier", DYADS_OF_IDS)
def test_each_finding_is_carried_on_its_dyad(identifier):
    carried = carried_by_id()[identifier]
    allowed = DYADS_OF_IDS[identifier]

    assert carried
    assert all(dyads(indicator) in allowed for indicator in carried)


def test_no_other_ids_are_carried():
    assert set(carried_by_id()) == set(DYADS_OF_IDS)


@pytest.mark.parametrize("identifier", NOT_ONLY_FOUND)
def test_what_only_may_be_so_can_be_set_aside(identifier):
    assert all(one.not_applicable.allowed for one in carried_by_id()[identifier])


@each_indicator
def test_provenance_is_of_the_right_kind(indicator):
    provenance = indicator.provenance
    kinds = {"M": SourceKind.FINDING, "X": SourceKind.EXTENSION}

    if provenance.id:
        assert provenance.kind == kinds[provenance.id[0]]
    if provenance.kind == SourceKind.MODEL:
        assert indicator.lens == Lens.CONVENTIONAL
    if provenance.kind == SourceKind.EXTENSION:
        assert provenance.reason


@each_indicator
def test_each_indicator_is_complete(indicator):
    assert sorted(indicator.levels) == [1, 2, 3, 4, 5]
    assert indicator.help
    assert indicator.evidence
    assert all(indicator.recommendation_for(level) for level in (1, 2, 3))
    assert indicator.not_applicable.allowed == bool(indicator.not_applicable.when)


@each_indicator
def test_upper_levels_include_the_one_below(indicator):
    assert indicator.levels[4].startswith("As 3, ")
    assert indicator.levels[5].startswith("As 4, ")


@each_indicator
def test_length_does_not_give_a_level_away(indicator):
    lengths = [len(text) for text in indicator.levels.values()]

    assert max(lengths) - min(lengths) <= 24
    assert max(lengths) <= 1.3 * min(lengths)


def test_the_top_level_is_not_the_longest_as_a_rule():
    longest = [max(one.levels, key=lambda level: len(one.levels[level])) for one in INDICATORS]

    for level in range(1, 6):
        assert longest.count(level) < len(INDICATORS) / 2


def test_respondents_never_read_dyad_or_a_word_for_another_model():
    banned = re.compile(r"\b(dyad|BoP|ISSP|vendors?|providers?|partners?|KPI|SLA)\b", re.IGNORECASE)
    shown = [
        words
        for one in INDICATORS
        for words in (
            one.short,
            one.text,
            one.help,
            one.evidence,
            *one.text_by_party.values(),
            *one.levels.values(),
            *(step.text for step in one.recommend),
        )
    ]

    assert [words for words in shown if banned.search(words)] == []


def test_the_page_lists_exactly_what_carries_each_id():
    expected = {
        identifier: {one.key: dyads(one) for one in carried}
        for identifier, carried in carried_by_id().items()
    }
    listed = {row[0]: page_cell(row[3], row[4]) for row in page_rows() if len(row) == 5}

    assert listed == expected


def test_the_page_lists_exactly_our_own_extensions():
    expected = {one.key: dyads(one) for one in INDICATORS if one.provenance.source == "own"}
    listed = {}
    for row in page_rows():
        if len(row) == 2:
            listed |= page_cell(*row)

    assert listed == expected


def test_the_page_counts_items_rightly():
    kinds = [one.provenance.kind for one in INDICATORS]
    lenses = [one.lens for one in INDICATORS]
    stages = [
        sum(location.stage.key == stage.key for location in DEFINITION.locations())
        for stage in DEFINITION.stages
    ]

    assert f"{kinds.count(SourceKind.MODEL)} of the {len(kinds)} items" in PAGE
    assert (
        f"{lenses.count(Lens.CONVENTIONAL)} items carry the conventional lens and "
        f"{lenses.count(Lens.SOCIAL)} the social one: {kinds.count(SourceKind.MODEL)} from the "
        f"model, {kinds.count(SourceKind.FINDING)} on findings, "
        f"{kinds.count(SourceKind.EXTENSION)} extensions"
    ) in PAGE
    counted = [
        int(found) for found in re.findall(r"^\| [A-Z][^`|]+\|[^`|]+\| (\d+) \|$", PAGE, re.M)
    ]
    assert counted == stages


def test_the_page_stays_one_page():
    assert len(PAGE.splitlines()) <= 120
