"""Relationships with answers in them, for the tests of pages and charts."""

from datetime import UTC, date, datetime

import yaml

from accounts.models import Membership, Organisation, User
from assessments.models import Assessment, Relationship, Respondent, Response, StageSubmission
from assessments.services.assessments import close_assessment, refresh_headline
from assessments.services.relationships import PartyDraft, create_relationship
from frameworks.services import PUBLISHED, load_definition

LEVELS = dict(enumerate(["Nobody.", "Some.", "It is written.", "It is measured.", "Better."], 1))
DYADS = ["client--intermediary", "intermediary--sub-contractor"]
ROLES = ["client", "intermediary", "sub-contractor"]
SHAPE = {
    "Pre-contract": {
        "Outsourcing strategy": [],
        "Due diligence": ["Supplier selection", "Supplier evaluation", "Supplier development"],
    },
    "Contract development": {"Contract development": []},
    "Post-contract": {
        "Governance": ["Senior management", "Structure", "Style", "Skills"],
        "Performance management": [],
        "Contract management": [],
        "Working relationship": [],
        "Knowledge exchange": [],
    },
}
STAGES = [name.lower() for name in SHAPE]


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def slug(name):
    return name.lower().replace(" ", "-")


def definition_text(number="1"):
    """Return a framework of eight elements, each leaf with one indicator a lens."""
    return yaml.dump(
        {
            "document": "framework/1",
            "key": "trial",
            "number": number,
            "name": "Trial framework",
            "summary": "For tests.",
            "scale_note": "Ours.",
            "change_note": "First." if number == "1" else "Reworded.",
            "min_coverage": 0.5,
            "sources": [{"key": "trial-2024", "kind": "model", "citation": "Trial (2024)."}],
            "scales": [
                {
                    "key": "maturity",
                    "name": "Five levels",
                    "levels": [
                        {"value": value, "name": name}
                        for value, name in enumerate(
                            ["Ad hoc", "Repeated", "Defined", "Measured", "Improving"], 1
                        )
                    ],
                }
            ],
            "stages": [_stage(name, elements) for name, elements in SHAPE.items()],
        },
        Dumper=Plain,
        sort_keys=False,
    )


def _stage(name, elements):
    made = [_element(element, components) for element, components in elements.items()]
    return {"key": slug(name), "name": name, "intro": f"About {name}.", "elements": made}


def _element(name, components):
    made = {"key": slug(name), "name": name, "short": name[:24], "intro": "Intro.", "weight": 1}
    if components:
        return made | {
            "components": [
                {
                    "key": slug(component),
                    "name": component,
                    "short": component[:24],
                    "intro": "Intro.",
                    "weight": 1,
                    "indicators": _indicators(f"{slug(name)}.{slug(component)}", component),
                }
                for component in components
            ]
        }
    return made | {"indicators": _indicators(slug(name), name)}


def _indicators(stem, name):
    return [
        {
            "key": f"{stem}.{lens}",
            "lens": lens,
            "provenance": {"kind": "model", "source": "trial-2024"},
            "dyads": DYADS,
            "asked_of": ROLES,
            "subject": "both",
            "short": f"{name}: {lens}"[:40],
            "text": f"{name} is done, {lens}.",
            "help": "Help.",
            "evidence": "Minutes.",
            "response": "scale",
            "scale": "maturity",
            "weight": 1,
            "levels": LEVELS,
            "not_applicable": {"allowed": True, "when": "It did not arise."},
            "recommend": [
                {"levels": [1, 2], "text": f"Write down how {name.lower()} is done."},
                {"levels": [3], "text": f"Measure {name.lower()} once a quarter."},
            ],
        }
        for lens in ("conventional", "social")
    ]


def framework():
    return load_definition(text=definition_text(), name="trial-1.yaml", status=PUBLISHED)


def person(email, organisation=None, role="manager"):
    user = User.objects.create_user(email, "seven quiet herons wade")
    if organisation:
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def relationship(owner=None, name="Rural data work", *, client=None, centres=2, **fields):
    """Return a chain of a client, one intermediary and its telecentres."""
    parties = [
        PartyDraft("Data client", "client", 0, client, key="client"),
        PartyDraft("Drishtee", "intermediary", 1, owner, key="drishtee"),
        *(
            PartyDraft(f"Telecentre {letter}", "sub-contractor", 2, key=f"centre-{letter.lower()}")
            for letter in "ABCDEFGH"[:centres]
        ),
    ]
    made = Relationship(owner=owner, kind="own" if owner else "case", name=name, **fields)
    return create_relationship(relationship=made, parties=parties)


def sitting(of, version, *, label="Pilot", as_of=date(2011, 5, 31), reached=3, state="open"):
    """Return an open assessment with one respondent a party and no answers."""
    held = of.rounds.create(label=label, as_of=as_of)
    stages = [slug(name) for name in SHAPE][:reached]
    made = Assessment.objects.create(
        round=held, framework_version=version, phase="in-flight", stages_reached=stages
    )
    for party in of.parties.in_order():
        one = Respondent.objects.create(
            assessment=made, party=party, key=party.key, label=f"Person of {party.name}"
        )
        for stage in stages:
            StageSubmission.objects.create(respondent=one, stage=stage)
    return made


def answer(assessment, value_of, *, parties=None, close=False):
    """Submit answers: `value_of(party key, indicator, dyad key)` is a level, None or a state."""
    dyads = list(assessment.relationship.dyads.with_parties())
    indicators = list(assessment.framework_version.indicators.all())
    for one in assessment.respondents.select_related("party"):
        if parties is not None and one.party.key not in parties:
            continue
        Response.objects.bulk_create(
            _response(one, indicator, dyad, said)
            for dyad in dyads
            if one.party in (dyad.upstream, dyad.downstream)
            for indicator in indicators
            if (said := value_of(one.party.key, indicator, dyad.key)) is not None
        )
        one.submissions.update(state="submitted", submitted_at=datetime(2011, 6, 1, tzinfo=UTC))
    refresh_headline(assessment)
    assessment.refresh_from_db()
    return close_assessment(assessment=assessment) if close else assessment


def _response(respondent, indicator, dyad, said):
    if isinstance(said, int):
        said = {"state": "answered", "value": said}
    else:
        said = {"state": said, "reason": "Not ours." if said == "not-applicable" else ""}
    return Response(respondent=respondent, indicator=indicator, dyad=dyad, **said)


def organisation(name="Drishtee"):
    return Organisation.objects.create(name=name)
