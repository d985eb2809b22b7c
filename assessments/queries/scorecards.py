"""From stored answers to a scorecard, and back from the one a closed assessment keeps."""

from dataclasses import dataclass

from assessments import scoring
from assessments.models import Assessment, Respondent, Response
from assessments.queries.instruments import chain_of, instrument_of


@dataclass(frozen=True)
class Survey:
    """Everything a score is made of: answers of submitted stages, or one side's drafts."""

    instrument: scoring.Instrument
    chain: scoring.Chain
    respondents: tuple[scoring.RespondentSpec, ...]
    answers: tuple[scoring.Answer, ...]
    stages_reached: tuple[str, ...]

    def score(self) -> scoring.Scorecard:
        return scoring.score(
            self.instrument,
            self.chain,
            self.respondents,
            self.answers,
            stages_reached=self.stages_reached,
        )

    def of_party(self, party: str) -> "Survey":
        """Return the same survey with the respondents of one party only."""
        kept = tuple(one for one in self.respondents if one.party == party)
        keys = {one.key for one in kept}
        answers = tuple(one for one in self.answers if one.respondent in keys)
        return Survey(self.instrument, self.chain, kept, answers, self.stages_reached)


def scorecard_of(assessment: Assessment) -> scoring.Scorecard | None:
    """Return the scores kept at closing, or those of the stages submitted so far.

    None when nothing has been submitted.
    """
    if not assessment.is_open:
        return scoring.Scorecard.from_json(assessment.scorecard)
    people = _people(assessment)
    if not any(stages for _, stages in people):
        return None
    return _survey(assessment, people).score()


def submitted_survey(assessment: Assessment) -> Survey:
    """Return the survey of what has been submitted (rule 14).

    Whoever has not submitted a stage that is reached has answered nothing in it,
    so that coverage says how much is missing.
    """
    return _survey(assessment, _people(assessment))


def _people(assessment):
    """Return each respondent with the stages they have submitted."""
    people = assessment.respondents.select_related("party").prefetch_related("submissions")
    return [
        (person, frozenset(one.stage for one in person.submissions.all() if one.counts))
        for person in people
    ]


def draft_survey(respondent: Respondent) -> Survey:
    """Return the survey of everything one respondent has answered, submitted or not."""
    assessment = respondent.assessment
    return _survey(assessment, [(respondent, frozenset(assessment.stages_reached))])


def _survey(assessment, respondents):
    """Return a survey in which each respondent's answers of the stages beside them count."""
    reached = frozenset(assessment.stages_reached)
    counted = {person.key: stages for person, stages in respondents}
    specs = tuple(
        scoring.RespondentSpec(key=person.key, party=person.party.key, stages=reached)
        for person, _ in respondents
    )
    rows = (
        Response.objects.filter(respondent__in=[person.pk for person, _ in respondents])
        .order_by("respondent__key", "indicator__position", "dyad")
        .values_list(
            "respondent__key",
            "indicator__element__stage__key",
            "indicator__key",
            "dyad__upstream__key",
            "dyad__downstream__key",
            "state",
            "value",
        )
    )
    answers = tuple(
        scoring.Answer(key, indicator, f"{up}--{down}" if up else None, state, value)
        for key, stage, indicator, up, down, state, value in rows
        if stage in counted[key]
    )
    return Survey(
        instrument=instrument_of(assessment.framework_version),
        chain=chain_of(assessment.relationship),
        respondents=specs,
        answers=answers,
        stages_reached=tuple(assessment.stages_reached),
    )
