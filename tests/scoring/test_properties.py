"""What holds of every scorecard, whatever was asked and answered."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.scoring import Answer, Scorecard, gaps

from .strategies import UNVALUED, Case, cases

properties = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ROUNDING = 1e-9


def swapped(case: Case, position: int, **changes: object) -> tuple:
    answers = list(case.answers)
    answers[position] = replace(answers[position], **changes)
    return tuple(answers)


def keyed(scorecard: Scorecard) -> dict:
    return {(node.path, node.lens, node.dyad): node for node in scorecard.nodes}


@properties
@given(cases())
def test_scores_and_bounds_stay_in_order_between_zero_and_one(case):
    for node in case.scored().nodes:
        assert 0 <= node.lower <= node.upper <= 1
        assert 0 <= node.coverage <= 1
        assert node.upper - node.lower == pytest.approx(1 - node.coverage, abs=ROUNDING)
        assert (node.score is None) == (node.coverage == 0)
        if node.score is not None:
            assert node.lower <= node.score <= node.upper


@properties
@given(cases())
def test_every_node_is_the_sum_of_its_parts(case):
    found = case.scored()

    for node in found.nodes:
        counted = [part for part in node.children if part.counted]
        applicable = [part for part in node.children if part.coverage is not None]
        assert sum(p.coverage_share * p.coverage for p in applicable) == pytest.approx(
            node.coverage, abs=ROUNDING
        )
        assert all(part.note for part in node.children if not part.counted)
        if node.score is not None:
            total = sum(part.weight for part in counted)
            by_weight = sum(part.weight * part.score for part in counted) / total
            assert by_weight == pytest.approx(node.score, abs=ROUNDING)
            assert sum(part.share for part in counted) == pytest.approx(1, abs=ROUNDING)


@properties
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_answers_and_respondents_does_not_matter(case, random):
    answers, people = list(case.answers), list(case.people)
    random.shuffle(answers)
    random.shuffle(people)

    assert case.scored(answers=tuple(answers), people=tuple(people)) == case.scored()


@properties
@given(cases(), st.sampled_from([1e-6, 0.3, 7, 1e6]))
def test_scale_of_the_weights_does_not_matter(case, factor):
    def scaled(thing):
        return replace(thing, weight=thing.weight * factor)

    stages = tuple(
        replace(
            scaled(stage),
            elements=tuple(
                replace(
                    scaled(element),
                    components=tuple(
                        replace(
                            scaled(component),
                            indicators=tuple(scaled(one) for one in component.indicators),
                        )
                        for component in element.components
                    ),
                )
                for element in stage.elements
            ),
        )
        for stage in case.model.stages
    )
    before, after = case.scored(), case.scored(model=replace(case.model, stages=stages))

    assert [n.score for n in after.nodes] == [
        n.score if n.score is None else pytest.approx(n.score, abs=ROUNDING) for n in before.nodes
    ]
    assert [n.published for n in after.nodes] == [n.published for n in before.nodes]
    assert [(n.path, n.lens, n.dyad) for n in after.nodes] == list(keyed(before))


@properties
@given(cases(), st.data())
def test_a_better_answer_never_lowers_anything(case, data):
    reverse = {one.key: one.reversed for one in case.model.indicators()}
    valued = [place for place, one in enumerate(case.answers) if one.state == "answered"]
    assume(valued)
    place = data.draw(st.sampled_from(valued))
    answer = case.answers[place]
    if reverse[answer.indicator]:
        better = data.draw(st.integers(1, answer.value))
    else:
        better = data.draw(st.integers(answer.value, 5))

    before = keyed(case.scored())
    after = keyed(case.scored(answers=swapped(case, place, value=better)))

    assert set(after) == set(before)
    for key, node in before.items():
        assert after[key].coverage == node.coverage
        if node.score is not None:
            assert after[key].score >= node.score - ROUNDING
        assert after[key].lower >= node.lower - ROUNDING
        assert after[key].upper >= node.upper - ROUNDING


def sole(case: Case) -> list[int]:
    """Positions of the answers that alone decide their item."""
    said: dict = {}
    for place, one in enumerate(case.answers):
        if one.state == "answered":
            said.setdefault((one.indicator, one.dyad), []).append(place)
    return [places[0] for places in said.values() if len(places) == 1]


@properties
@given(cases(), st.data(), st.sampled_from(["dont-know", "skipped"]))
def test_a_missing_item_never_raises_the_lower_bound_or_coverage(case, data, state):
    places = sole(case)
    assume(places)
    place = data.draw(st.sampled_from(places))

    before = keyed(case.scored())
    after = keyed(case.scored(answers=swapped(case, place, state=state, value=None)))

    assert set(after) == set(before)
    for key, node in before.items():
        assert after[key].lower <= node.lower + ROUNDING
        assert after[key].upper >= node.upper - ROUNDING
        assert after[key].coverage <= node.coverage + ROUNDING


@properties
@given(cases())
def test_no_answer_is_the_same_as_skipped(case):
    kept = tuple(one for one in case.answers if one.state != "skipped")

    assert case.scored(answers=kept) == case.scored()


@properties
@given(cases(), st.data())
def test_the_bounds_hold_whatever_the_missing_answers_turn_out_to_be(case, data):
    """Fill the gaps of items nobody answered; the new score lies within the old bounds."""
    before = case.scored()
    open_items = {
        (item.indicator, item.dyad): item.parties
        for item in before.items()
        if item.state == "unanswered"
    }
    assume(open_items)
    filled = {(one.respondent, one.indicator, one.dyad): one for one in case.answers}
    for (key, dyad), parties in open_items.items():
        value = data.draw(st.integers(1, 5))
        silent = (one for party in parties for one in party.respondents)
        respondent = next(name for name, state, _ in silent if state in UNVALUED[1:])
        filled[respondent, key, dyad] = Answer(respondent, key, dyad, "answered", value)

    after = keyed(case.scored(answers=tuple(filled.values())))

    for key, node in keyed(before).items():
        assert after[key].coverage == pytest.approx(1, abs=ROUNDING)
        assert node.lower - ROUNDING <= after[key].score <= node.upper + ROUNDING


@properties
@given(cases(), st.sampled_from([("c", "i"), ("i", "s"), ("c", "t")]))
def test_swapping_sides_flips_the_signs_of_gaps_only(case, sides):
    assume(set(sides) <= {party.key for party in case.around.parties})
    given_input = (case.model, case.around, case.people, case.answers)

    one, other = (
        gaps(*given_input, upstream=a, downstream=b, stages_reached=case.reached)
        for a, b in (sides, sides[::-1])
    )

    assert [(g.path, g.a, g.b, g.shared) for g in one] == [
        (g.path, g.b, g.a, g.shared) for g in other
    ]
    assert [g.difference for g in one] == [
        None if g.difference is None else -g.difference for g in other
    ]


@properties
@given(cases())
def test_a_scorecard_survives_its_file(case):
    found = case.scored()
    text = json.dumps(found.to_json(), sort_keys=True)

    again = Scorecard.from_json(json.loads(text))

    assert again == found
    assert json.dumps(again.to_json(), sort_keys=True) == text
