"""Figures of few items are kept back, and so is what they could be worked out from."""

import pytest

from assessments.queries.disclosures import withhold
from assessments.queries.headline import Measure, Standing


def of(items):
    """Return a measure of so many answered items, None for a lens nobody is asked."""
    return None if items is None else Measure(0.75, 1.0, 0.75, 0.75, True, items)


def row(path, conventional, social, *, level="element"):
    counts = [one for one in (conventional, social) if one is not None]
    return Standing(path, path, path, level, of(sum(counts)), of(conventional), of(social))


def kept_back(rows):
    """Return by path which of whole, conventional and social are kept back."""
    return {
        one.path: "".join(
            letter
            for letter, measure in zip("acs", (one.all, one.conventional, one.social), strict=True)
            if measure and measure.is_withheld
        )
        for one in withhold(rows)
    }


@pytest.mark.parametrize(
    ("conventional", "social", "kept"),
    [(5, 5, ""), (1, 1, "acs"), (9, 1, "cs"), (4, None, "ac"), (5, None, ""), (2, 3, "cs")],
)
def test_lens_of_under_five_items_is_kept_back_with_the_other(conventional, social, kept):
    assert kept_back([row("a/b", conventional, social)]) == {"a/b": kept}


def test_one_element_kept_back_takes_the_smallest_of_its_stage_along():
    rows = [row("a/one", 1, 1), row("a/two", 20, 20), row("a/three", 6, 6), row("b/x", 9, 9)]

    assert kept_back(rows) == {"a/one": "acs", "a/two": "", "a/three": "acs", "b/x": ""}


def test_one_stage_kept_back_takes_the_smallest_along():
    rows = [
        row(name, items, items, level="stage") for name, items in (("a", 1), ("b", 9), ("c", 8))
    ]

    assert kept_back(rows) == {"a": "acs", "b": "", "c": "acs"}


def test_two_kept_back_take_nothing_along():
    rows = [row("a/one", 1, 1), row("a/two", 1, 1), row("a/three", 6, 6)]

    assert kept_back(rows)["a/three"] == ""


def test_kept_back_measure_says_only_how_much_is_answered():
    (found,) = withhold([row("a/b", 1, 1)])

    assert found.social == Measure(None, 1.0, 0.0, 1.0, False, 1, True)
    assert found.social.shown is None


def test_nothing_answered_is_not_kept_back():
    empty = Measure(None, 0.0, 0.0, 1.0, False, 0)
    rows = [Standing("a/b", "B", "B", "element", empty, empty, empty)]

    assert withhold(rows) == tuple(rows)
