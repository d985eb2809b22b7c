"""The document on its own: read, written, refused; no database."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.documents import (
    PAGE_LIMITS,
    DocumentErrors,
    decode,
    json_schema,
    read,
    write,
    write_json,
)
from tests.assessments.factories_documents import TEXT, hostile_text, reading

ANSWER = "dyad: client--mediator, state: answered, value: 3}"
CHAIN = "role: sub-contractor, tier: 2}"


def test_write_of_what_was_read_reads_the_same():
    document = reading().content

    assert read(write(document), "again").content == document
    assert read(write_json(document), "again").content == document


def test_write_keeps_hostile_words():
    document = reading(hostile_text()).content

    assert read(write(document), "again").content == document
    assert read(write_json(document), "again").content == document


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
def test_write_keeps_any_words(words):
    document = reading().content
    about = document.relationship.model_copy(update={"about": words, "facts": {words: words}})
    document = document.model_copy(update={"relationship": about})

    assert read(write(document), "again").content == document


def test_read_takes_json_with_escaped_pairs():
    data = json.loads(write_json(reading().content))
    data["relationship"]["about"] = "😀"

    document = read(json.dumps(data, ensure_ascii=True), "case.json").content

    assert document.relationship.about == "😀"


def test_read_ignores_scores():
    text = TEXT + "scores:\n  - {node: whatever, score: .nan}\nscoring_version: 1\n"

    assert read(text, "case.yaml").content.scores == ()


def test_json_schema_names_every_part():
    schema = json_schema()

    assert set(schema["required"]) == {
        "document",
        "relationship",
        "parties",
        "round",
        "framework",
        "phase",
        "stages_reached",
    }


# What is wrong: the words replaced, by what, and the line, path and words of the first error.
FAULTS = {
    "another document": ("assessment/1", "framework/1", 1, "document", "`framework/1`"),
    "a misspelt key": ("about: A", "abuot: A", 10, "relationship.abuot", "not known"),
    "a missing key": ("label: Pilot, ", "", 16, "round.label", "missing"),
    "a key twice": ("phase: in-flight", "phase: closing\nphase: closing", 19, "phase", "line 18"),
    "an alias": ("about: A", "about: *A", 10, "document", "Aliases"),
    "a word for a level": ("value: 3", "value: high", 25, "R0.responses[0].value", "whole"),
    "yes for a level": ("value: 3", "value: yes", 25, "R0.responses[0].value", "whole"),
    "no day": ("2011-05-31", "2011-15-31", 16, "round.as_of", "date"),
    "a number for a name": ("name: Registers", "name: 12", 4, "relationship.name", "text"),
    "an endless number": ("seats: 12", "seats: .inf", 9, "relationship.facts.seats", "finite"),
    "NUL": ("A published case.", '"\\0"', 10, "relationship.about", "NUL"),
    "a label too long": ("Pilot", "P" * 81, 16, "round.label", "too long"),
    "a link that runs": (
        "https://example.org/c", "javascript:x()", 34, "R0.responses[3].evidence[0].url", "form",
    ),
    "an early end": ("ended: null", "ended: 2009-01-01", 8, "relationship.ended", "before"),
    "two clients": ("intermediary, tier: 1", "client, tier: 0", 11, "parties", "one client"),
    "a hole in the chain": ("tier: 2", "tier: 3", 11, "parties", "hole"),
    "a role out of place": (
        "role: sub-contractor, tier: 2}", "role: intermediary, tier: 2}",
        14, "parties[2].role", "cannot stand",
    ),
    "a party twice": ("key: centre-b", "key: centre-a", 15, "parties[3].key", "twice"),
    "a key read two ways": (
        "key: centre-b", "key: centre--b", 15, "parties[3].key", "two hyphens",
    ),
    "a respondent twice": ("key: second", "key: case", 35, "respondents[1].key", "twice"),
    "no such party": ("party: mediator", "party: nobody", 22, "R0.party", "no party"),
    "a stage twice": (
        "contract-development]", "pre-contract]", 19, "stages_reached[1]", "twice",
    ),
    "a stage not reached": (
        "submitted: [pre-contract]", "submitted: [post-contract]",
        38, "respondents[1].submitted[0]", "not been reached",
    ),
    "no value": (", value: 3", "", 25, "R0.responses[0]", "no `value`"),
    "a value too many": ("comment: Unsaid.", "value: 2", 27, "R0.responses[1].value", "no value"),
    "no reason": ("reason: New.", "", 28, "R0.responses[2]", "needs a reason"),
}  # fmt: skip


def first_error(text):
    with pytest.raises(DocumentErrors) as caught:
        read(text, "case.yaml")
    return caught.value.errors[0]


@pytest.mark.parametrize(("old", "new", "line", "path", "words"), FAULTS.values(), ids=FAULTS)
def test_read_refuses_with_line_path_and_remedy(old, new, line, path, words):
    error = first_error(TEXT.replace(old, new))

    place = path.replace("R0", "respondents[0]")
    assert (error.file, error.line, error.path) == ("case.yaml", line, place)
    assert words in error.message
    assert error.remedy


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("- a\n", 1, "not a document"),
        (TEXT[: TEXT.index("stages_reached") + 30], 20, "not YAML"),
        ("[" * 3000, 1, "nested"),
        ("x:\n" + "- \n" * 1_000_000, 499_999, "more than 500,000"),
    ],
    ids=["empty", "a list", "cut off", "nested", "a million lines"],
)
def test_read_stops_at_what_cannot_be_read(text, line, words):
    error = first_error(text)

    assert (error.line, error.path) == (line, "document")
    assert words in error.message


def test_read_refuses_an_item_twice():
    error = first_error(TEXT.replace("strategy.objectives", "strategy.livelihoods"))

    assert (error.line, error.path) == (26, "respondents[0].responses[1]")


def test_read_refuses_every_truncation():
    for end in range(0, TEXT.index("respondents:"), 37):
        assert first_error(TEXT[:end]).line <= TEXT[:end].count("\n") + 2


def test_decode_refuses_what_is_no_text():
    with pytest.raises(DocumentErrors) as caught:
        decode(b"document: assessment/1\nname: \xff", "case.yaml")

    assert [error.line for error in caught.value.errors] == [2]


def test_read_refuses_more_parties_than_a_relationship_holds():
    more = "\n".join(
        f"  - {{key: c{number}, organisation: C, role: sub-contractor, tier: 2}}"
        for number in range(50)
    )
    text = TEXT.replace("round:", f"{more}\nround:", 1)

    assert first_error(text).path == "parties"


def test_page_limits_refuse_what_a_command_may_read():
    text = TEXT + "# " + "x" * PAGE_LIMITS.size

    read(text, "case.yaml")
    with pytest.raises(DocumentErrors):
        read(text, "case.yaml", limits=PAGE_LIMITS)
