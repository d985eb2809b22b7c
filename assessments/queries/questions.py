"""What a respondent is asked, what they have said so far, and how far they have come."""

from assessments import scoring
from assessments.models import Dyad, Evidence, Respondent, Response
from assessments.queries.instruments import chain_from, indicator_ids, instrument_of
from assessments.queries.questionnaires import Question, Questionnaire


def questionnaire(respondent: Respondent, *, evidence: bool = False) -> Questionnaire:
    """Return the questions of a respondent with their responses, in at most five queries."""
    assessment = respondent.assessment
    dyads = list(Dyad.objects.with_parties().filter(relationship=assessment.relationship.pk))
    responses = {
        (response.indicator_id, response.dyad_id): response
        for response in Response.objects.filter(respondent=respondent).select_related("updated_by")
    }
    kept = _evidence(respondent) if evidence else {}
    build = _Builder(assessment, respondent, {dyad.key: dyad for dyad in dyads}, responses, kept)
    asked = scoring.asked(
        instrument_of(assessment.framework_version),
        chain_from(dyads),
        scoring.RespondentSpec(respondent.key, respondent.party.key, frozenset()),
        stages_reached=tuple(assessment.stages_reached),
        answers=build.answers(),
    )
    return Questionnaire(
        respondent=respondent,
        questions=tuple(build.question(item) for item in asked),
        submissions={one.stage: one for one in respondent.submissions.all()},
    )


def _evidence(respondent):
    kept = {}
    for one in Evidence.objects.current().filter(response__respondent=respondent):
        kept.setdefault(one.response_id, []).append(one)
    return kept


class _Builder:
    def __init__(self, assessment, respondent, dyads, responses, evidence):
        self.respondent = respondent
        self.dyads = dyads
        self.responses = responses
        self.evidence = evidence
        self.ids = indicator_ids(assessment.framework_version)
        self.keys = {pk: key for key, pk in self.ids.items()}
        self.places = {place.indicator.key: place for place in assessment.definition.locations()}

        self.names = {
            scale.key: {level.value: level.name for level in scale.levels}
            for scale in assessment.definition.scales
        }

    def answers(self):
        """Return the raw answers, which conditions between indicators are read from."""
        names = {dyad.pk: key for key, dyad in self.dyads.items()}
        return tuple(
            scoring.Answer(
                self.respondent.key,
                self.keys[indicator],
                names.get(dyad),
                response.state,
                response.value,
            )
            for (indicator, dyad), response in self.responses.items()
        )

    def question(self, item):
        place = self.places[item.indicator]
        dyad = self.dyads.get(item.dyad)
        response = self.responses.get((self.ids[item.indicator], dyad and dyad.pk))
        return Question(
            indicator=place.indicator,
            indicator_id=self.ids[item.indicator],
            stage=place.stage,
            element=place.element,
            component=place.component,
            dyad=dyad,
            role=self.respondent.party.role,
            response=response,
            names=self.names[place.indicator.scale],
            evidence=tuple(self.evidence.get(response.pk, ())) if response else (),
            own_party_id=self.respondent.party_id if self.respondent.member_id else None,
        )


def one_question(respondent: Respondent, indicator_key: str, dyad_key: str) -> Question | None:
    """Return one question of a respondent without its response, or None when it is not asked
    of them: one query, or as many as a questionnaire takes when it stands under a condition."""
    instrument = instrument_of(respondent.assessment.framework_version)
    specs = {spec.key: spec for spec in instrument.indicators()}
    spec = specs.get(indicator_key)
    if spec is None:
        return None
    if spec.condition is not None:
        return questionnaire(respondent).find(indicator_key, dyad_key)
    assessment = respondent.assessment
    dyads = list(Dyad.objects.with_parties().filter(relationship=assessment.relationship.pk))
    asked = scoring.asked(
        instrument,
        chain_from(dyads),
        scoring.RespondentSpec(respondent.key, respondent.party.key, frozenset()),
        stages_reached=tuple(assessment.stages_reached),
    )
    for item in asked:
        if item.indicator == indicator_key and (item.dyad or "") == dyad_key:
            by_key = {dyad.key: dyad for dyad in dyads}
            return _Builder(assessment, respondent, by_key, {}, {}).question(item)
    return None
