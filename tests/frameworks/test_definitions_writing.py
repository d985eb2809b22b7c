"""A definition goes out and comes back the same: as YAML, as JSON and through its schema."""

import json

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from frameworks.definitions import (
    content_hash,
    from_json,
    frozen_definition,
    json_schema,
    read,
    to_json,
    write,
)
from frameworks.services import LIBRARY


def test_write_gives_back_a_canonical_file(sample_text, sample):
    assert write(sample) == sample_text


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_definitions_are_canonical(path):
    text = path.read_text(encoding="utf-8")

    assert write(read(text, path.name)) == text


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "3",
        "2003-01-01",
        "a: b",
        "# no comment",
        "- no list",
        "'quoted' and \"double\"",
        "two\nlines",
        "two\n\nparagraphs\n  indented",
        "{curly} [square]",
        "tab\there",
        "naïve “quotes” – भारत 🌾",
        "long " * 200 + "end",
        "null",
        "*star &and !bang %per @at",
    ],
)
def test_any_words_survive_writing_and_reading(sample, words):
    changed = sample.model_copy(update={"summary": words})

    text = write(changed)

    assert read(text, "x").summary == words
    assert write(read(text, "x")) == text


def test_other_styles_of_yaml_become_the_canonical_one(sample_text, sample):
    flow = yaml.safe_dump(yaml.safe_load(sample_text), default_flow_style=True, sort_keys=False)

    assert read(flow, "x") == sample


def test_json_goes_out_and_comes_back(sample):
    content = to_json(sample)

    assert from_json(content) == sample
    assert to_json(from_json(content)) == content


def test_content_hash_changes_with_the_content_only(sample_text, sample):
    same = read(sample_text.replace("weight: 2\n", "weight: 2.0\n"), "x")
    other = read(sample_text.replace("weight: 2\n", "weight: 2.5\n"), "x")

    assert content_hash(same) == content_hash(sample)
    assert content_hash(other) != content_hash(sample)
    assert content_hash(sample).startswith("sha256:")
    assert len(content_hash(sample)) == len("sha256:") + 64


def test_frozen_definition_fetches_the_content_once(sample):
    fetched = []

    def content():
        fetched.append(1)
        return to_json(sample)

    first = frozen_definition("sha256:once", content)
    second = frozen_definition("sha256:once", content)

    assert first is second
    assert fetched == [1]


def test_definitions_are_frozen(sample):
    indicator = next(sample.indicators())

    with pytest.raises(ValidationError):
        indicator.weight = 5
    with pytest.raises(TypeError):
        indicator.levels[1] = "other"


def test_json_schema_accepts_the_sample_and_names_what_is_wrong(sample_text):
    validator = jsonschema.Draft202012Validator(json_schema())
    good = json.loads(json.dumps(yaml.safe_load(sample_text)))
    bad = json.loads(json.dumps(good))
    bad["stages"][0]["elements"][0]["weight"] = -1

    assert list(validator.iter_errors(good)) == []
    assert [list(error.path) for error in validator.iter_errors(bad)] == [
        ["stages", 0, "elements", 0, "weight"]
    ]


def test_locate_tells_stage_element_and_component(sample):
    direct = sample.locate("strategy.objectives")
    inner = sample.locate("people.selection.screening")

    assert direct.path == "before/strategy"
    assert direct.component is None
    assert inner.path == "after/people/selection"
    assert inner.component.name == "Selection"
    with pytest.raises(KeyError):
        sample.locate("people.selection.nothing")


def test_leaves_are_the_components_or_the_element_itself(sample):
    strategy = sample.stages[0].elements[0]
    people = sample.stages[1].elements[0]

    assert strategy.leaves == (strategy,)
    assert people.leaves == people.components


def test_text_and_recommendation_fit_who_answers_and_what(sample):
    screening = sample.locate("people.selection.screening").indicator

    assert screening.text_for("sub-contractor").startswith("When our people")
    assert screening.text_for("intermediary") == screening.text
    assert screening.recommendation_for(2) == "Ask about need as well."
    assert screening.recommendation_for(3) is None
    assert screening.recommendation_for(None) is None
