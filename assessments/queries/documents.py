"""A stored assessment as the document it would be imported from."""

from collections import defaultdict

from assessments import documents, scoring
from assessments.documents.shapes import Phase, State
from assessments.models import Assessment, Evidence, Response
from assessments.queries.scorecards import scorecard_of, submitted_survey
from frameworks.definitions import Role


def document_of(assessment: Assessment) -> documents.Document:
    """Return what has been submitted, with its scores; drafts and sign-ins stay behind."""
    version, scorecard = assessment.framework_version, scorecard_of(assessment)
    parties = list(assessment.relationship.parties.in_order())
    return documents.Document.model_construct(
        document="assessment/1",
        kind=documents.Kind(assessment.relationship.kind),
        relationship=_relationship(assessment.relationship),
        parties=tuple(_party(party) for party in parties),
        round=documents.Round(label=assessment.round.label, as_of=assessment.round.as_of),
        framework=documents.Framework(key=version.framework.key, number=version.number),
        phase=Phase(assessment.phase),
        stages_reached=tuple(assessment.stages_reached),
        respondents=_respondents(assessment),
        scores=_scores(assessment, scorecard),
        definition_hash=assessment.definition_hash or version.content_hash,
        scoring_version=scorecard.version if scorecard else scoring.VERSION,
    )


def _relationship(row):
    return documents.Relationship.model_construct(
        name=row.name,
        service=row.service,
        country=row.country,
        started=row.started,
        ended=row.ended,
        facts=row.facts,
        about=row.about,
    )


def _party(row):
    return documents.Party.model_construct(
        key=row.key, organisation=row.name, role=Role(row.role), tier=row.tier, note=row.note
    )


def _respondents(assessment):
    responses, stages = _responses(assessment)
    return tuple(
        documents.Respondent.model_construct(
            key=person.key,
            party=person.party.key,
            label=person.label,
            submitted=_submitted(assessment, person, stages[person.pk]),
            responses=tuple(responses[person.pk]),
        )
        for person in assessment.respondents.select_related("party").prefetch_related("submissions")
    )


def _submitted(assessment, person, with_responses):
    """Return the submitted stages; None when they are those with responses, as is usual."""
    submitted = {one.stage for one in person.submissions.all() if one.counts}
    if submitted == with_responses:
        return None
    return tuple(stage for stage in assessment.stages_reached if stage in submitted)


def _responses(assessment):
    """Return submitted responses by respondent, and the stages they stand in."""
    evidence = _evidence(assessment)
    found, stages = defaultdict(list), defaultdict(set)
    rows = (
        Response.objects.submitted()
        .filter(respondent__assessment=assessment)
        .select_related("indicator__element__stage", "dyad__upstream", "dyad__downstream")
        .order_by(
            "indicator__position", "dyad__upstream__tier", "dyad__upstream__key",
            "dyad__downstream__key",
        )
    )  # fmt: skip
    for row in rows:
        stages[row.respondent_id].add(row.indicator.element.stage.key)
        found[row.respondent_id].append(_response(row, evidence[row.pk]))
    return found, stages


def _response(row, evidence):
    return documents.Response.model_construct(
        indicator=row.indicator.key,
        dyad=row.dyad.key if row.dyad else None,
        state=State(row.state),
        value=row.value,
        reason=row.reason,
        comment=row.comment,
        evidence=tuple(evidence),
    )


def _evidence(assessment):
    found = defaultdict(list)
    rows = Evidence.objects.current().filter(response__respondent__assessment=assessment)
    for row in rows.order_by("added_at", "title", "pk"):
        found[row.response_id].append(
            documents.Evidence.model_construct(
                title=row.title, url=row.url, note=row.note, file=row.filename, sha256=row.sha256
            )
        )
    return found


def _scores(assessment, scorecard):
    """Return the combined figures, then those each party's answers alone would make."""
    if scorecard is None:
        return ()
    survey = submitted_survey(assessment)
    rows = [_score(node, "combined") for node in scorecard.nodes]
    for party in scorecard.parties:
        rows.extend(_score(node, party) for node in survey.of_party(party).score().nodes)
    return tuple(rows)


def _score(node, party):
    return documents.Score.model_construct(
        node=node.path,
        lens=node.lens,
        dyad=node.dyad,
        party=party,
        score=node.score,
        coverage=node.coverage,
        lower=node.lower,
        upper=node.upper,
        published=node.published,
        items=node.items,
    )
