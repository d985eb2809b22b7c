"""Every fault of a definition file is found, with its line, its path and a remedy."""

import time

import pytest

from frameworks.definitions import DefinitionErrors, decode, read
from frameworks.definitions.checks import check


def errors_of(text):
    with pytest.raises(DefinitionErrors) as caught:
        read(text, "file.yaml")
    return caught.value.errors


def found_in(text):
    return [(error.line, error.path, error.message) for error in errors_of(text)]


SCREENING = "stages[1].elements[0].components[0].indicators[0]"


def test_read_reports_components_beside_indicators(sample_text):
    text = sample_text.replace(
        "        components:\n", "        indicators: [{}]\n        components:\n"
    )

    assert (
        68,
        "stages[1].elements[0]",
        "This element has both components and indicators.",
    ) in found_in(text)


def test_read_collects_faults_of_every_kind_in_one_go(sample_text):
    text = (
        sample_text.replace("weight: 0.5", "weight: -1")
        .replace("source: one-study", "source: other")
        .replace("min_coverage: 0.5", "min_coverage: 50")
        .replace("name: Repeated", "name: Repeated\n        name: Again")
    )

    assert [(error.line, error.path) for error in errors_of(text)] == [
        (8, "min_coverage"),
        (25, "scales[0].levels[1].name"),
        (86, f"{SCREENING}.provenance.source"),
        (99, f"{SCREENING}.weight"),
    ]


def test_every_error_names_its_file_and_a_remedy(sample_text):
    (error,) = errors_of(sample_text.replace("weight: 0.5", "weight: -1"))

    assert str(error) == f"file.yaml:98: {SCREENING}.weight: `-1` is too low. Write 0 or more."


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "The file is empty."),
        ("# nothing but a comment\n", 1, "The file is empty."),
        ("- a\n- b\n", 1, "This is not a definition."),
        ("just words", 1, "This is not a definition."),
        ("a: &x 1\nb: *x\n", 1, "Anchors (&name) are not read."),
        ("a: 1\nb: *x\n", 2, "Aliases (*name) are not read."),
        ("a: &x [*x]\n", 1, "Anchors (&name) are not read."),
        ("a: !!python/name:os.system x\n", 1, None),
        ("? [a, b]\n: c\n", 1, "A key must be one plain word."),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, None),
        ("a:\n\t- b\n", 2, None),
        ("a: 'no end\n", 2, None),
        ("a: \x00\n", 1, None),
        ("a: 1\nb: \ud800\n", 2, "A character here is not text."),
        ("[" * 5000, 1, "Values are nested more than 20 deep."),
        ("x: " + "a" * 2_200_000, 1, "The file is larger than 2 MiB."),
    ],
)
def test_read_stops_at_what_cannot_be_read(text, line, message):
    (error,) = errors_of(text)

    assert (error.line, error.path) == (line, "document")
    assert message is None or error.message == message


def test_read_of_any_truncation_is_refused_with_a_line(sample_text):
    whole_enough = sample_text.index(
        "                recommend:\n                  - levels: [1]\n"
    )
    for end in range(0, whole_enough, 97):
        assert all(error.line >= 1 for error in errors_of(sample_text[:end]))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n" * 1_000_000,
        "\n".join(f"key-{number}: {number}" for number in range(100_000)),
        "a: [" + "x," * 500_000 + "]",
        "b: &b [x, x]\n" + "".join(f"c{n}: &c{n} [*b, *b]\n" for n in range(50)),
        "\n" * 1_000_000,
    ],
    ids=["million lines", "many keys", "long list", "bomb", "million empty lines"],
)
def test_read_refuses_what_is_huge_within_two_seconds(text):
    started = time.perf_counter()

    errors_of(text)

    assert time.perf_counter() - started < 2


def test_decode_says_where_bytes_are_not_utf8():
    with pytest.raises(DefinitionErrors) as caught:
        decode(b"a: 1\nb: \xff\xfe\n", "file.yaml")

    assert str(caught.value) == (
        "file.yaml:2: document: A character here is not text. Save the file as UTF-8."
    )


def test_decode_leaves_out_the_byte_order_mark(sample_text):
    assert decode(b"\xef\xbb\xbf" + sample_text.encode(), "file.yaml") == sample_text


def test_check_passes_over_wrong_types_of_any_kind():
    wrong = (None, 1, "x", [1], [[]], {"a": 1}, [{"levels": 3, "elements": "x", "key": []}])
    for value in wrong:
        assert isinstance(list(check({"sources": value, "scales": value, "stages": value})), list)


@pytest.mark.parametrize(
    ("last_words", "line", "path"),
    [
        ("min_coverage: 0.5\n", 1, "document"),
        ("intro: Why the work is given out.\n", 32, "stages[0].elements[0]"),
        ("short: Objectives and", 39, "stages[0].elements[0].indicators[0]"),
        ("intro: How people are chosen.\n", 74, "stages[1].elements[0].components[0]"),
        ("3: Both are recorded for everybody.", 80, SCREENING),
    ],
)
def test_read_says_first_that_a_file_is_cut_off(sample_text, last_words, line, path):
    end = sample_text.index(last_words) + len(last_words)

    first = errors_of(sample_text[:end])[0]

    assert (first.line, first.path) == (line, path)
    assert first.message == "The file seems cut off: it ends inside this part."


@pytest.mark.parametrize(
    "line",
    ["                lens: social\n", "            lens: conventional\n", "min_coverage: 0.5\n"],
)
def test_read_takes_a_key_left_out_for_no_cut(sample_text, line):
    assert not any("cut off" in error.message for error in errors_of(sample_text.replace(line, "")))
