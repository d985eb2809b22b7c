"""What a version changes: each kind of change on its own, and nothing where nothing is new."""

import pytest

from frameworks.comparison import Change, Kind, compare
from frameworks.definitions import read

FIRST = ("strategy.objectives", "Objectives and scope")


def changed(text, *pairs):
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return read(text, "changed.yaml")


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("text: What the work is for is", "text: What it is for is", (Kind.REWORDED, *FIRST)),
        ("help: The work is what", "help: Work is what", (Kind.REWORDED, *FIRST)),
        ("1: It is known from talk.", "1: It is said.", (Kind.REWORDED, *FIRST)),
        ("            weight: 1\n            levels", "            weight: 3\n            levels",
         (Kind.REWEIGHTED, *FIRST, "1", "3")),
        ("            asked_of: [client, intermediary]", "            asked_of: [client]",
         (Kind.ASKED, *FIRST)),
        ("        weight: 2\n", "        weight: 0.5\n",
         (Kind.REWEIGHTED, "after/people", "People", "2", "0.5")),
        ("strategy.objectives", "strategy.purpose", None),
    ],
)  # fmt: skip
def test_compare_finds_one_change(sample, sample_text, old, new, change):
    changes = compare(sample, changed(sample_text, (old, new)))

    if change is None:
        assert changes == (
            Change(Kind.ADDED, "strategy.purpose", FIRST[1]),
            Change(Kind.DROPPED, *FIRST),
        )
    else:
        assert changes == (Change(*change),)


def test_compare_finds_nothing_where_only_the_name_is_new(sample, sample_text):
    new = changed(sample_text, ("name: A small framework", "name: Other"), ("'1'", "'2'"))

    assert compare(sample, new) == ()


def test_compare_finds_a_scale_that_reads_otherwise(sample, sample_text):
    changes = compare(sample, changed(sample_text, ("name: Repeated", "name: Again")))

    assert {change.kind for change in changes} == {Kind.RESCALED}
    assert [change.key for change in changes] == [one.key for one in sample.indicators()]


def test_compare_finds_what_moved(sample, sample_text):
    changes = compare(sample, changed(sample_text, ("- key: before", "- key: earlier")))

    assert changes == (Change(Kind.MOVED, *FIRST, "before/strategy", "earlier/strategy"),)
