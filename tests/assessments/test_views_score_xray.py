"""The arithmetic page and the figures, as people of each kind meet them."""

import json

import pytest
from django.urls import reverse

from assessments.models import Response
from tests.assessments.dashboard_builders import (
    answer,
    framework,
    organisation,
    person,
    relationship,
    sitting,
)

pytestmark = pytest.mark.django_db
STYLE = "post-contract/governance/style"


@pytest.fixture
def drishtee():
    return organisation()


@pytest.fixture
def client_side():
    return organisation("Data client")


@pytest.fixture
def bihar(drishtee, client_side):
    return relationship(
        drishtee, "Rural data work", client=client_side, service="Data entry", country="India"
    )


@pytest.fixture
def owner(client, drishtee):
    return signed_in(client, person("owner@example.org", drishtee))


@pytest.fixture
def counterpart(client, client_side):
    return signed_in(client, person("counterpart@example.org", client_side))


@pytest.fixture
def stranger(client):
    return signed_in(client, person("stranger@example.org", organisation("Elsewhere")))


def signed_in(client, user):
    client.force_login(user)
    return user


def by_lens(party, indicator, dyad):
    return 4 if indicator.lens == "conventional" else 2


def xray(client, assessment, **asked):
    return client.get(reverse("assessments:score-xray", args=[assessment.pk]), asked)


def figure(client, assessment, name):
    return client.get(reverse("assessments:chart-figure", args=[assessment.pk, name]))


def test_xray_starts_at_overall_and_goes_down_to_items(client, owner, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)

    top = xray(client, assessment).content.decode()
    bottom = xray(client, assessment, path=STYLE, dyad="client--drishtee").content.decode()

    assert "(1 × 50 + 1 × 50 + 1 × 50) ÷ 3 = 50" in top
    assert "?path=post-contract" in top
    assert "(1 × 75 + 1 × 25) ÷ 2 = 50" in bottom
    assert "Data client 75, Drishtee 75" in bottom


@pytest.mark.parametrize(
    "asked",
    [{"path": "nowhere"}, {"lens": "other"}, {"dyad": "a--b"}, {"path": "", "lens": "x"}],
)
def test_xray_of_an_unknown_node_is_not_found(client, owner, bihar, asked):
    assessment = answer(sitting(bihar, framework()), by_lens)

    assert xray(client, assessment, **asked).status_code == 404


@pytest.mark.parametrize("asked", [{}, {"path": STYLE, "dyad": "client--drishtee"}])
def test_xray_is_not_found_by_a_counterpart_of_a_closed_round(client, counterpart, bihar, asked):
    assessment = answer(sitting(bihar, framework()), by_lens, close=True)

    assert xray(client, assessment, **asked).status_code == 404


def test_xray_opens_the_answers_behind_an_item(client, owner, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)
    response = Response.objects.get(
        respondent__key="client",
        indicator__key="governance.style.social",
        dyad__upstream__key="client",
    )
    Response.objects.filter(pk=response.pk).update(comment="<b>Seen</b> in 2011.")
    response.evidence.create(kind="link", title="Minutes of May", url="https://example.org/")

    text = xray(client, assessment, path=STYLE, dyad="client--drishtee").content.decode()

    assert "Style is done, social." in text
    assert "Data client, Person of Data client: <strong>2 Repeated</strong>" in text
    assert "Some." in text
    assert "&lt;b&gt;Seen&lt;/b&gt; in 2011." in text
    assert "Minutes of May" in text


def test_xray_leaves_out_answers_that_are_not_submitted(client, owner, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)
    assessment.respondents.get(key="client").submissions.update(state="returned")

    text = xray(client, assessment, path=STYLE, dyad="client--drishtee").content.decode()

    assert "Person of Drishtee" in text
    assert "Person of Data client" not in text


@pytest.mark.parametrize("centres", [1, 6])
def test_xray_of_items_asks_12_queries(client, owner, drishtee, centres, django_assert_num_queries):
    made = relationship(drishtee, centres=centres)
    assessment = answer(sitting(made, framework()), by_lens)
    asked = {"path": STYLE, "dyad": "client--drishtee"}
    xray(client, assessment, **asked)

    with django_assert_num_queries(12):
        xray(client, assessment, **asked)


def test_xray_is_not_found_before_there_are_scores_to_see(client, counterpart, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)

    assert xray(client, assessment).status_code == 404


def test_xray_is_not_found_with_nothing_submitted(client, owner, bihar):
    assert xray(client, sitting(bihar, framework())).status_code == 404


def test_xray_is_not_found_by_a_stranger(client, stranger, bihar):
    assert xray(client, answer(sitting(bihar, framework()), by_lens, close=True)).status_code == 404


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("profile", ["scatter"] * 2), ("heat", ["heatmap"]), ("trend", ["scatter"] * 2)],
)
def test_figure_is_plotly_json_in_our_colours(client, owner, bihar, name, kinds):
    assessment = answer(sitting(bihar, framework()), by_lens)

    response = figure(client, assessment, name)
    made = json.loads(response.content)

    assert response["Content-Type"] == "application/json"
    assert [trace["type"] for trace in made["data"]] == kinds
    assert "var(--" in response.content.decode()


def test_figure_of_the_profile_holds_the_scores(client, owner, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)

    made = json.loads(figure(client, assessment, "profile").content)

    assert [trace["x"] for trace in made["data"]] == [[75.0] * 8, [25.0] * 8]


def test_figure_of_an_unknown_name_is_not_found(client, owner, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)

    assert figure(client, assessment, "radar").status_code == 404


def test_figure_is_not_found_by_a_stranger_or_too_early(client, counterpart, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens)

    assert figure(client, assessment, "profile").status_code == 404
    signed_in(client, person("other@example.org"))
    assert figure(client, assessment, "profile").status_code == 404
