"""What is wrong in a definition file, where it stands and what to do about it."""

from dataclasses import dataclass

Step = str | int
Place = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a place in the document; its line is looked up unless it is given."""

    place: Place
    message: str
    remedy: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class DefinitionError:
    file: str
    line: int
    path: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message} {self.remedy}"


class DefinitionErrors(ValueError):
    """Everything that is wrong in one file, in the order of its lines."""

    def __init__(self, errors: tuple[DefinitionError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


def path_of(place: Place) -> str:
    """Return `stages[0].elements[1].key`; the document itself is `document`."""
    path = ""
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".") or "document"
