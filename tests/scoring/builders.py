"""Short ways to write an instrument, a chain, respondents and answers down."""

from collections.abc import Iterable

from assessments.scoring import (
    Answer,
    Chain,
    ComponentSpec,
    DyadSpec,
    ElementSpec,
    IndicatorSpec,
    Instrument,
    PartySpec,
    RespondentSpec,
    Scorecard,
    StageSpec,
    score,
)

CLIENT = "client"
ISSP = "intermediary"
SUB = "sub-contractor"
FIRST = "client--intermediary"
SECOND = "intermediary--sub-contractor"
PRE = "pre-contract"
POST = "post-contract"
STAGES = frozenset({PRE, POST})


def indicator(key: str, weight: float = 1, **changes: object) -> IndicatorSpec:
    """A five-level conventional indicator about the first dyad, asked of all three roles."""
    values: dict[str, object] = {
        "lens": "conventional",
        "minimum": 1,
        "maximum": 5,
        "reversed": False,
        "dyad_kinds": (FIRST,),
        "asked_of": (CLIENT, ISSP, SUB),
    }
    return IndicatorSpec(key=key, weight=weight, **(values | changes))  # type: ignore[arg-type]


def component(key: str, *indicators: IndicatorSpec, weight: float = 1) -> ComponentSpec:
    return ComponentSpec(key, key.title(), weight, indicators)


def element(key: str, *parts: ComponentSpec | IndicatorSpec, weight: float = 1) -> ElementSpec:
    """An element of components, or of direct indicators."""
    components = tuple(part for part in parts if isinstance(part, ComponentSpec))
    direct = tuple(part for part in parts if isinstance(part, IndicatorSpec))
    if direct:
        components += (ComponentSpec("", "", 1, direct),)
    return ElementSpec(key, key.title(), key.title(), weight, components)


def instrument(
    *post: ElementSpec, pre: Iterable[ElementSpec] = (), min_coverage: float = 0.5
) -> Instrument:
    stages = (
        StageSpec(PRE, "Pre-contract", 1, tuple(pre)),
        StageSpec(POST, "Post-contract", 1, post),
    )
    return Instrument(stages, min_coverage)


def chain(*subs: str, dyads: bool = True) -> Chain:
    """Client c, intermediary i and the sub-contractors named, with a dyad for each pair."""
    parties = (
        PartySpec("c", CLIENT, 0),
        PartySpec("i", ISSP, 1),
        *(PartySpec(key, SUB, 2) for key in subs),
    )
    pairs = (
        DyadSpec("c--i", "c", "i", 1, FIRST),
        *(DyadSpec(f"i--{key}", "i", key, 2, SECOND) for key in subs),
    )
    return Chain(parties, pairs if dyads else ())


def person(key: str, party: str, stages: Iterable[str] = STAGES) -> RespondentSpec:
    return RespondentSpec(key, party, frozenset(stages))


def said(respondent: str, key: str, value: float | str, dyad: str | None = "c--i") -> Answer:
    """An answer with a value, or in the state named."""
    if isinstance(value, str):
        return Answer(respondent, key, dyad, value, None)
    return Answer(respondent, key, dyad, "answered", value)


def card(
    model: Instrument,
    respondents: Iterable[RespondentSpec],
    answers: Iterable[Answer],
    around: Chain | None = None,
    reached: Iterable[str] = (POST,),
) -> Scorecard:
    return score(model, around or chain(), respondents, answers, stages_reached=reached)


def figures(
    scorecard: Scorecard, path: str, lens: str = "all", dyad: str | None = None
) -> tuple[float | None, float, float, float] | None:
    """Score, coverage, lower and upper bound of a node; None when it is left out."""
    node = scorecard.get(path, lens, dyad)
    return None if node is None else (node.score, node.coverage, node.lower, node.upper)
