"""Charts: marks where there is a score, dotted lines where there is none, and safe names."""

import re

import pytest

from assessments.charts.intervals import difference_interval, figure_interval
from assessments.charts.marks import counted, figure, label, points, signed
from assessments.charts.multiples import multiple
from assessments.charts.profiles import profile
from assessments.charts.trends import RoundFigures, trend
from assessments.queries.headline import Measure, Standing


def sure(score):
    return Measure(score, 1.0, score, score, True)


def open_to(score, lower, upper):
    return Measure(score, 1 - (upper - lower), lower, upper, True)


TOO_LITTLE = Measure(0.5, 0.25, 0.125, 0.875, False)


def element(name="Governance", conventional=None, social=None):
    return Standing("post-contract/x", name, name, "element", conventional, conventional, social)


def held(date, conventional, social):
    return RoundFigures(f"Round, {date}", date, conventional, conventional, social)


@pytest.mark.parametrize(
    ("share", "shown"), [(0, 0), (0.005, 1), (0.0049, 0), (0.545, 55), (0.625, 63), (1, 100)]
)
def test_points_round_halves_upward(share, shown):
    assert points(share) == shown


@pytest.mark.parametrize(("number", "text"), [(7, "+7"), (0, "0"), (-12, "−12")])
def test_signed_uses_a_real_minus(number, text):
    assert signed(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "no rounds"), (1, "one round"), (10, "ten rounds"), (11, "11 rounds")],
)
def test_counted_uses_words_up_to_ten(number, text):
    assert counted(number, "round") == text


@pytest.mark.parametrize(
    ("measure", "text"), [(None, "n/a"), (TOO_LITTLE, "13–88"), (sure(0.75), "75")]
)
def test_figure_is_bounds_without_enough_answers(measure, text):
    assert figure(measure) == text


def test_label_is_cut_at_36_characters_and_escaped():
    assert label("A" * 36) == "A" * 36
    assert label("A" * 37) == "A" * 35 + "…"
    assert label("<b>&") == "&lt;b&gt;&amp;"


def test_figure_interval_marks_the_score_between_its_bounds():
    svg = figure_interval(open_to(0.5, 0.375, 0.625))

    assert '<line class="K" x1="37.5%" x2="62.5%" y1="10" y2="10"/>' in svg
    assert '<use href="#c" class="K" x="50%" y="10"/>' in svg


def test_figure_interval_has_no_line_when_all_is_answered():
    assert 'class="K" x1' not in figure_interval(sure(0.5))


def test_figure_interval_has_a_dotted_line_and_no_mark_without_enough_answers():
    svg = figure_interval(TOO_LITTLE)

    assert '<line class="K ne" x1="12.5%" x2="87.5%" y1="10" y2="10"/>' in svg
    assert "<use" not in svg


def test_difference_interval_joins_both_lenses():
    svg = difference_interval(0.75, 0.25)

    assert '<line class="K" x1="25%" x2="75%" y1="10" y2="10"/>' in svg
    assert svg.count("<use") == 2


def test_profile_draws_a_row_for_each_element_with_its_table():
    rows = [
        element("Governance", sure(0.75), open_to(0.5, 0.25, 0.75)),
        element("Style", sure(0.5), TOO_LITTLE),
        element("Skills", None, sure(0.25)),
    ]

    chart = profile(rows)

    assert chart.svg.count('<use href="#c"') == 2
    assert chart.svg.count('<use href="#s"') == 2
    assert chart.svg.count('class="S ne"') == 1
    assert chart.table.rows == (
        ("Governance", "75", "75–75", "50", "25–75", "100 %"),
        ("Style", "50", "50–50", "not enough answers", "13–88", "100 %"),
        ("Skills", "n/a", "–", "25", "25–25", "–"),
    )


def test_profile_of_nothing_is_an_empty_chart():
    chart = profile([])

    assert "<use" not in chart.svg
    assert chart.table.rows == ()
    assert chart.reading == "No element has enough answers for a score yet."


def test_profile_cuts_a_long_name_in_the_chart_only_and_escapes_it():
    name = "Records <digitisation> & verification of everything"

    chart = profile([element(name, sure(0.5), sure(0.5))])

    assert "Records &lt;digitisation&gt; &amp; verificati…" in chart.svg
    assert chart.table.rows[0][0] == name


def test_trend_breaks_the_line_at_a_round_without_enough_answers():
    chart = trend(
        [
            held("May 2010", sure(0.25), sure(0.25)),
            held("Oct 2010", TOO_LITTLE, sure(0.5)),
            held("May 2011", sure(0.75), sure(0.5)),
        ]
    )

    assert chart.svg.count('<use href="#c"') == 2
    assert '<line class="C" x1' not in chart.svg
    assert chart.svg.count('<line class="S" x1') == 2
    assert chart.svg.count('class="C ne"') == 1


def test_trend_draws_six_rounds_and_tables_all():
    rounds = [held(f"Round {number}", sure(0.5), sure(0.5)) for number in range(8)]

    chart = trend(rounds)

    assert chart.svg.count('<use href="#c"') == 6
    assert len(chart.table.rows) == 8


@pytest.mark.parametrize("number", [0, 1])
def test_trend_of_less_than_two_rounds_says_so(number):
    chart = trend([held("May 2011", sure(0.5), sure(0.5))] * number)

    assert chart.reading == "One round so far: a second one will show a direction."


def test_trend_escapes_the_name_of_a_round():
    assert "<i>" not in trend([held("<i>", sure(0.5), sure(0.5))]).svg


def test_multiple_keeps_the_order_and_leaves_blank_what_is_not_reached():
    rows = [element("A", sure(0.5), sure(0.25)), element("B"), element("C", sure(1.0), TOO_LITTLE)]

    chart = multiple(rows, 1)

    assert re.findall(r'<use href="#d" class="C" x="([\d.]+%)"', chart.svg) == ["6%", "93.5%"]
    assert chart.svg.count('class="S ne"') == 1
    assert "one element not reached" in chart.reading


def test_charts_carry_no_style_attribute_or_script():
    rows = [element("Governance", sure(0.75), TOO_LITTLE)]
    drawn = [
        profile(rows).svg,
        multiple(rows, 0).svg,
        trend([held("May 2011", sure(0.5), sure(0.5))] * 2).svg,
        figure_interval(TOO_LITTLE),
    ]

    assert not re.search(r"style=|<script|\son\w+=", "".join(drawn))
