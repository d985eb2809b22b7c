"""What a document must keep beyond its shapes, whatever framework it is answered by."""

from collections.abc import Iterable, Iterator

from assessments.documents.shapes import Document, Party, Respondent, Response, State
from frameworks.definitions import Place, Problem, Role


def check(document: Document) -> Iterator[Problem]:
    """Yield every broken rule with its place."""
    yield from _dates(document)
    yield from _chain(document)
    yield from _once("party", "parties", (party.key for party in document.parties))
    yield from _plain_keys(document)
    yield from _once("respondent", "respondents", (one.key for one in document.respondents))
    yield from _stages_reached(document)
    for number, respondent in enumerate(document.respondents):
        yield from _respondent(document, respondent, ("respondents", number))


def _dates(document: Document) -> Iterator[Problem]:
    started, ended = document.relationship.started, document.relationship.ended
    if started and ended and ended < started:
        place = ("relationship", "ended")
        yield Problem(place, "The relationship ends before it starts.", "Correct one of the dates.")


def _once(kind: str, field: str, keys: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            message = f"The {kind} key `{key}` is used twice."
            yield Problem((field, number, "key"), message, f"Give each {kind} a key of its own.")
        seen.add(key)


def _plain_keys(document: Document) -> Iterator[Problem]:
    """Report party keys that would make the key of a dyad read two ways."""
    for number, party in enumerate(document.parties):
        if "--" in party.key:
            message = f"The party key `{party.key}` holds two hyphens in a row."
            yield Problem(("parties", number, "key"), message, "Use single hyphens.")


def _chain(document: Document) -> Iterator[Problem]:
    """Report what keeps the parties from being one client, intermediaries, sub-contractors."""
    tiers = sorted({party.tier for party in document.parties})
    if [party.role for party in document.parties if party.tier == 0] != [Role.CLIENT]:
        yield Problem(
            ("parties",),
            "The chain does not begin with exactly one client on tier 0.",
            "Give one party the role client and tier 0.",
        )
    if tiers != list(range(len(tiers))) or len(tiers) < 3:
        yield Problem(
            ("parties",),
            "The chain has a hole, or is too short.",
            "Number the tiers 0, 1, 2: client, intermediary, sub-contractor.",
        )
    for number, party in enumerate(document.parties):
        if party.tier and party.role != _wanted_role(party, tiers[-1]):
            yield Problem(
                ("parties", number, "role"),
                f"A {party.role} cannot stand on tier {party.tier} of {tiers[-1]}.",
                "Sub-contractors stand on the last tier, intermediaries between.",
            )


def _wanted_role(party: Party, last: int) -> Role:
    return Role.SUB_CONTRACTOR if party.tier == last else Role.INTERMEDIARY


def _stages_reached(document: Document) -> Iterator[Problem]:
    for number, stage in enumerate(document.stages_reached):
        if stage in document.stages_reached[:number]:
            place = ("stages_reached", number)
            yield Problem(place, f"The stage `{stage}` is listed twice.", "List it once.")


def _respondent(document: Document, respondent: Respondent, place: Place) -> Iterator[Problem]:
    if respondent.party not in {party.key for party in document.parties}:
        message = f"There is no party `{respondent.party}`."
        yield Problem((*place, "party"), message, "Name one of the keys under `parties`.")
    for number, stage in enumerate(respondent.submitted or ()):
        if stage not in document.stages_reached:
            message = f"The stage `{stage}` has not been reached, so it cannot be submitted."
            remedy = "Name stages listed under `stages_reached`."
            yield Problem((*place, "submitted", number), message, remedy)
    seen: dict[tuple[str, str | None], int] = {}
    for number, response in enumerate(respondent.responses):
        here = (*place, "responses", number)
        item = (response.indicator, response.dyad)
        if item in seen:
            about = f" about {response.dyad}" if response.dyad else ""
            message = f"`{response.indicator}`{about} has a response already, number {seen[item]}."
            yield Problem(here, message, "Keep one of the two.")
        seen.setdefault(item, number + 1)
        yield from _response(response, here)


def _response(response: Response, place: Place) -> Iterator[Problem]:
    is_answered = response.state == State.ANSWERED
    if is_answered and response.value is None:
        yield Problem(place, "An answered item has no `value`.", "Add the level as `value`.")
    if not is_answered and response.value is not None:
        message = f"A response that is {response.state} has no value."
        yield Problem((*place, "value"), message, "Remove the value, or write `answered`.")
    if response.state == State.NOT_APPLICABLE and not response.reason.strip():
        message = "Not applicable needs a reason."
        yield Problem(place, message, "Say in `reason` why it does not apply.")
