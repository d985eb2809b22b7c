"""From stored answers to scores: what counts, and what stands still."""

import pytest

from assessments.models import Assessment
from assessments.queries.scorecards import draft_survey, scorecard_of, submitted_survey
from assessments.scoring import Scorecard
from tests.assessments.answering import question_of
from tests.builders import Seat, open_round

DYAD = "client--intermediary"


def test_scorecard_is_none_before_anything_is_submitted(assessment, seats):
    seats["client"].answer_all(4)

    assert scorecard_of(assessment) is None


def test_scores_count_submitted_stages_only(assessment, seats):
    """The client submits its first stage, at level 4 of 1 to 5: (4 - 1) / 4 = 0.75."""
    seats["client"].answer_all(4)
    seats["client"].respondent.submissions.filter(stage="pre-contract").update(state="submitted")
    seats["intermediary"].answer_all(1)

    found = scorecard_of(assessment)

    assert found.get("pre-contract", dyad=DYAD).score == 0.75
    not_submitted = found.get("contract-development", dyad=DYAD)
    assert (not_submitted.score, not_submitted.coverage) == (None, 0.0)
    assert {one.respondent for one in submitted_survey(assessment).answers} == {
        seats["client"].respondent.key
    }


def test_whoever_has_not_submitted_is_missing_in_the_coverage(assessment, seats):
    """The client has sent in everything, the telecentre nothing."""
    seats["client"].answer_all(4)
    seats["client"].submit()
    assert seats["telecentre"].respondent

    found = scorecard_of(assessment)

    assert found.get("overall", dyad=DYAD).coverage == 1.0
    assert found.get("overall", dyad="intermediary--telecentre").coverage == 0.0
    assert found.get("overall", dyad="intermediary--telecentre").score is None


def test_accepted_counts_and_returned_does_not(assessment, seats):
    seats["client"].answer_all(4)
    submissions = seats["client"].respondent.submissions
    submissions.filter(stage="pre-contract").update(state="accepted")
    submissions.filter(stage="post-contract").update(state="returned")

    survey = submitted_survey(assessment)

    assert {one.indicator.split(".")[0] for one in survey.answers} == {"strategy"}


def test_answered_assessment_is_scored_as_by_hand(answered_assessment):
    """Client 4, intermediary 3, telecentre 2 give 0.75, 0.5 and 0.25, each party once.

    Between client and intermediary (0.75 + 0.5) / 2 = 0.625; below it (0.5 + 0.25) / 2 = 0.375.
    The strategy has its first item on the upper dyad only, the voice on the lower one only.
    """
    found = scorecard_of(answered_assessment)

    assert found.get("overall", dyad=DYAD).score == pytest.approx(0.625)
    assert found.get("overall", dyad="intermediary--telecentre").score == pytest.approx(0.375)
    assert found.get("contract-development").score == pytest.approx(0.5)
    assert found.get("overall").coverage == 1.0


def test_four_empty_states_are_scored_apart(assessment, seats):
    """Five items: one answered, one not applicable, one don't know, one skipped, one untouched.

    Not applicable leaves both sums, so four are applicable and one of them is answered.
    """
    seat = seats["client"]
    one, two, three, four, _ = seat.questions
    seat.answer_all(5)
    rows = seat.respondent.responses
    rows.filter(indicator=two.indicator_id).update(
        state="not-applicable", value=None, reason="None."
    )
    rows.filter(indicator=three.indicator_id).update(state="dont-know", value=None)
    rows.filter(indicator=four.indicator_id).update(state="skipped", value=None)
    rows.exclude(indicator__in=[q.indicator_id for q in (one, two, three, four)]).delete()
    seat.submit()

    found = scorecard_of(assessment)

    strategy = found.get("pre-contract/strategy", dyad=DYAD)
    contract = found.get("contract-development", dyad=DYAD)
    style = found.get("post-contract/governance/style", dyad=DYAD)
    skills = found.get("post-contract/governance/skills", dyad=DYAD)
    nodes = (strategy, contract, style, skills)
    assert [(node.score, node.coverage) for node in nodes] == [
        (1.0, 1.0),
        (None, 0.0),
        (None, 0.0),
        (None, 0.0),
    ]
    assert [(node.items, node.answered) for node in nodes] == [(1, 1), (1, 0), (1, 0), (1, 0)]


def test_stages_not_reached_have_no_score(relationship, framework):
    made = open_round(relationship, framework, stages=("pre-contract",))
    seat = Seat(made, "client")
    seat.answer_all(5)
    seat.submit()

    found = scorecard_of(made)

    assert found.get("overall").score == 1.0
    assert (found.get("contract-development"), found.get("post-contract")) == (None, None)


def test_closed_assessment_gives_back_what_it_keeps(closed_assessment):
    fresh = Assessment.objects.get(pk=closed_assessment.pk)

    assert scorecard_of(fresh) == Scorecard.from_json(closed_assessment.scorecard)


def test_draft_survey_has_one_person_and_every_stage(assessment, seats):
    seats["client"].answer(question_of(seats["client"].respondent, "contract.scope"), 5)
    seats["intermediary"].answer_all(1)

    survey = draft_survey(seats["client"].respondent)

    assert [one.key for one in survey.respondents] == [seats["client"].respondent.key]
    assert survey.score().get("contract-development").score == 1.0


def test_of_party_keeps_the_answers_of_one_party(answered_assessment, seats):
    survey = submitted_survey(answered_assessment).of_party("client")

    assert {one.respondent for one in survey.answers} == {seats["client"].respondent.key}
    assert survey.score().get("contract-development").score == 0.75
