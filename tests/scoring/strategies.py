"""Random assessments: trees, chains, respondents and answers of every state."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from assessments.scoring import (
    Answer,
    Chain,
    ElementSpec,
    IndicatorSpec,
    Instrument,
    RespondentSpec,
    Scorecard,
    asked,
    score,
)

from .builders import (
    FIRST,
    POST,
    PRE,
    SECOND,
    STAGES,
    chain,
    component,
    element,
    indicator,
    instrument,
)

UNVALUED = ("not-applicable", "dont-know", "skipped")
weights = st.sampled_from([0, 0.1, 0.25, 1 / 3, 0.7, 1, 2, 3, 7.5])


@dataclass(frozen=True)
class Case:
    """All that one call of `score` needs."""

    model: Instrument
    around: Chain
    people: tuple[RespondentSpec, ...]
    answers: tuple[Answer, ...]
    reached: frozenset[str]

    def scored(self, **changes: object) -> Scorecard:
        case = replace(self, **changes)
        return score(
            case.model, case.around, case.people, case.answers, stages_reached=case.reached
        )


@st.composite
def indicators(draw: st.DrawFn, key: str) -> IndicatorSpec:
    return indicator(
        key,
        draw(weights),
        lens=draw(st.sampled_from(["conventional", "social"])),
        minimum=draw(st.sampled_from([0, 1])),
        reversed=draw(st.booleans()),
        dyad_kinds=draw(st.sampled_from([(), (FIRST,), (SECOND,), (FIRST, SECOND)])),
    )


@st.composite
def elements(draw: st.DrawFn, key: str) -> ElementSpec:
    def group(name: str) -> list[IndicatorSpec]:
        count = draw(st.integers(1, 3))
        return [draw(indicators(f"{key}.{name}{number}")) for number in range(count)]

    if draw(st.booleans()):
        return element(key, *group("direct"), weight=draw(weights))
    parts = [component(name, *group(name), weight=draw(weights)) for name in ("one", "two")]
    return element(key, *parts, weight=draw(weights))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    model = instrument(
        *(draw(elements(f"post{number}")) for number in range(draw(st.integers(1, 2)))),
        pre=[draw(elements("pre0"))],
        min_coverage=draw(st.sampled_from([0, 0.3, 0.5, 1])),
    )
    around = chain(*"st"[: draw(st.integers(0, 2))])
    people = tuple(
        RespondentSpec(f"r{number}", party.key, draw(st.sampled_from([STAGES, STAGES, {POST}])))
        for number, party in enumerate(draw(st.permutations(around.parties * 2)))
    )
    people = tuple(replace(one, stages=frozenset(one.stages)) for one in people)
    reached = draw(st.sampled_from([STAGES, frozenset({POST}), frozenset({PRE})]))
    answers = []
    for one in people:
        for item in asked(model, around, one, stages_reached=reached):
            said = draw(st.sampled_from([1, 2, 3, 4, 5, *UNVALUED, None]))
            if isinstance(said, str):
                answers.append(Answer(one.key, item.indicator, item.dyad, said))
            elif said is not None:
                answers.append(Answer(one.key, item.indicator, item.dyad, "answered", said))
    return Case(model, around, people, tuple(answers), reached)
