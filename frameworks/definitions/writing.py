"""Write a definition as canonical YAML: one way for each content, so that files compare well."""

from collections.abc import Mapping
from enum import Enum

import yaml

from frameworks.definitions.shapes import Definition, Shape

WIDTH = 98


def write(definition: Definition) -> str:
    """Return the canonical file; reading it gives an equal definition."""
    return yaml.dump(
        document_of(definition),
        Dumper=Canonical,
        width=WIDTH,
        allow_unicode=True,
        sort_keys=False,
    )


def document_of(definition: Shape) -> dict[str, object]:
    """Return plain values in the order of the file, without what may be left out and is."""
    return _fields(definition)


def _fields(shape: Shape) -> dict[str, object]:
    names = (name for name in type(shape).model_fields if _is_written(shape, name))
    return {name: _plain(getattr(shape, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, Shape):
        return _fields(value)
    if isinstance(value, Mapping):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _is_written(shape: Shape, name: str) -> bool:
    field = type(shape).model_fields[name]
    if field.is_required() or name in shape.always_written:
        return True
    return bool(getattr(shape, name) != field.get_default(call_default_factory=True))


class Canonical(yaml.SafeDumper):
    """Block style, lists indented under their key, short lists of words on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: Canonical, data: str) -> yaml.ScalarNode:
    style = "|" if "\n" in data else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _list(dumper: Canonical, data: list[object]) -> yaml.SequenceNode:
    words = not any(isinstance(item, dict) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=words)


def _mapping(dumper: Canonical, data: dict[object, object]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=False)


Canonical.add_representer(str, _text)
Canonical.add_representer(list, _list)
Canonical.add_representer(dict, _mapping)
