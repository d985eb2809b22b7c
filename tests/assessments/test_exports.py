"""The tables: what stands in them, read back by another reader."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.exports import codebook_table, long_table, wide_table
from assessments.exports.long import LONG
from assessments.exports.names import variable_name
from assessments.exports.tables import CHUNK, INTEGER, Column, Table, escape, unescape
from assessments.models import Assessment, Evidence, Response
from assessments.queries.exports import extract_of
from tests.assessments.factories_documents import HOSTILE, TEXT, hostile_text, imported
from tests.builders import Seat, make_relationship, open_round

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table_of(make, assessment, *, user=None, safe=False):
    extract = extract_of(Assessment.objects.filter(pk=assessment.pk), user=user)
    data = b"".join(make(extract).chunks(safe=safe))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.django_db
def test_long_table_has_a_row_for_each_asked_item(framework):
    rows = table_of(long_table, imported())

    said = [(row["respondent"], row["indicator"], row["dyad"], row["state"]) for row in rows]
    assert said == [
        ("case", "strategy.objectives", "client--mediator", "answered"),
        ("case", "strategy.livelihoods", "client--mediator", "dont-know"),
        ("case", "strategy.livelihoods", "mediator--centre-a", "not-applicable"),
        ("case", "strategy.livelihoods", "mediator--centre-b", "skipped"),
        ("case", "contract.scope", "client--mediator", "skipped"),
        ("case", "contract.scope", "mediator--centre-a", "skipped"),
        ("case", "contract.scope", "mediator--centre-b", "answered"),
        ("second", "strategy.livelihoods", "mediator--centre-a", "answered"),
    ]


@pytest.mark.django_db
def test_long_table_row_in_full(framework):
    assessment = imported()
    submission = assessment.respondents.get(key="case").submissions.get(stage="pre-contract")

    row = table_of(long_table, assessment)[0]

    assert row == {
        "relationship_id": str(assessment.relationship.pk),
        "relationship_name": "Registers",
        "assessment_id": str(assessment.pk),
        "round": "Pilot",
        "as_of": "2011-05-31",
        "phase": "in-flight",
        "framework_key": "trial",
        "framework_number": "1",
        "definition_hash": framework.content_hash,
        "respondent": "case",
        "party": "mediator",
        "party_name": "Drishtee",
        "role": "intermediary",
        "tier": "1",
        "stage": "pre-contract",
        "element": "strategy",
        "component": "",
        "indicator": "strategy.objectives",
        "indicator_short": framework.definition.locate("strategy.objectives").indicator.short,
        "wording": "The objectives are agreed.",
        "lens": "conventional",
        "provenance": "model",
        "finding": "",
        "subject": framework.definition.locate("strategy.objectives").indicator.subject.value,
        "dyad": "client--mediator",
        "state": "answered",
        "value": "3",
        "level_text": "It is written down and followed.",
        "score": "0.5",
        "reason": "",
        "comment": "",
        "evidence_count": "0",
        "evidence": "",
        "submitted_at": submission.submitted_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


@pytest.mark.django_db
def test_long_table_names_evidence(framework):
    found = {row["indicator"]: row["evidence"] for row in table_of(long_table, imported())}

    assert found["contract.scope"] == "Contract https://example.org/c; Minutes"


@pytest.mark.django_db
def test_long_table_holds_the_wording_of_each_party(shipped_framework, organisation):
    assessment = open_round(make_relationship(owner=organisation), shipped_framework)
    for key in ("client", "intermediary", "telecentre"):
        seat = Seat(assessment, key)
        seat.answer_all(3)
        seat.submit()
    rows = table_of(long_table, assessment)
    locate = shipped_framework.definition.locate

    assert rows
    for row in rows:
        indicator = locate(row["indicator"]).indicator
        assert row["wording"] == indicator.text_by_party.get(row["role"], indicator.text)
        assert row["level_text"] == indicator.levels[3]
    assert any(row["wording"] != locate(row["indicator"]).indicator.text for row in rows)


@pytest.mark.django_db
def test_codebook_lists_the_values_of_every_category(framework):
    rows = table_of(codebook_table, imported())
    values = {row["column"]: row["values"] for row in rows if row["type"] == "category"}

    assert all(values.values())
    assert values["subject"].startswith("client = client | ")


@pytest.mark.django_db
def test_long_table_counts_evidence_that_is_still_there(framework):
    assessment = imported()
    evidence = Evidence.objects.get(title="Minutes")
    evidence.removed_at = evidence.added_at
    evidence.save()

    counts = [row["evidence_count"] for row in table_of(long_table, assessment)]

    assert counts == ["0", "0", "0", "0", "0", "0", "1", "0"]


@pytest.mark.django_db
@pytest.mark.parametrize("safe", [False, True])
def test_tables_give_hostile_words_back(framework, safe):
    rows = table_of(long_table, imported(hostile_text()), safe=safe)
    found = {row["respondent"]: row for row in rows if row["reason"]}
    back = unescape if safe else str

    for number, words in enumerate(HOSTILE):
        row = found[f"h{number}"]
        assert (back(row["reason"]), back(row["comment"])) == (words, words)
        assert not (safe and row["comment"].startswith(TRIGGERS))


@given(st.text())
def test_escape_is_undone_by_unescape(words):
    assert unescape(escape(words)) == words
    assert not escape(words).startswith(TRIGGERS)


def test_safe_table_leaves_numbers_alone():
    table = Table((Column("n", "", INTEGER), Column("t", "")), [("-5", "-5")])

    assert b"".join(table.chunks(safe=True)) == b"n,t\r\n-5,'-5\r\n"
    assert b"".join(table.chunks()) == b"n,t\r\n-5,-5\r\n"


def test_chunks_are_large_and_hold_nothing_back():
    rows = ((str(number), "x" * 100) for number in range(5000))

    chunks = list(Table((Column("n", "", INTEGER), Column("t", "")), rows).chunks())

    assert all(len(chunk) >= CHUNK for chunk in chunks[:-1])
    assert b"".join(chunks).count(b"\r\n") == 5001


@pytest.mark.django_db
def test_wide_table_has_a_row_a_respondent(framework):
    rows = table_of(wide_table, imported())
    names = {
        "aims": variable_name("strategy.objectives", dyad_kind="client--intermediary"),
        "first": variable_name("strategy.livelihoods", dyad_kind="intermediary--sub-contractor"),
        "scope": variable_name(
            "contract.scope", dyad_kind="intermediary--sub-contractor", number=2
        ),
        "later": variable_name("governance.style.voice", dyad_kind="intermediary--sub-contractor"),
    }

    said = [
        {short: (row[name], row[f"{name}_state"]) for short, name in names.items()} for row in rows
    ]

    assert [row["respondent"] for row in rows] == ["case", "second"]
    assert said == [
        {
            "aims": ("3", "answered"),
            "first": ("", "not-applicable"),
            "scope": ("5", "answered"),
            "later": ("", "not-reached"),
        },
        {
            "aims": ("", "not-asked"),
            "first": ("2", "answered"),
            "scope": ("", "not-asked"),
            "later": ("", "not-reached"),
        },
    ]


@pytest.mark.django_db
def test_wide_table_tells_unsubmitted_from_not_asked(framework):
    assessment = imported(TEXT.replace("label: Published", "submitted: []\n    label: Published"))
    name = variable_name("contract.scope", dyad_kind="intermediary--sub-contractor")

    (row,) = table_of(wide_table, assessment)

    assert (row["respondent"], row[f"{name}_state"]) == ("second", "not-submitted")


@pytest.mark.django_db
def test_codebook_has_a_row_for_each_column(framework):
    assessment = imported()
    rows = table_of(codebook_table, assessment)
    wide = table_of(wide_table, assessment)

    columns = {
        name: [row["column"] for row in rows if row["file"] == name] for name in ("long", "wide")
    }
    assert columns == {"long": [column.name for column in LONG], "wide": list(wide[0])}
    value = variable_name("strategy.objectives", dyad_kind="client--intermediary")
    (row,) = [row for row in rows if row["column"] == value]
    assert row["values"] == (
        "1 = Ad hoc | 2 = Repeated | 3 = Defined | 4 = Measured | 5 = Improving"
    )
    assert (row["type"], row["escaped_in_safe"]) == ("integer", "no")
    assert "strategy.objectives, about client--mediator" in row["source"]


@pytest.mark.django_db
def test_tables_hold_drafts_of_nobody(assessment, seats, owner):
    seats["intermediary"].answer_all(3, comment="A draft.")
    seats["client"].answer_all(4)
    seats["client"].submit()

    rows = table_of(long_table, assessment, user=owner)

    assert {row["party"] for row in rows} == {"client"}


@pytest.mark.django_db
def test_tables_hold_only_what_the_reader_may_read(answered_assessment, counterpart, owner):
    own = table_of(long_table, answered_assessment, user=counterpart)
    every = table_of(long_table, answered_assessment, user=owner)

    assert {row["party"] for row in own} == {"client"}
    assert {row["party"] for row in every} == {"client", "intermediary", "telecentre"}
    assert [row["value"] for row in own] == ["4"] * len(own)


@pytest.mark.django_db
def test_long_table_takes_as_many_queries_for_many(
    framework, organisation, owner, django_assert_num_queries
):
    relationship = make_relationship(owner=organisation, centres=4)
    first = open_round(relationship, framework, label="One")
    parties = [party.key for party in relationship.parties.all()]
    for label, keys in (("One", parties[:1]), ("Two", parties), ("Three", parties)):
        sitting = first if label == "One" else open_round(relationship, framework, label=label)
        for key in keys:
            seat = Seat(sitting, key)
            seat.answer_all(3)
            seat.submit()

    for held in (Assessment.objects.filter(pk=first.pk), Assessment.objects.all()):
        with django_assert_num_queries(6):
            rows = list(long_table(extract_of(held, user=owner)).rows)
        assert len(rows) == Response.objects.filter(respondent__assessment__in=held).count()
