"""The sentence beside each chart says what its figures say, in every awkward case."""

import pytest

from assessments.charts.changes import changes
from assessments.charts.keyfigures import key_figures
from assessments.charts.ledes import lede, who_answered
from assessments.charts.readings import read_multiple, read_profile, read_trend
from assessments.queries.headline import Measure, Standing


def at(points):
    """Return a fully answered measure; None when not asked, `?` when too little is answered."""
    if points is None:
        return None
    if points == "?":
        return Measure(0.5, 0.25, 0.125, 0.875, False)
    share = points / 100
    return Measure(share, 1.0, share, share, True)


def row(name, conventional, social, overall=None, level="element", path=None):
    path = path or f"post-contract/{name.lower()}"
    return Standing(path, name, name, level, at(overall), at(conventional), at(social))


def overall(conventional, social, points):
    return row("Overall", conventional, social, points, "overall", "overall")


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        ([], "No element has enough answers for a score yet."),
        ([("A", "?", None)], "No element has enough answers for a score yet."),
        ([("A", 70, 40)], "Only A can be compared: conventional 70, social 40."),
        (
            [("A", 70, 40), ("B", 60, 50)],
            "Conventional practice is ahead in both elements that can be compared;"
            " the distance is widest in A, conventional 70 against social 40.",
        ),
        (
            [("A", 70, 40), ("B", 60, 50), ("C", 20, 30), ("D", 10, "?")],
            "Conventional practice is ahead in two of three elements that can be compared;"
            " the distance is widest in A, conventional 70 against social 40.",
        ),
        (
            [("A", 70, 40), ("B", 50, 60)],
            "Each lens is ahead in one of two elements that can be compared;"
            " the distance is widest in A, conventional 70 against social 40.",
        ),
        (
            [("A", 50, 50), ("B", 50, 50)],
            "Both lenses stand level in both elements with two scores.",
        ),
        (
            [("A", 70, None), ("B", 60, "?")],
            "Conventional practice alone can be shown: highest in A, 70, lowest in B, 60.",
        ),
        ([("A", None, 40)], "Social practice alone can be shown, and only in A: 40."),
        (
            [("A", None, 40), ("B", None, 40)],
            "Social practice alone can be shown: 40 in each of two elements.",
        ),
    ],
)
def test_read_profile(rows, reading):
    assert read_profile([row(*one) for one in rows]) == reading


@pytest.mark.parametrize(
    ("pairs", "reading"),
    [
        ([], "One round so far: a second one will show a direction."),
        ([("?", "?"), ("?", 40)], "In two rounds, no lens has two scores to compare."),
        (
            [(44, 35), (55, 41), (62, 43)],
            "Over three rounds, conventional practice rose from 44 to 62 and social practice rose"
            " from 35 to 43; the distance between them grew from 9 to 19 points.",
        ),
        (
            [(50, 50), (50, 40)],
            "Over two rounds, conventional practice ended where it began, at 50 and social"
            " practice fell from 50 to 40; the distance between them grew from 0 to 10 points.",
        ),
        ([(50, None), (60, None)], "Over two rounds, conventional practice rose from 50 to 60."),
    ],
)
def test_read_trend(pairs, reading):
    assert read_trend([(at(first), at(second)) for first, second in pairs]) == reading


@pytest.mark.parametrize(
    ("rows", "unreached", "reading"),
    [
        ([], 0, "No element has enough answers for a score yet."),
        (
            [("A", 70, 40), ("B", 60, 50)],
            6,
            "Conventional ahead wherever both can be compared; social lowest in A, 40;"
            " six elements not reached.",
        ),
        ([("A", 50, 50)], 0, "Both lenses level; social lowest in A, 50."),
        (
            [("A", 50, 60), ("B", 40, 60), ("C", 70, 60)],
            0,
            "Social ahead in two of three where both can be compared; conventional lowest in B,"
            " 40.",
        ),
    ],
)
def test_read_multiple(rows, unreached, reading):
    assert read_multiple([row(*one) for one in rows], unreached) == reading


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Nothing that is asked applies to this relationship so far."),
        (
            [overall("?", "?", "?")],
            "Only 25 % of what applies is answered, too little for a score: the overall figure"
            " lies somewhere between 13 and 88 of 100.",
        ),
        (
            [overall(62, 43, 54), row("A", 75, 19, 44), row("B", 60, 56, 58)],
            "The relationship stands at 54 of 100: social practice, at 43, is behind conventional,"
            " at 62. Strongest is B, 58; weakest A, 44; the social mission trails most in A, 19"
            " against 75.",
        ),
        (
            [overall(50, 50, 50), row("A", 50, 50, 50), row("B", 50, 50, 50)],
            "The relationship stands at 50 of 100: conventional and social practice are level"
            " at 50. Every element with a score stands at 50.",
        ),
        (
            [overall(60, None, 60), row("A", 60, None, 60)],
            "The relationship stands at 60 of 100; conventional practice alone can be shown,"
            " at 60.",
        ),
    ],
)
def test_lede(rows, sentence):
    assert lede(rows) == sentence


def test_lede_of_no_answer_gives_no_bounds():
    empty = Measure(None, 0.0, 0.0, 1.0, False)

    sentence = lede([Standing("overall", "Overall", "Overall", "overall", empty, empty, empty)])

    assert sentence == "Nothing is answered yet, so the relationship has no score."


def test_lede_of_a_figure_kept_back_gives_no_bounds():
    kept = at(50).withheld()

    sentence = lede([Standing("overall", "Overall", "Overall", "overall", kept, kept, kept)])

    assert sentence == "Too few answers to show a figure that gives nobody’s own answers away."


@pytest.mark.parametrize(
    ("answered", "sentence"),
    [
        ((1, 1, 1, 1), ""),
        ((0, 0, 0, 0), ""),
        (
            (0, 2, 0, 0),
            "Answered by Riverside only; nobody has answered for Northfield and two"
            " sub-contractors.",
        ),
        (
            (1, 1, 0, 1),
            "Answered by Northfield, Riverside and Two only; nobody has answered for One.",
        ),
        (
            (1, 0, 1, 1),
            "Answered by Northfield and two sub-contractors only; nobody has answered"
            " for Riverside.",
        ),
    ],
)
def test_who_answered(answered, sentence):
    names = ("Northfield", "Riverside", "One", "Two")
    roles = ("client", "intermediary", "sub-contractor", "sub-contractor")

    assert who_answered(list(zip(names, roles, answered, strict=True))) == sentence


def test_changes_leave_out_the_only_element_of_a_stage():
    stage = row("Stage", 1, 1, 40, "stage", "one")
    rows = [stage, row("Alone", 1, 1, 40, path="one/alone")]

    found = changes(rows, rows)

    assert [(one.name, one.answered) for one in found.rows] == [("Stage", "100 %")]
    assert found.reading == "Only Alone has a score in both rounds: from 40 to 40."


def test_changes_of_a_figure_kept_back_say_so():
    kept = Standing("a/b", "B", "B", "element", at(50).withheld(), None, None)

    (found,) = changes([row("B", 1, 1, 40, path="a/b")], [kept]).rows

    assert (found.now, found.words) == ("–", "cannot be compared: too few answers to show")


def test_changes_say_the_direction_in_words():
    before = [row("A", 1, 1, 40), row("B", 1, 1, 50), row("C", 1, 1, 60), row("D", 1, 1, "?")]
    now = [row("A", 1, 1, 52), row("B", 1, 1, 50), row("C", 1, 1, 57), row("D", 1, 1, 50)]

    found = changes(before, now)

    assert [(one.name, one.before, one.now, one.words) for one in found.rows] == [
        ("A", "40", "52", "↑ rose by 12"),
        ("B", "50", "50", "→ unchanged"),
        ("C", "60", "57", "↓ fell by 3"),
        ("D", "13–88", "50", "cannot be compared: not enough answers"),
    ]
    assert found.reading == (
        "Of three elements with two scores one rose and one fell; A moved most, from 40 to 52."
    )


@pytest.mark.parametrize(
    ("before", "now", "reading"),
    [
        ([], [], "No element has a score in both rounds."),
        ([40], [60], "Only A has a score in both rounds: from 40 to 60."),
        ([40, 50], [40, 50], "Both elements with two scores are unchanged."),
        ([40, 50], [45, 70], "Both elements with two scores rose; B most, from 50 to 70."),
    ],
)
def test_changes_reading(before, now, reading):
    names = "ABC"
    found = changes(
        [row(name, 1, 1, points) for name, points in zip(names, before, strict=False)],
        [row(name, 1, 1, points) for name, points in zip(names, now, strict=False)],
    )

    assert found.reading == reading


def test_key_figures_name_the_weakest_and_the_widest():
    stage = row("Post-contract", 60, 40, 50, "stage", "post-contract")
    rows = [overall(60, 40, 50), stage, row("A", 70, 30, 45), row("B", 50, 50, 55)]

    found = [(one.name, one.big, one.sureness, one.beside, one.query) for one in key_figures(rows)]

    assert found == [
        ("Overall", "50", "100 % answered", "one element; social 40", "?path=overall"),
        ("Post-contract", "50", "100 % answered", "weakest: A 45", "?path=post-contract"),
        (
            "Social minus conventional",
            "−20",
            "social 40, conventional 60",
            "widest: A −40",
            "?path=overall&lens=social",
        ),
    ]


def test_key_figures_without_two_lenses_have_no_difference():
    found = key_figures([overall(60, None, 60)])[-1]

    assert (found.big, found.svg) == ("–", "")
