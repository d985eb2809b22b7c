"""The table of faults: what is changed in the sample, and what is then reported."""

import pytest

from frameworks.definitions import DefinitionErrors, read

UNASKED = "belongs to none of the dyads named, so would never be asked."
MISPLACED = "does not say where the indicator stands."
FIRST = "stages[0].elements[0].indicators[0]"
SCREENING = "stages[1].elements[0].components[0].indicators[0]"
REFUSALS = "stages[1].elements[0].components[0].indicators[1]"

FAULTS = {
    "other document": (
        "document: framework/1",
        "document: framework/2",
        (1, "document", "`framework/2` is not one of the words."),
    ),
    "number without quotes": ("number: '1'", "number: 1", (3, "number", "This must be text.")),
    "number of the wrong form": (
        "number: '1'",
        "number: first",
        (3, "number", "`first` does not have the right form."),
    ),
    "key of the wrong form": (
        "key: small-framework",
        "key: Small Framework",
        (2, "key", "`Small Framework` does not have the right form."),
    ),
    "field missing": (
        "scale_note: The three levels are ours, not the authors'.\n",
        "",
        (1, "scale_note", "`scale_note` is missing."),
    ),
    "field unknown": (
        "            dyads: [client--intermediary]",
        "            mood: good\n            dyads: [client--intermediary]",
        (44, f"{FIRST}.mood", "`mood` is not known here."),
    ),
    "field twice": (
        "            lens: conventional",
        "            lens: conventional\n            lens: social",
        (41, f"{FIRST}.lens", "`lens` stands here a second time, after line 40."),
    ),
    "coverage over one": (
        "min_coverage: 0.5",
        "min_coverage: 50",
        (8, "min_coverage", "`50` is too high."),
    ),
    "empty text": (
        "intro: Why the work is given out.",
        "intro: '  '",
        (35, "stages[0].elements[0].intro", "This is empty."),
    ),
    "short too long": (
        "short: Strategy",
        "short: Strategy of giving out work",
        (34, "stages[0].elements[0].short", "This is too long."),
    ),
    "weight below zero": (
        "weight: 0.5",
        "weight: -1",
        (98, f"{SCREENING}.weight", "`-1` is too low."),
    ),
    "weight not a number": (
        "weight: 0.5",
        "weight: heavy",
        (98, f"{SCREENING}.weight", "This must be a number."),
    ),
    "weight not finite": (
        "weight: 0.5",
        "weight: .inf",
        (98, f"{SCREENING}.weight", "This must be a finite number."),
    ),
    "lens unknown": (
        "lens: conventional",
        "lens: ethical",
        (40, f"{FIRST}.lens", "`ethical` is not one of the words."),
    ),
    "role unknown": (
        "asked_of: [client, intermediary]",
        "asked_of: [client, intermediary, vendor]",
        (
            45,
            f"{FIRST}.asked_of",
            f"The vendor {UNASKED}",
        ),
        (45, f"{FIRST}.asked_of[2]", "`vendor` is not one of the words."),
    ),
    "role never asked": (
        "asked_of: [client, intermediary]",
        "asked_of: [client, sub-contractor]",
        (
            45,
            f"{FIRST}.asked_of",
            f"The sub-contractor {UNASKED}",
        ),
    ),
    "role asked twice": (
        "asked_of: [client, intermediary]",
        "asked_of: [client, client]",
        (45, f"{FIRST}.asked_of", "A value stands here twice."),
    ),
    "nobody asked": (
        "asked_of: [client, intermediary]",
        "asked_of: []",
        (45, f"{FIRST}.asked_of", "Too few items."),
    ),
    "wording nobody sees": (
        "                  sub-contractor: When",
        "                  client: When",
        (
            93,
            f"{SCREENING}.text_by_party.client",
            "The client is not asked, so this wording would never be seen.",
        ),
    ),
    "list where text belongs": (
        "help: Need is what the work would change for somebody.",
        "help: [one, two]",
        (94, f"{SCREENING}.help", "This must be text."),
    ),
    "text where a list belongs": (
        "dyads: [client--intermediary]",
        "dyads: client--intermediary",
        (44, f"{FIRST}.dyads", "This must be a list."),
    ),
    "source of an indicator unknown": (
        "source: one-study",
        "source: other-study",
        (85, f"{SCREENING}.provenance.source", "The source `other-study` is not listed."),
    ),
    "source of an element unknown": (
        "        source: first-model\n        indicators",
        "        source: no-model\n        indicators",
        (37, "stages[0].elements[0].source", "The source `no-model` is not listed."),
    ),
    "source key twice": (
        "  - key: one-study",
        "  - key: first-model",
        (14, "sources[1].key", "The source key `first-model` is used twice."),
        (85, f"{SCREENING}.provenance.source", "The source `one-study` is not listed."),
    ),
    "finding without id": (
        "                  id: M08\n",
        "",
        (82, f"{SCREENING}.provenance", "A finding needs its id."),
    ),
    "extension without reason": (
        "                  reason: Who is refused says what the rule does.\n",
        "",
        (113, f"{REFUSALS}.provenance", "An extension needs its reason."),
    ),
    "scale unknown": (
        "            scale: practice\n            weight: 1\n            levels",
        "            scale: other\n            weight: 1\n            levels",
        (52, f"{FIRST}.scale", "The scale `other` is not listed."),
    ),
    "scale missing": (
        "            scale: practice\n            weight: 1\n            levels",
        "            weight: 1\n            levels",
        (39, FIRST, "`scale` is missing."),
    ),
    "levels of a scale out of order": (
        "      - value: 2\n        name: Repeated",
        "      - value: 1\n        name: Repeated",
        (23, "scales[0].levels[1].value", "Level 1 does not come after level 1."),
        *[
            (line, path, "Level 2 is not on the scale `practice`.")
            for line, path in (
                (56, f"{FIRST}.levels[2]"),
                (62, f"{FIRST}.recommend[0].levels"),
                (101, f"{SCREENING}.levels[2]"),
                (109, f"{SCREENING}.recommend[1].levels"),
                (129, f"{REFUSALS}.levels[2]"),
            )
        ],
    ),
    "level without a description": (
        "                  2: Skill is tested.\n",
        "",
        (99, f"{SCREENING}.levels", "No description of level 2."),
    ),
    "level beyond the scale": (
        "                  3: Both are recorded for everybody.\n",
        "                  3: Both are recorded for everybody.\n                  4: More.\n",
        (103, f"{SCREENING}.levels[4]", "Level 4 is not on the scale `practice`."),
    ),
    "level in quotes": (
        "                  2: Skill is tested.",
        "                  '2': Skill is tested.",
        (99, f"{SCREENING}.levels", "No description of level 2."),
    ),
    "recommendation beyond the scale": (
        "levels: [1, 2]",
        "levels: [1, 9]",
        (62, f"{FIRST}.recommend[0].levels", "Level 9 is not on the scale `practice`."),
    ),
    "recommended twice": (
        "                  - levels: [2]",
        "                  - levels: [1]",
        (109, f"{SCREENING}.recommend[1].levels", "Level 1 has two recommendations."),
    ),
    "indicator key twice": (
        "- key: people.selection.refusals",
        "- key: people.selection.screening",
        (111, f"{REFUSALS}.key", "The indicator key `people.selection.screening` is used twice."),
        (
            134,
            f"{REFUSALS}.condition.indicator",
            "`people.selection.screening` is asked only after this indicator.",
        ),
    ),
    "indicator key without its element": (
        "- key: strategy.objectives",
        "- key: people.objectives",
        (
            39,
            f"{FIRST}.key",
            f"The key `people.objectives` {MISPLACED}",
        ),
    ),
    "indicator key without its component": (
        "- key: people.selection.refusals",
        "- key: people.refusals",
        (
            111,
            f"{REFUSALS}.key",
            f"The key `people.refusals` {MISPLACED}",
        ),
    ),
    "element key twice": (
        "      - key: people\n",
        "      - key: strategy\n",
        (68, "stages[1].elements[0].key", "The element key `strategy` is used twice."),
        (
            80,
            f"{SCREENING}.key",
            f"The key `people.selection.screening` {MISPLACED}",
        ),
        (
            111,
            f"{REFUSALS}.key",
            f"The key `people.selection.refusals` {MISPLACED}",
        ),
    ),
    "stage called overall": (
        "  - key: before",
        "  - key: overall",
        (28, "stages[0].key", "`overall` is the name of the whole assessment."),
    ),
    "element without anything": (
        "        components:\n",
        "        components: []\n        rest:\n",
        (68, "stages[1].elements[0]", "This element has neither components nor indicators."),
        (74, "stages[1].elements[0].rest", "`rest` is not known here."),
    ),
    "not applicable without when": (
        "                  when: Nobody was chosen in the period.\n",
        "",
        (103, f"{SCREENING}.not_applicable", "“Not applicable” is allowed, but not when."),
    ),
    "not applicable as a word": (
        "allowed: true",
        "allowed: maybe",
        (104, f"{SCREENING}.not_applicable.allowed", "This must be true or false."),
    ),
    "condition on nothing": (
        "indicator: people.selection.screening",
        "indicator: people.selection.nothing",
        (
            134,
            f"{REFUSALS}.condition.indicator",
            "There is no indicator `people.selection.nothing`.",
        ),
    ),
    "condition on itself": (
        "indicator: people.selection.screening",
        "indicator: people.selection.refusals",
        (
            134,
            f"{REFUSALS}.condition.indicator",
            "`people.selection.refusals` is asked only after this indicator.",
        ),
    ),
    "a second document": (
        "  - key: after\n",
        "---\n  - key: after\n",
        (64, "document", "A second document starts here."),
    ),
}


def found_in(text):
    with pytest.raises(DefinitionErrors) as caught:
        read(text, "file.yaml")
    return [(error.line, error.path, error.message) for error in caught.value.errors]


@pytest.mark.parametrize("name", FAULTS)
def test_read_reports_every_fault_where_it_stands(sample_text, name):
    old, new, *expected = FAULTS[name]
    assert sample_text.count(old) >= 1

    found = found_in(sample_text.replace(old, new, 1))

    assert found == expected
