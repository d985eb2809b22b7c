"""Assessment documents for tests, answered by the trial framework."""

from assessments.documents import read
from assessments.models import (
    Assessment,
    AssessmentEvent,
    Dyad,
    Evidence,
    Party,
    Relationship,
    Respondent,
    Response,
    ResponseEvent,
    Round,
    StageSubmission,
)
from assessments.services.documents import import_document

ROWS = [
    Assessment,
    AssessmentEvent,
    Dyad,
    Evidence,
    Party,
    Relationship,
    Respondent,
    Response,
    ResponseEvent,
    Round,
    StageSubmission,
]
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "-5",
    "+1",
    "@SUM(1)",
    "\ttab",
    "＝1+1",
    "'=already",
    "''=twice",
    "'plain quote",
    'say "so", twice',
    "two\nlines",
    "carriage\rreturn\r\nboth",
    "😀 café",
    "NA",
    "007",
    " spaces around ",
    "null",
    "yes",
    "2011-05-31",
    "a: b # c",
    "{x: [y]}",
    "- dash",
    "\u2028line separator \x85 next line \ufeff mark",
    "\\u00e9 \\n",
]

TEXT = """\
document: assessment/1
kind: case
relationship:
  name: Registers
  service: Data entry
  country: India
  started: 2010-01-01
  ended: null
  facts: {seats: 12, share: 0.5, code: '007'}
  about: A published case.
parties:
  - {key: client, organisation: Archive, role: client, tier: 0}
  - {key: mediator, organisation: Drishtee, role: intermediary, tier: 1}
  - {key: centre-a, organisation: Telecentre A, role: sub-contractor, tier: 2}
  - {key: centre-b, organisation: Telecentre B, role: sub-contractor, tier: 2, note: opened late}
round: {label: Pilot, as_of: 2011-05-31}
framework: {key: trial, number: '1'}
phase: in-flight
stages_reached: [pre-contract, contract-development]
respondents:
  - key: case
    party: mediator
    label: Published case study
    responses:
      - {indicator: strategy.objectives, dyad: client--mediator, state: answered, value: 3}
      - {indicator: strategy.livelihoods, dyad: client--mediator, state: dont-know,
         comment: Unsaid.}
      - {indicator: strategy.livelihoods, dyad: mediator--centre-a, state: not-applicable,
         reason: New.}
      - indicator: contract.scope
        dyad: mediator--centre-b
        state: answered
        value: 5
        evidence: [{title: Contract, url: 'https://example.org/c', note: Page 2}, {title: Minutes}]
  - key: second
    party: centre-a
    label: Owner of a telecentre
    submitted: [pre-contract]
    responses:
      - {indicator: strategy.livelihoods, dyad: mediator--centre-a, state: answered, value: 2}
"""


def reading(text=TEXT, name="case.yaml"):
    return read(text, name)


def imported(text=TEXT, **options):
    return import_document(reading=reading(text), **options)


def row_counts():
    return {model.__name__: model.objects.count() for model in ROWS}


def hostile_text():
    """Return the document with hostile words wherever people write."""
    quoted = [f'"{_escaped(word)}"' for word in HOSTILE]
    responses = "".join(
        f"  - {{key: h{number}, party: client, label: {word}, responses: ["
        f"{{indicator: strategy.objectives, dyad: client--mediator, state: not-applicable, "
        f"reason: {word}, comment: {word}, evidence: [{{title: {word}, note: {word}}}]}}]}}\n"
        for number, word in enumerate(quoted)
    )
    return TEXT + responses


def _escaped(word):
    return "".join(
        letter if letter.isalnum() and letter.isascii() else f"\\U{ord(letter):08x}"
        for letter in word
    )
