"""Read a definition file; every fault of the file is reported in one go."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from pydantic import ValidationError

from frameworks.definitions.checks import check
from frameworks.definitions.errors import (
    DefinitionError,
    DefinitionErrors,
    Place,
    Problem,
    path_of,
)
from frameworks.definitions.nodes import MAX_NODES, Document, Lines, Unreadable, compose
from frameworks.definitions.remedies import is_consequence, problem_of
from frameworks.definitions.shapes import Definition, Shape

MAX_BYTES = 2 * 1024 * 1024
NOT_TEXT = ("A character here is not text.", "Save the file as UTF-8.")

S = TypeVar("S", bound=Shape)
Check = Callable[[dict[object, object]], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be before it is refused."""

    size: int = MAX_BYTES
    nodes: int = MAX_NODES


@dataclass(frozen=True, slots=True)
class Reading(Generic[S]):
    """What a file says, and the line of each place in it."""

    content: S
    name: str
    lines: Lines

    def errors(self, problems: Iterable[Problem]) -> DefinitionErrors:
        """Return problems found later, placed in the file."""
        return DefinitionErrors(_located(problems, self.lines, self.name))


def decode(data: bytes, name: str, limits: Limits = Limits()) -> str:
    """Return the text of a file; raise DefinitionErrors when it is too large or not UTF-8."""
    if len(data) > limits.size:
        raise _refused(name, _too_large(limits))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(name, Unreadable(line, *NOT_TEXT)) from error


def read(text: str, name: str) -> Definition:
    """Return the definition in `text`; raise DefinitionErrors naming the file `name`."""
    return read_as(Definition, text, name, check=check).content


def read_as(
    shape: type[S], text: str, name: str, *, check: Check, limits: Limits = Limits()
) -> Reading[S]:
    """Return what `text` says in the given shape; raise DefinitionErrors naming every fault."""
    try:
        document = _compose(text, limits)
    except Unreadable as error:
        raise _refused(name, error) from error
    content, problems = _shaped(shape, document, check)
    if content is None or problems:
        raise DefinitionErrors(_located(problems, document.lines, name))
    return Reading(content, name, document.lines)


def _refused(name: str, why: Unreadable) -> DefinitionErrors:
    return DefinitionErrors((DefinitionError(name, why.line, "document", why.message, why.remedy),))


def _too_large(limits: Limits) -> Unreadable:
    size = limits.size // (1024 * 1024)
    return Unreadable(1, f"The file is larger than {size} MiB.", "Check that this is the one.")


def _compose(text: str, limits: Limits) -> Document:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise Unreadable(line, *NOT_TEXT) from error
    if size > limits.size:
        raise _too_large(limits)
    return compose(text, limits.nodes)


def _shaped(shape: type[S], document: Document, check: Check) -> tuple[S | None, list[Problem]]:
    problems = list(document.problems)
    if not isinstance(document.value, dict):
        (kind,) = get_args(shape.model_fields["document"].annotation)
        message = f"This is not a {shape.__name__.lower()}."
        return None, [*problems, Problem((), message, f"Begin with `document: {kind}`.")]
    content = None
    try:
        # As JSON, because strict mode then takes lists for tuples and words for choices.
        content = shape.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems.extend(problem_of(each) for each in found if not is_consequence(each))
    problems.extend(check(document.value))
    return content, problems


def _located(problems: Iterable[Problem], lines: Lines, name: str) -> tuple[DefinitionError, ...]:
    errors = {_at(problem, lines, name): None for problem in problems}
    return tuple(sorted(errors, key=lambda error: (error.line, error.path, error.message)))


def _at(problem: Problem, lines: Lines, name: str) -> DefinitionError:
    place = problem.place
    if place not in lines.of:
        place = _with_whole_numbers(place)
    line = problem.line or lines.line(place)
    return DefinitionError(name, line, path_of(problem.place), problem.message, problem.remedy)


def _with_whole_numbers(place: Place) -> Place:
    """Return the place with level values as the numbers they were in the file."""
    return tuple(
        int(step) if isinstance(step, str) and step.isdecimal() else step for step in place
    )
