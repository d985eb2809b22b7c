"""The score of an assessment: all nodes for every lens, dyad by dyad and together."""

from collections.abc import Iterable, Iterator

from .forests import Forest, plant, units_of
from .inputs import LENSES, Answer, Chain, Instrument, RespondentSpec
from .items import merge_items
from .nodes import CountedRespondent, Node
from .outlines import outline
from .scorecards import VERSION, Scorecard
from .sittings import Sitting, open_sitting
from .validation import check_lenses


def score(
    instrument: Instrument,
    chain: Chain,
    respondents: Iterable[RespondentSpec],
    answers: Iterable[Answer],
    *,
    stages_reached: Iterable[str],
    lenses: Iterable[str] = LENSES,
) -> Scorecard:
    """Return the scorecard; only what counted respondents are asked enters it.

    Answers to items that are not asked, or of stages that do not count, are ignored. The order
    of respondents and answers never matters. ScoringError names input that cannot be scored.
    """
    wanted = tuple(dict.fromkeys(lenses))
    check_lenses(wanted)
    sitting = open_sitting(instrument, chain, respondents, answers, stages_reached=stages_reached)
    counted = _counted(sitting)
    present = {one.party for one in counted}
    return Scorecard(
        version=VERSION,
        min_coverage=float(instrument.min_coverage),
        nodes=tuple(_nodes(sitting, wanted)),
        lenses=wanted,
        stages_reached=_reached(sitting),
        respondents=counted,
        parties=tuple(party.key for party in chain.parties if party.key in present),
    )


def _nodes(sitting: Sitting, lenses: Iterable[str]) -> Iterator[Node]:
    trunk = outline(sitting.instrument)
    units = units_of(sitting.chain)
    forest = Forest(trunk, merge_items(sitting), units, float(sitting.instrument.min_coverage))
    paths = [branch.path for branch in trunk.walk()]
    for lens in lenses:
        for nodes in plant(forest, lens):
            yield from (nodes[path] for path in paths if path in nodes)


def _reached(sitting: Sitting) -> tuple[str, ...]:
    stages = sitting.instrument.stages
    return tuple(stage.key for stage in stages if stage.key in sitting.stages_reached)


def _counted(sitting: Sitting) -> tuple[CountedRespondent, ...]:
    reached = _reached(sitting)
    counted = (
        CountedRespondent(one.key, one.party, tuple(key for key in reached if key in one.stages))
        for one in sitting.respondents
    )
    return tuple(one for one in counted if one.stages)
