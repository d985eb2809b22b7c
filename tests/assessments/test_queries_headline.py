"""The key figures kept beside an assessment say what its scorecard says."""

import json

from assessments.queries.headline import headline, standings
from assessments.queries.scorecards import scorecard_of
from tests.assessments.dashboard_builders import answer, framework, relationship, sitting


def scored(db, value_of, **fields):
    made = answer(sitting(relationship(), framework(), **fields), value_of)
    return made, scorecard_of(made)


def test_headline_survives_json_number_for_number(db):
    assessment, scorecard = scored(db, lambda party, indicator, dyad: 2 if party == "client" else 5)

    kept = json.loads(json.dumps(headline(scorecard, assessment.definition)))

    for row in standings(kept):
        for lens, measure in (
            ("all", row.all),
            ("conventional", row.conventional),
            ("social", row.social),
        ):
            node = scorecard.get(row.path, lens=lens)
            assert (measure.score, measure.coverage, measure.lower, measure.upper) == (
                node.score,
                node.coverage,
                node.lower,
                node.upper,
            )


def test_headline_holds_what_lists_sort_by(db):
    assessment, scorecard = scored(db, lambda party, indicator, dyad: 4)

    kept = headline(scorecard, assessment.definition)

    assert kept["overall"] == {"coverage": 1.0, "score": 0.75}
    assert kept["weakest"] == "pre-contract/outsourcing-strategy"


def test_headline_has_no_score_to_sort_by_without_enough_answers(db):
    assessment, scorecard = scored(
        db, lambda party, indicator, dyad: 4 if indicator.key.startswith("governance") else None
    )

    kept = headline(scorecard, assessment.definition)

    assert set(kept["overall"]) == {"coverage"}
    assert kept["weakest"] is None


def test_headline_keeps_a_blank_place_for_stages_not_reached(db):
    assessment, scorecard = scored(db, lambda party, indicator, dyad: 4, reached=1)

    kept = headline(scorecard, assessment.definition)

    assert kept["reached"] == ["pre-contract"]
    elements = [row for row in standings(kept) if row.level == "element"]
    assert [row.all is not None for row in elements] == [True] * 2 + [False] * 6


def test_standings_of_nothing_are_nothing():
    assert standings(None) == ()
