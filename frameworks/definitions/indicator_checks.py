"""The rules one indicator must keep towards the rest of its definition."""

from collections.abc import Callable, Iterator

from frameworks.definitions.errors import Problem
from frameworks.definitions.outlines import (
    Entry,
    Outline,
    mapping_at,
    mappings,
    numbers_at,
    text_at,
    texts_at,
)


def check_indicator(entry: Entry, found: Outline) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule(entry, found)


def _key(entry: Entry, found: Outline) -> Iterator[Problem]:
    key = text_at(entry.raw, "key")
    start, _, last = (key or "").rpartition(".")
    if key is not None and (start != entry.prefix or not last):
        yield Problem(
            (*entry.place, "key"),
            f"The key `{key}` does not say where the indicator stands.",
            f"Begin it with `{entry.prefix}.` and end it with one word of its own.",
        )


def _provenance(entry: Entry, found: Outline) -> Iterator[Problem]:
    raw, place = mapping_at(entry.raw, "provenance"), (*entry.place, "provenance")
    kind, source = text_at(raw, "kind"), text_at(raw, "source")
    if source is not None and source not in found.sources:
        yield Problem(
            (*place, "source"),
            f"The source `{source}` is not listed.",
            "Add it under `sources`, or name one that is there.",
        )
    if kind == "model" and not source and not entry.element_source:
        yield Problem(
            place,
            "Nothing says which model this comes from.",
            "Add `source` here or on the element.",
        )
    if kind == "finding" and not raw.get("id"):
        yield Problem(place, "A finding needs its id.", "Add `id`, for example `id: M08`.")
    if kind == "extension" and not raw.get("reason"):
        yield Problem(
            place,
            "An extension needs its reason.",
            "Add `reason`: why we ask this, in a sentence.",
        )


def _asked(entry: Entry, found: Outline) -> Iterator[Problem]:
    dyads, asked = texts_at(entry.raw, "dyads"), texts_at(entry.raw, "asked_of")
    for name in ("dyads", "asked_of"):
        values = texts_at(entry.raw, name)
        if len(set(values)) < len(values):
            yield Problem((*entry.place, name), "A value stands here twice.", "Keep it once.")
    involved = {role for dyad in dyads for role in dyad.split("--")}
    for role in asked:
        if dyads and role not in involved:
            yield Problem(
                (*entry.place, "asked_of"),
                f"The {role} belongs to none of the dyads named, so would never be asked.",
                "Add the dyad, or take the role out.",
            )
    for worded in mapping_at(entry.raw, "text_by_party"):
        if asked and worded not in asked:
            yield Problem(
                (*entry.place, "text_by_party", str(worded)),
                f"The {worded} is not asked, so this wording would never be seen.",
                "Add the role to `asked_of`, or remove the wording.",
            )


def _scale(entry: Entry, found: Outline) -> Iterator[Problem]:
    if entry.raw.get("response", "scale") != "scale":
        return
    scale = text_at(entry.raw, "scale")
    if scale is None:
        if entry.raw.get("scale") is None:
            yield Problem(
                entry.place,
                "`scale` is missing.",
                "Name one of the scales, or add a scale.",
            )
        return
    if scale not in found.scales:
        yield Problem(
            (*entry.place, "scale"),
            f"The scale `{scale}` is not listed.",
            "Add it under `scales`, or name one that is there.",
        )
        return
    yield from _levels(entry, found.scales[scale], scale)


def _levels(entry: Entry, values: list[int], scale: str) -> Iterator[Problem]:
    levels, place = mapping_at(entry.raw, "levels"), (*entry.place, "levels")
    missing = [str(value) for value in values if value not in levels]
    if missing:
        yield Problem(
            place if "levels" in entry.raw else entry.place,
            f"No description of level {', '.join(missing)}.",
            "Describe every level: what one would see there.",
        )
    for level in levels:
        if isinstance(level, int) and level not in values:
            yield _no_such_level((*place, level), level, scale)
    for where, raw in mappings(entry.raw.get("recommend"), (*entry.place, "recommend")):
        for level in numbers_at(raw, "levels"):
            if level not in values:
                yield _no_such_level((*where, "levels"), level, scale)


def _no_such_level(place: tuple[str | int, ...], level: int, scale: str) -> Problem:
    return Problem(
        place,
        f"Level {level} is not on the scale `{scale}`.",
        "Use a level of the scale, or add the level to it.",
    )


def _recommend_once(entry: Entry, found: Outline) -> Iterator[Problem]:
    seen: set[int] = set()
    for where, raw in mappings(entry.raw.get("recommend"), (*entry.place, "recommend")):
        levels = set(numbers_at(raw, "levels"))
        for level in sorted(levels & seen):
            yield Problem(
                (*where, "levels"),
                f"Level {level} has two recommendations.",
                "Name each level in one recommendation.",
            )
        seen |= levels


def _not_applicable(entry: Entry, found: Outline) -> Iterator[Problem]:
    raw, place = (
        mapping_at(entry.raw, "not_applicable"),
        (*entry.place, "not_applicable"),
    )
    if raw.get("allowed") is True and not raw.get("when"):
        yield Problem(
            place,
            "“Not applicable” is allowed, but not when.",
            "Add `when`: in which case this does not apply.",
        )
    if raw.get("allowed") is False and raw.get("when"):
        yield Problem(
            (*place, "when"),
            "“Not applicable” is not allowed, yet `when` says in which case.",
            "Remove `when`, or write `allowed: true`.",
        )


def _condition(entry: Entry, found: Outline) -> Iterator[Problem]:
    wanted = text_at(mapping_at(entry.raw, "condition"), "indicator")
    if wanted is None:
        return
    place = (*entry.place, "condition", "indicator")
    own = found.positions.get(text_at(entry.raw, "key") or "", len(found.positions))
    if wanted not in found.positions:
        remedy = "Name the key of an indicator in this file."
        yield Problem(place, f"There is no indicator `{wanted}`.", remedy)
    elif found.positions[wanted] >= own:
        remedy = "Name an indicator that stands earlier, or move this one down."
        yield Problem(place, f"`{wanted}` is asked only after this indicator.", remedy)


Rule = Callable[[Entry, Outline], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    _key,
    _provenance,
    _asked,
    _scale,
    _recommend_once,
    _not_applicable,
    _condition,
)
