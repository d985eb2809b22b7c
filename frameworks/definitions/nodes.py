"""From YAML text to plain values that remember their lines; refuses what is too big or unclear."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.resolver import Resolver

from frameworks.definitions.errors import Place, Problem

MAX_NODES = 60_000
MAX_DEPTH = 20
MAX_BITS = 63

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float")}
STRING_TAG = "tag:yaml.org,2002:str"


class Unreadable(Exception):
    """The text cannot be read to its end; `line` is where reading stopped."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = line, message, remedy


@dataclass(slots=True)
class Lines:
    """The line of each place in the document; a key's line when the value is absent."""

    of: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest thing around it."""
        while place and place not in self.of:
            place = place[:-1]
        return self.of.get(place, 1)


@dataclass(slots=True)
class Document:
    value: object
    lines: Lines
    problems: list[Problem]


class Composer:
    """Build plain values from parser events, counting as it goes."""

    def __init__(self, text: str, max_nodes: int) -> None:
        self.max_nodes = max_nodes
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=Loader)
        self.resolver = Resolver()
        self.constructor = SafeConstructor()
        self.document = Document(None, Lines(), [])
        self.nodes = 0

    def compose(self) -> Document:
        try:
            self._read()
        except yaml.YAMLError as error:
            raise _unreadable(error) from error
        return self.document

    def _read(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.document.value = self._value(next(self.events), ())
                break
        else:
            raise Unreadable(1, "The file is empty.", "Start from a shipped file.")
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                line = _line(event)
                raise Unreadable(
                    line,
                    "A second document starts here.",
                    "Keep one document a file.",
                )

    def _value(self, event: yaml.Event, place: Place) -> object:
        self._count(event, place)
        self.document.lines.of.setdefault(place, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        raise Unreadable(_line(event), "The value ends here unfinished.", "Complete it.")

    def _count(self, event: yaml.Event, place: Place) -> None:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(line, "Aliases (*name) are not read.", "Write the value out in full.")
        if getattr(event, "anchor", None) is not None:
            raise Unreadable(line, "Anchors (&name) are not read.", "Remove the anchor.")
        self.nodes += 1
        if self.nodes > self.max_nodes:
            raise Unreadable(
                line,
                f"The file holds more than {self.max_nodes:,} values.",
                "Check that this is the right file, or split it.",
            )
        if len(place) > MAX_DEPTH:
            raise Unreadable(
                line,
                f"Values are nested more than {MAX_DEPTH} deep.",
                "Nothing needs so many levels; check brackets and indentation.",
            )

    def _mapping(self, place: Place) -> dict[object, object]:
        found: dict[object, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._count(event, place)
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Unreadable(line, "A key must be one plain word.", "Write `key: value`.")
            key = self._scalar(event)
            here = (*place, key if isinstance(key, str | int) else str(key))
            self._once(here, line, lines)
            found[key] = self._value(next(self.events), here)
        return found

    def _once(self, place: Place, line: int, lines: dict[str, int]) -> None:
        """Note the key's line; the last of two stays, and the second is reported."""
        key = str(place[-1])
        if key in lines:
            message = f"`{key}` stands here a second time, after line {lines[key]}."
            self.document.problems.append(Problem(place, message, "Keep one of the two.", line))
        lines.setdefault(key, line)
        self.document.lines.of[place] = line

    def _sequence(self, place: Place) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*place, len(found))))
        return found

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        if event.tag is not None and event.tag != STRING_TAG:
            line = _line(event)
            raise Unreadable(line, f"The tag {event.tag} is not read.", "Remove the tag.")
        tag = self.resolver.resolve(  # type: ignore[no-untyped-call]
            yaml.ScalarNode, event.value, event.implicit
        )
        if event.tag is not None or tag not in PLAIN_TAGS:
            return event.value
        node = yaml.ScalarNode(tag, event.value)
        try:
            value = self.constructor.construct_object(node)
        except (ValueError, ConstructorError):
            return event.value
        is_huge = isinstance(value, int) and value.bit_length() > MAX_BITS
        return event.value if is_huge else value


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 1


def _unreadable(error: yaml.YAMLError) -> Unreadable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    return Unreadable(
        line,
        f"This is not YAML that can be read: {problem}.",
        "Check indentation, quotes and brackets here and just above; the file may be cut off.",
    )


def compose(text: str, max_nodes: int = MAX_NODES) -> Document:
    """Return the document's plain value with the line of every place in it."""
    return Composer(text, max_nodes).compose()
