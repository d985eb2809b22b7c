"""The worked example of docs/scoring.md, computed and compared with the page."""

from pathlib import Path

import pytest

from assessments.scoring import Gap, gap

from .builders import (
    CLIENT,
    FIRST,
    ISSP,
    POST,
    SECOND,
    card,
    chain,
    component,
    element,
    indicator,
    instrument,
    person,
    said,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scoring.md"

BOTH = {"dyad_kinds": (FIRST, SECOND)}
MODEL = instrument(
    element(
        "governance",
        component(
            "structure",
            indicator("meetings", 1, asked_of=(CLIENT, ISSP)),
            indicator("escalation", 1, asked_of=(CLIENT, ISSP)),
        ),
        component(
            "skills",
            indicator("training", 2, asked_of=(ISSP,)),
            indicator("languages", 1, asked_of=(ISSP,)),
        ),
    ),
    element(
        "working-relationship",
        indicator("openness", 3, **BOTH),
        indicator("late-surprises", 1, reversed=True, **BOTH),
    ),
)
PEOPLE = [person("ada", "c"), person("ben", "c"), person("eve", "i"), person("sam", "s")]
ANSWERS = [
    said("ada", "meetings", 4),
    said("ben", "meetings", 2),
    said("eve", "meetings", 4),
    said("ada", "escalation", "dont-know"),
    said("ben", "escalation", "dont-know"),
    said("eve", "escalation", "skipped"),
    said("eve", "training", 5),
    said("eve", "languages", "not-applicable"),
    said("ada", "openness", 3),
    said("ben", "openness", 3),
    said("eve", "openness", 3),
    said("ada", "late-surprises", 4),
    said("ben", "late-surprises", 4),
    said("eve", "late-surprises", 4),
    said("eve", "openness", 3, "i--s"),
    said("sam", "openness", 1, "i--s"),
    said("eve", "late-surprises", 2, "i--s"),
    said("sam", "late-surprises", 4, "i--s"),
]

ROWS = [
    ("Overall", "overall", None),
    ("Post-contract", "post-contract", None),
    ("Governance", "post-contract/governance", None),
    ("Structure", "post-contract/governance/structure", None),
    ("Skills", "post-contract/governance/skills", None),
    ("Working relationship", "post-contract/working-relationship", None),
    (
        "Working relationship, first dyad",
        "post-contract/working-relationship",
        "c--i",
    ),
    (
        "Working relationship, second dyad",
        "post-contract/working-relationship",
        "i--s",
    ),
]


def page_table() -> dict[str, list[str]]:
    """The rows of the page's table of figures, by name."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index("| Figure | Score | Coverage | Lower bound | Upper bound |") + 2
    rows = {}
    for line in lines[start:]:
        if not line:
            break
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        rows[name] = cells
    return rows


def test_page_prints_the_figures_computed():
    found = card(MODEL, PEOPLE, ANSWERS, chain("s"))

    computed = {}
    for name, path, dyad in ROWS:
        node = found.get(path, dyad=dyad)
        score, coverage, lower, upper = (
            f"{100 * value:.12g}" for value in (node.score, node.coverage, node.lower, node.upper)
        )
        computed[name] = [score, f"{coverage} %", lower, upper]
    assert page_table() == computed


def test_example_weakest_parts_are_as_the_page_says():
    found = card(MODEL, PEOPLE, ANSWERS, chain("s"))

    governance = found.get("post-contract/governance")
    relationship = found.get("post-contract/working-relationship")
    assert governance.weakest == "post-contract/governance/structure"
    assert governance.weakest_dyad is None
    assert relationship.weakest_dyad == "i--s"
    assert found.get("post-contract/governance/structure").published is True


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("overall", Gap("overall", -0.125, 0.46875, 0.59375, 3)),
        (
            "post-contract/governance",
            Gap("post-contract/governance", -0.25, 0.5, 0.75, 1),
        ),
        (
            "post-contract/working-relationship",
            Gap("post-contract/working-relationship", 0.0, 0.4375, 0.4375, 2),
        ),
    ],
)
def test_example_gap_is_as_the_page_says(path, expected):
    found = gap(
        MODEL,
        chain("s"),
        PEOPLE,
        ANSWERS,
        upstream="c",
        downstream="i",
        stages_reached=[POST],
        path=path,
    )

    assert found == expected
