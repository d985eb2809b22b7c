"""Say in plain words what a shape refused, and what to write instead."""

from pydantic_core import ErrorDetails

from frameworks.definitions.errors import Place, Problem

REMEDIES = {
    "string_type": (
        "This must be text.",
        "Write words; put numbers, dates, yes and no in quotes.",
    ),
    "string_too_short": (
        "This is empty.",
        "Write something, or remove it if it may be left out.",
    ),
    "int_type": (
        "This must be a whole number.",
        "Write it without quotes, for example 3.",
    ),
    "int_from_float": ("This must be a whole number.", "Write it without a fraction."),
    "int_parsing": (
        "This must be a whole number.",
        "Write it without quotes, for example 3.",
    ),
    "float_type": ("This must be a number.", "Write it without quotes, for example 1."),
    "float_parsing": (
        "This must be a number.",
        "Write it without quotes, for example 1.",
    ),
    "date_type": ("This must be a date.", "Write year, month and day: 2011-05-31."),
    "date_parsing": ("This must be a date.", "Write year, month and day: 2011-05-31."),
    "date_from_datetime_parsing": (
        "This must be a date.",
        "Write year, month and day: 2011-05-31.",
    ),
    "date_from_datetime_inexact": (
        "This must be a date without a time.",
        "Write year, month and day: 2011-05-31.",
    ),
    "finite_number": (
        "This must be a finite number.",
        "Write it in digits, for example 1.",
    ),
    "bool_type": ("This must be true or false.", "Write true or false without quotes."),
    "bool_parsing": (
        "This must be true or false.",
        "Write true or false without quotes.",
    ),
    "tuple_type": (
        "This must be a list.",
        "Write [a, b], or one item a line after a dash.",
    ),
    "model_type": (
        "This must be a group of `key: value` lines.",
        "Indent the keys below it.",
    ),
    "mapping_type": (
        "This must be a group of `key: value` lines.",
        "Indent the keys below it.",
    ),
    "dict_type": (
        "This must be a group of `key: value` lines.",
        "Indent the keys below it.",
    ),
}


def is_consequence(error: ErrorDetails) -> bool:
    """Say whether a list is only too short because its items, reported too, were refused."""
    if error["type"] != "too_short":
        return False
    wanted: int = error.get("ctx", {}).get("min_length", 0)
    return len(error["input"]) >= wanted


def problem_of(error: ErrorDetails) -> Problem:
    """Return the problem a shape found, at the place where it stands."""
    place = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if kind in REMEDIES:
        return Problem(place, *REMEDIES[kind])
    if kind == "missing":
        return Problem(place, f"`{place[-1]}` is missing.", f"Add `{place[-1]}`.")
    if kind == "extra_forbidden":
        return Problem(place, f"`{place[-1]}` is not known here.", "Check the spelling, or remove.")
    if kind in ("enum", "literal_error"):
        return Problem(place, f"{_shown(error)} is not one of the words.", _choices(context))
    if kind == "string_pattern_mismatch":
        return Problem(place, f"{_shown(error)} does not have the right form.", _form(place))
    return Problem(place, *_limit(error))


def _limit(error: ErrorDetails) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        low = kind == "greater_than_equal"
        return (
            f"{_shown(error)} is too {'low' if low else 'high'}.",
            f"Write {bound:g} or {'more' if low else 'less'}.",
        )
    if kind == "string_too_long":
        return ("This is too long.", f"Keep it to {context['max_length']} characters.")
    if kind == "too_short":
        return ("Too few items.", f"List at least {context['min_length']}.")
    return (f"{error['msg']}.", "Compare with a shipped file.")


def _shown(error: ErrorDetails) -> str:
    shown = str(error["input"])
    return f"`{shown[:60]}…`" if len(shown) > 60 else f"`{shown}`"


def _choices(context: dict[str, object]) -> str:
    return f"Write {str(context.get('expected', '')).replace(chr(39), '`')}."


def _form(place: Place) -> str:
    if place[-1] == "number":
        return 'Write digits and points in quotes, for example "1" or "1.2".'
    if place[-1] == "id":
        return "Write a capital letter and two digits, for example M08."
    if place[-1] == "key" and "indicators" in place:
        return "Write small letters, digits and hyphens, parts joined by points: element.word."
    return "Write small letters and digits joined by hyphens, for example due-diligence."
