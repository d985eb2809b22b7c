"""Who is asked what, in which words, and how far they have come."""

import pytest

from assessments.models import Relationship, Response
from assessments.queries.questions import one_question, questionnaire
from assessments.services.relationships import PartyDraft, create_relationship
from frameworks.services import PUBLISHED, load_definition
from tests.assessments.answering import seat
from tests.builders import Seat, make_relationship, open_round
from tests.conftest import TRIAL

CLIENT_DYAD = "client--intermediary"
LAST_DYAD = "intermediary--telecentre"


def asked(respondent):
    return [(one.indicator.key, one.dyad_key) for one in questionnaire(respondent).questions]


def test_client_is_asked_about_its_dyad_only(seats):
    assert asked(seats["client"].respondent) == [
        ("strategy.objectives", CLIENT_DYAD),
        ("strategy.livelihoods", CLIENT_DYAD),
        ("contract.scope", CLIENT_DYAD),
        ("governance.style.meetings", CLIENT_DYAD),
        ("governance.skills.training", CLIENT_DYAD),
    ]


def test_intermediary_is_asked_about_both_dyads(seats):
    assert asked(seats["intermediary"].respondent) == [
        ("strategy.objectives", CLIENT_DYAD),
        ("strategy.livelihoods", CLIENT_DYAD),
        ("strategy.livelihoods", LAST_DYAD),
        ("contract.scope", CLIENT_DYAD),
        ("contract.scope", LAST_DYAD),
        ("governance.style.meetings", CLIENT_DYAD),
        ("governance.style.meetings", LAST_DYAD),
        ("governance.style.voice", LAST_DYAD),
        ("governance.skills.training", CLIENT_DYAD),
        ("governance.skills.training", LAST_DYAD),
    ]


def test_sub_contractor_is_not_asked_what_names_other_parties(seats):
    assert asked(seats["telecentre"].respondent) == [
        ("strategy.livelihoods", LAST_DYAD),
        ("contract.scope", LAST_DYAD),
        ("governance.style.meetings", LAST_DYAD),
        ("governance.style.voice", LAST_DYAD),
        ("governance.skills.training", LAST_DYAD),
    ]


def test_stages_not_reached_are_not_asked(relationship, framework):
    made = open_round(relationship, framework, stages=("pre-contract",))

    assert asked(Seat(made, "intermediary").respondent) == [
        ("strategy.objectives", CLIENT_DYAD),
        ("strategy.livelihoods", CLIENT_DYAD),
        ("strategy.livelihoods", LAST_DYAD),
    ]


def test_middle_of_four_tiers_is_asked_about_the_dyads_on_its_two_sides(organisation, framework):
    keys = [
        ("c", "client"),
        ("i1", "intermediary"),
        ("i2", "intermediary"),
        ("s", "sub-contractor"),
    ]
    made = create_relationship(
        relationship=Relationship(owner=organisation, name="Four"),
        parties=[PartyDraft(key, role, tier, key=key) for tier, (key, role) in enumerate(keys)],
    )
    opened = open_round(made, framework, stages=("contract-development",))

    found = {key: asked(Seat(opened, key).respondent) for key, _ in keys}

    scope = "contract.scope"
    assert found == {
        "c": [(scope, "c--i1")],
        "i1": [(scope, "c--i1"), (scope, "i1--i2")],
        "i2": [(scope, "i1--i2"), (scope, "i2--s")],
        "s": [(scope, "i2--s")],
    }


def test_each_of_several_sub_contractors_is_asked_about_itself(organisation, framework):
    made = make_relationship(owner=organisation, centres=3)
    opened = open_round(made, framework, stages=("contract-development",))

    found = {
        party.key: [dyad for _, dyad in asked(seat(opened, party.key).respondent)]
        for party in made.parties.in_order()
    }

    own = ["intermediary--telecentre", "intermediary--telecentre-2", "intermediary--telecentre-3"]
    assert found == {
        "client": [CLIENT_DYAD],
        "intermediary": [CLIENT_DYAD, *own],
        "telecentre": own[:1],
        "telecentre-2": own[1:2],
        "telecentre-3": own[2:],
    }


@pytest.fixture
def worded(relationship, db):
    """An assessment whose first question is worded anew for the intermediary."""
    text = TRIAL.read_text().replace(
        "            text: The objectives are agreed.",
        "            text: The objectives are agreed.\n"
        "            text_by_party: {intermediary: We agreed the objectives with our client.}",
        1,
    )
    version = load_definition(text=text, name="trial-1.yaml", status=PUBLISHED)
    return open_round(relationship, version)


def test_wording_is_that_of_the_party_that_answers(worded):
    found = {
        key: questionnaire(seat(worded, key).respondent).find("strategy.objectives", CLIENT_DYAD)
        for key in ("client", "intermediary")
    }

    assert {key: one.text for key, one in found.items()} == {
        "client": "The objectives are agreed.",
        "intermediary": "We agreed the objectives with our client.",
    }


def test_question_names_levels_and_the_two_parties(seats):
    question = questionnaire(seats["client"].respondent).questions[0]

    assert question.about == "Archive and Mediator"
    assert str(question.other) == "Mediator"
    assert question.options[0] == (1, "Ad hoc", "It happens by chance.")
    assert [value for value, _, _ in question.options] == [1, 2, 3, 4, 5]


def test_names_of_inputs_differ(seats):
    questions = seats["intermediary"].questions

    assert len({one.prefix for one in questions}) == len(questions) == 10


def test_tasks_count_decisions_only(seats):
    shared = seats["telecentre"]
    first, second, third, fourth, _ = shared.questions
    shared.answer(first, 3)
    rows = {"respondent": shared.respondent, "dyad": first.dyad}
    Response.objects.create(
        **rows, indicator_id=second.indicator_id, state="skipped", comment="Later."
    )
    Response.objects.create(
        **rows, indicator_id=third.indicator_id, state="not-applicable", reason="None."
    )
    Response.objects.create(**rows, indicator_id=fourth.indicator_id, state="dont-know")

    sheet = questionnaire(shared.respondent)

    found = [
        (stage.stage.key, task.first.leaf, task.answered, task.asked, stage.left)
        for stage in sheet.tasks()
        for task in stage.leaves
    ]
    assert found == [
        ("pre-contract", "strategy", 1, 1, 0),
        ("contract-development", "contract", 0, 1, 1),
        ("post-contract", "governance.style", 2, 2, 1),
        ("post-contract", "governance.skills", 0, 1, 1),
    ]
    assert (sheet.answered, len(sheet.questions)) == (3, 5)


def test_neighbours_end_at_both_ends(seats):
    sheet = questionnaire(seats["client"].respondent)

    assert sheet.neighbours("strategy") == (None, "contract")
    assert sheet.neighbours("governance.style") == ("contract", "governance.skills")
    assert sheet.neighbours("governance.skills") == ("governance.style", None)


def test_submitted_stage_is_locked(seats):
    seats["client"].answer_all(3)
    seats["client"].submit()
    seats["client"].respondent.submissions.filter(stage="post-contract").update(state="returned")

    sheet = questionnaire(seats["client"].respondent)

    assert [sheet.is_locked(key) for key in sheet.stages] == [True, True, False]


@pytest.mark.parametrize(
    ("indicator", "dyad"),
    [
        ("no.such", CLIENT_DYAD),
        ("strategy.objectives", LAST_DYAD),
        ("strategy.objectives", ""),
        ("strategy.objectives", "elsewhere--nowhere"),
        ("governance.style.voice", LAST_DYAD),
        ("strategy.objectives\0", CLIENT_DYAD),
    ],
)
def test_one_question_is_none_when_it_is_not_asked(seats, indicator, dyad):
    assert one_question(seats["client"].respondent, indicator, dyad) is None


def test_one_question_equals_that_of_the_questionnaire(seats):
    for question in seats["intermediary"].questions:
        found = one_question(
            seats["intermediary"].respondent, question.indicator.key, question.dyad_key
        )
        assert found == question


def conditional_text():
    return TRIAL.read_text().replace(
        "not_applicable: {allowed: false}\n",
        "not_applicable: {allowed: false}\n"
        "            condition: {indicator: strategy.livelihoods, at_least: 3}\n",
    )


def test_question_under_a_condition_is_asked_once_it_holds(relationship):
    version = load_definition(text=conditional_text(), name="trial-1.yaml", status=PUBLISHED)
    opened = seat(open_round(relationship, version), "client")
    key = "contract.scope"
    before = one_question(opened.respondent, key, CLIENT_DYAD)
    too_low = opened.answer(opened.questions[1], 2)
    after_low = one_question(opened.respondent, key, CLIENT_DYAD)

    opened.answer(opened.questions[1], 3)

    assert too_low.value == 2
    assert (before, after_low) == (None, None)
    assert one_question(opened.respondent, key, CLIENT_DYAD).indicator.key == key


@pytest.mark.parametrize("centres", [1, 10])
def test_questionnaire_takes_four_queries(
    organisation, framework, centres, django_assert_num_queries
):
    made = make_relationship(owner=organisation, centres=centres)
    respondent = seat(open_round(made, framework), "intermediary").respondent
    assert questionnaire(respondent).questions

    with django_assert_num_queries(4):
        questionnaire(respondent, evidence=True)
