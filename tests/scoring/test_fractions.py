"""The rules once more, naively and in exact fractions, against the scores."""

from fractions import Fraction

import pytest
from hypothesis import given

from .strategies import Case, cases
from .test_properties import ROUNDING, properties


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


def weighted(terms):
    """Rule 4 over (weight, (score, coverage) or None)."""
    present = [(Fraction(weight), found) for weight, found in terms if found is not None]
    applicable = sum(weight for weight, _ in present)
    if not applicable:
        return None
    coverage = sum(weight * found[1] for weight, found in present) / applicable
    scored = [(weight, found[0]) for weight, found in present if found[0] is not None]
    total = sum(weight for weight, _ in scored)
    return sum(weight * value for weight, value in scored) / total if total else None, coverage


class Exact:
    """Score and coverage of one case by the letter of rules 1 to 6, for one lens."""

    def __init__(self, case: Case, lens: str) -> None:
        self.case = case
        self.lens = lens
        self.said = {(a.respondent, a.indicator, a.dyad): a for a in case.answers}

    def item(self, stage, indicator, dyad, parties):
        """("answered", value), ("unanswered", None), or None when it is not applicable."""
        values, states = [], set()
        for party in parties:
            own = []
            for person in self.case.people:
                if person.party != party or stage.key not in person.stages:
                    continue
                answer = self.said.get((person.key, indicator.key, dyad))
                states.add("skipped" if answer is None else answer.state)
                if answer is not None and answer.state == "answered":
                    low, high = indicator.minimum, indicator.maximum
                    share = Fraction(answer.value - low, high - low)
                    own.append(1 - share if indicator.reversed else share)
            values.append(mean(own))
        if "answered" in states:
            return "answered", mean(values)
        return ("unanswered", None) if states & {"dont-know", "skipped"} else None

    def items(self, stage, component, dyad):
        everyone = [party.key for party in self.case.around.parties]
        for one in component.indicators:
            if self.lens not in ("all", one.lens):
                continue
            if one.dyad_kinds and dyad.kind in one.dyad_kinds:
                yield one, self.item(stage, one, dyad.key, [dyad.upstream, dyad.downstream])
            elif not one.dyad_kinds and dyad.tier == 1:
                yield one, self.item(stage, one, None, everyone)

    def component(self, stage, component, dyad):
        """(score, coverage) about one dyad; None when nothing is applicable."""
        applicable, answered, total = Fraction(0), Fraction(0), Fraction(0)
        for one, found in self.items(stage, component, dyad):
            weight = Fraction(0 if found is None else one.weight)
            applicable += weight
            if found is not None and found[0] == "answered":
                answered += weight
                total += weight * found[1]
        if not applicable:
            return None
        return (total / answered if answered else None), answered / applicable

    def across(self, stage, component):
        """The mean over tiers of the mean over dyads."""
        tiers = {}
        for dyad in self.case.around.dyads:
            found = self.component(stage, component, dyad)
            if found is not None:
                tiers.setdefault(dyad.tier, []).append(found)
        if not tiers:
            return None
        score = mean([mean([score for score, _ in one]) for one in tiers.values()])
        return score, mean([mean([coverage for _, coverage in one]) for one in tiers.values()])

    def element(self, stage, element, dyad):
        found = [
            (one.weight, self.component(stage, one, dyad) if dyad else self.across(stage, one))
            for one in element.components
        ]
        return weighted(found) if element.components[0].key else found[0][1]

    def overall(self, dyad=None):
        return weighted(
            (1, weighted((one.weight, self.element(stage, one, dyad)) for one in stage.elements))
            for stage in self.case.model.stages
            if stage.key in self.case.reached
        )


@properties
@given(cases())
def test_overall_is_what_the_rules_say_in_exact_fractions(case):
    found = case.scored()

    for lens in found.lenses:
        for dyad in (None, *case.around.dyads):
            node = found.get("overall", lens, dyad.key if dyad else None)
            expected = Exact(case, lens).overall(dyad)
            assert (node is None) == (expected is None)
            if node is not None:
                score, coverage = expected
                assert node.coverage == pytest.approx(float(coverage), abs=ROUNDING)
                wanted = None if score is None else pytest.approx(float(score), abs=ROUNDING)
                assert node.score == wanted
