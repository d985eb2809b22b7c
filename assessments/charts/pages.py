"""The dashboard put together: every chart and sentence of one assessment."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.charts.chains import Chain, Joint, PartyBox, chain
from assessments.charts.changes import Changes, changes
from assessments.charts.heat import Heat, heat
from assessments.charts.keyfigures import KeyFigure, key_figures
from assessments.charts.ledes import lede, who_answered
from assessments.charts.lowest import LowItem, lowest
from assessments.charts.marks import Chart, points
from assessments.charts.profiles import profile
from assessments.charts.trends import RoundFigures, trend
from assessments.queries.dashboard import Dashboard, Sitting, dyad_names
from assessments.queries.headline import Standing
from assessments.queries.turnouts import Turnout
from frameworks.definitions import Definition

LEAD_SENTENCES = 2


@dataclass(frozen=True)
class ScorePage:
    lede: str
    one_sided: str
    scale: str
    figures: list[KeyFigure]
    profile: Chart
    heat: Heat | None
    lowest: tuple[LowItem, ...]
    trend: Chart | None
    changes: Changes | None
    before: str
    min_coverage: int


def score_page(data: Dashboard) -> ScorePage:
    """Return what is drawn from a scorecard; `data` must have one."""
    definition, scorecard = data.definition, data.scorecard
    now = data.history[-1].standings
    before = data.history[-2] if len(data.history) > 1 else None
    dyads = dyad_names(data.dyads)
    return ScorePage(
        lede=lede(now),
        one_sided=_one_sided(data),
        scale=scale_sentence(definition),
        figures=key_figures(now),
        profile=profile(elements(now, scorecard.stages_reached)),
        heat=data_heat(data) if data.sees_items else None,
        lowest=lowest(scorecard, definition, dyads) if data.sees_items else (),
        trend=trend([round_figures(sitting) for sitting in data.history]) if before else None,
        changes=changes(before.standings, now) if before else None,
        before=str(before.assessment.round) if before else "",
        min_coverage=points(scorecard.min_coverage),
    )


def page_chain(data: Dashboard) -> Chain:
    """Return the chain strip, with scores where there are any."""
    boxes = {
        party.key: PartyBox(
            party.get_role_display().capitalize(),
            party.name,
            party.note,
            _turnout(data, data.turnout.get(party.key)),
        )
        for party in data.parties
    }
    joints = [Joint(dyad.key, dyad.upstream.key, dyad.downstream.key) for dyad in data.dyads]
    return chain(joints, boxes, data.scorecard, _without(data), sees_items=data.sees_items)


def data_heat(data: Dashboard) -> Heat:
    """Return the heat table; only for readers who may see items."""
    reached = data.scorecard.stages_reached
    return heat(data.scorecard, data.definition, dyad_names(data.dyads), reached)


def _one_sided(data: Dashboard) -> str:
    """Say who has answered when a party has not; of a published case nobody did."""
    if data.relationship.kind == "case":
        return ""
    return who_answered(
        [
            (party.name, party.role, data.turnout.get(party.key, Turnout()).answered)
            for party in data.parties
        ]
    )


def _without(data: Dashboard) -> str:
    if data.assessment is None:
        return "no round yet"
    if data.is_hidden:
        return "shown once closed"
    return "nobody asked" if data.scorecard else "nothing submitted"


def elements(rows: tuple[Standing, ...], reached: tuple[str, ...]) -> list[Standing]:
    """Return the elements of the stages reached, those that do not apply among them."""
    found = (row for row in rows if row.level == "element")
    return [row for row in found if row.path.partition("/")[0] in reached]


def round_figures(sitting: Sitting) -> RoundFigures:
    held = sitting.assessment.round
    overall = next((row for row in sitting.standings if row.level == "overall"), None)
    return RoundFigures(
        f"{held.label}, {held.as_of:%b %Y}",
        f"{held.as_of:%b %Y}",
        overall and overall.all,
        overall and overall.conventional,
        overall and overall.social,
    )


def scale_sentence(definition: Definition) -> str:
    """Say what 0 and 100 mean, by the names of the scale's ends."""
    if not definition.scales:
        return "Scores run from 0 to 100."
    levels = definition.scales[0].levels
    return f"0 is “{levels[0].name}” throughout, 100 is “{levels[-1].name}” throughout."


def lead_and_rest(about: str) -> tuple[str, str]:
    """Return the first two sentences of a text, and what follows them."""
    sentences = about.split(". ")
    if len(sentences) <= LEAD_SENTENCES:
        return about, ""
    lead = ". ".join(sentences[:LEAD_SENTENCES])
    return f"{lead}.", ". ".join(sentences[LEAD_SENTENCES:])


def _turnout(data: Dashboard, turnout: Turnout | None) -> str:
    """Return who answered; of a published case nobody did."""
    if data.assessment is None or data.relationship.kind == "case":
        return ""
    if turnout is None:
        return "nobody asked yet"
    people = "person" if turnout.asked == 1 else "people"
    return f"{turnout.answered} of {turnout.asked} {people} answered"
