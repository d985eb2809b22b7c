"""The dashboard, as people of each kind meet it."""

import gzip
import json
import re
from datetime import date

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


def page(client, of, **asked):
    return client.get(reverse("assessments:relationship-detail", args=[of.pk]), asked)


def xray(client, assessment, **asked):
    return client.get(reverse("assessments:score-xray", args=[assessment.pk]), asked)


def figure(client, assessment, name):
    return client.get(reverse("assessments:chart-figure", args=[assessment.pk, name]))


def answering(respondent):
    return reverse("assessments:answer-tasks", args=[respondent.pk])


def test_dashboard_leads_with_a_sentence_and_its_figures(client, owner, bihar):
    answer(sitting(bihar, framework()), by_lens)

    text = page(client, bihar).content.decode()

    assert "The relationship stands at 50 of 100: social practice, at 25, is behind" in text
    assert "collecting answers, 4 of 4 people answered" in text
    assert "Drishtee – Telecentre A" in text
    assert "Write down how outsourcing strategy is done." in text


def test_dashboard_without_a_round_offers_the_first(client, owner, bihar):
    text = page(client, bihar).content.decode()

    assert "No round has been held yet." in text
    assert reverse("assessments:round-create", args=[bihar.pk]) in text


def test_dashboard_with_nothing_submitted_leads_to_the_people(client, owner, bihar):
    assessment = sitting(bihar, framework())

    text = page(client, bihar).content.decode()

    assert "Nothing has been submitted in this round yet." in text
    assert reverse("assessments:assessment-detail", args=[assessment.pk]) in text


def test_dashboard_below_coverage_shows_bounds_and_no_score(client, owner, bihar):
    answer(sitting(bihar, framework()), by_lens, parties=["client"])
    Response.objects.exclude(indicator__key__startswith="governance").delete()

    response = page(client, bihar)

    assert response.context["page"].lede.startswith("Only ")
    assert response.context["page"].figures[0].big.count("–") == 1
    assert not response.context["chain"].trunk.is_shown


def test_dashboard_compares_with_the_round_before(client, owner, bihar):
    version = framework()
    answer(sitting(bihar, version, label="First", as_of=date(2010, 5, 1)), by_lens, close=True)
    answer(
        sitting(bihar, version, label="Second", as_of=date(2011, 5, 1)), lambda *_: 4, close=True
    )

    shown = page(client, bihar).context["page"]

    assert shown.before == "First"
    assert shown.changes.rows[0].words == "↑ rose by 25"
    assert [row[0] for row in shown.trend.table.rows] == ["First, May 2010", "Second, May 2011"]


def test_dashboard_opens_an_earlier_round(client, owner, bihar):
    version = framework()
    first = answer(sitting(bihar, version, label="First", as_of=date(2010, 5, 1)), by_lens)
    answer(sitting(bihar, version, label="Second", as_of=date(2011, 5, 1)), by_lens)

    assert page(client, bihar, round=first.pk).context["assessment"] == first


def test_dashboard_refuses_a_round_of_elsewhere(client, owner, bihar, drishtee):
    other = sitting(relationship(drishtee, "Another"), framework())

    assert page(client, bihar, round=other.pk).status_code == 404


def test_dashboard_is_not_found_by_a_stranger(client, stranger, bihar):
    answer(sitting(bihar, framework()), by_lens, close=True)

    assert page(client, bihar).status_code == 404


def test_dashboard_keeps_figures_from_a_counterpart_until_closed(client, counterpart, bihar):
    answer(sitting(bihar, framework()), by_lens)

    response = page(client, bihar)

    assert response.context["page"] is None
    assert "still being collected" in response.content.decode()


def test_dashboard_shows_a_counterpart_a_closed_round_without_items(client, counterpart, bihar):
    assessment = answer(sitting(bihar, framework()), by_lens, close=True)

    response = page(client, bihar)

    assert "The relationship stands at 50" in response.content.decode()
    assert response.context["page"].lowest == ()
    assert response.context["page"].heat is None
    assert "/arithmetic/" not in response.content.decode()
    assert "too few answers to show" in response.content.decode()
    assert figure(client, assessment, "heat").status_code == 404
    assert figure(client, assessment, "profile").status_code == 200


def test_counterpart_cannot_read_one_item_from_any_figure(client, counterpart, bihar):
    def by_side(party, indicator, dyad):
        if indicator.key != "knowledge-exchange.social":
            return 4
        return 5 if party == "client" else 1

    assessment = answer(sitting(bihar, framework()), by_side, close=True)
    of_element = "post-contract/knowledge-exchange"

    drawn = json.loads(figure(client, assessment, "profile").content)
    rows = {row[0]: row[1:] for row in page(client, bihar).context["page"].profile.table.rows}

    at = drawn["data"][1]["y"].index("Knowledge exchange")
    assert drawn["data"][1]["x"][at] is None
    assert rows["Knowledge exchange"][:4] == ("too few answers to show", "–") * 2
    for lens in ("all", "social"):
        assert xray(client, assessment, path=of_element, lens=lens).status_code == 404


def test_dashboard_offers_an_answer_first_to_whoever_has_one_to_give(client, counterpart, bihar):
    assessment = sitting(bihar, framework())
    mine = assessment.respondents.get(key="client")
    link = f'<p class="btns"><a class="btn btn-primary" href="{answering(mine)}">Answer for'

    assert f"{link} Data client</a>" in page(client, bihar).content.decode()
    mine.submissions.update(state="submitted")
    assert "Answer for" not in page(client, bihar).content.decode()


def test_dashboard_offers_ones_own_answer_before_a_shared_one(client, owner, bihar):
    assessment = sitting(bihar, framework())
    mine = assessment.respondents.get(key="centre-b")
    mine.member = owner
    mine.save()

    assert page(client, bihar).context["data"].turn.respondent == mine.pk


def test_dashboard_offers_no_answer_in_a_closed_round_or_to_a_viewer(client, drishtee, bihar):
    signed_in(client, person("viewer@example.org", drishtee, "viewer"))
    assessment = sitting(bihar, framework())

    assert page(client, bihar).context["data"].turn is None
    signed_in(client, person("owner@example.org", drishtee))
    answer(assessment, by_lens, parties=["client"], close=True)
    assert page(client, bihar).context["data"].turn is None


def test_dashboard_names_who_has_not_answered(client, owner, bihar):
    answer(sitting(bihar, framework()), by_lens, parties=["drishtee"])

    text = page(client, bihar).content.decode()

    assert (
        "Answered by Drishtee only; nobody has answered for Data client and two sub-contractors."
    ) in text


def test_paper_has_the_advice_before_the_charts(client, owner, bihar):
    answer(sitting(bihar, framework()), by_lens)

    screen, paper = (page(client, bihar, **asked).content for asked in ({}, {"print": "1"}))

    assert screen.index(b'id="next"') > screen.index(b'id="practice"')
    assert paper.index(b'id="next"') < paper.index(b'id="practice"')
    assert paper.count(b'id="next"') == 1


@pytest.mark.parametrize(
    ("kind", "words"), [("case", "published case"), ("example", "invented example")]
)
def test_dashboard_labels_what_is_nobodys_own(client, stranger, kind, words):
    case = relationship(None, "Pilot", about="Coded from a blog of 2011.")
    type(case).objects.filter(pk=case.pk).update(kind=kind)
    answer(sitting(case, framework()), by_lens, close=True)

    text = page(client, case).content.decode()

    assert f'<span class="tag ex">{words}</span>' in text
    assert "Coded from a blog of 2011." in text


def test_dashboard_escapes_what_people_typed(client, owner, drishtee):
    made = relationship(drishtee, "<script>alert(1)</script>", service="<b>x</b>")
    made.parties.update(name="<i>name</i>", note="<u>note</u>")
    answer(sitting(made, framework(), label="<em>round</em>"), by_lens)

    text = page(client, made).content.decode()

    assert not re.search(r"<script>alert|<b>x|<i>name|<u>note|<em>round", text)


def test_dashboard_fits_its_budget_and_the_content_policy(client, owner, bihar):
    version = framework()
    for year in (2009, 2010, 2011):
        answer(sitting(bihar, version, label=str(year), as_of=date(year, 5, 1)), by_lens)

    content = page(client, bihar).content

    assert len(gzip.compress(content)) <= 8 * 1024
    assert not re.search(rb'\sstyle="|<style|\son[a-z]+="|<script(?! src=)', content)


def test_dashboard_page_asks_15_queries(client, owner, bihar, django_assert_num_queries):
    version = framework()
    for year in (2010, 2011):
        answer(sitting(bihar, version, label=str(year), as_of=date(year, 5, 1)), by_lens)
    page(client, bihar)

    with django_assert_num_queries(15):
        page(client, bihar)
