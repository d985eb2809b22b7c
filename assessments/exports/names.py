"""Names of wide columns that SPSS, Stata, R and pandas all take."""

import base64
import hashlib

DYADS = {"client--intermediary": "_ci", "intermediary--sub-contractor": "_is", "": ""}
STEM = 12


def variable_name(indicator: str, *, dyad_kind: str = "", number: int = 1) -> str:
    """Return at most 25 characters made from the indicator's key alone, so that no version
    changes them; `number` counts the dyads of a kind."""
    element, *rest = indicator.split(".")
    initials = "".join(word[0] for word in element.split("-"))
    parts = [initials, *(part[:3] for part in rest[:-1]), *rest[-1:]]
    stem = "_".join(parts).replace("-", "_")[:STEM].rstrip("_")
    digest = base64.b32encode(hashlib.sha256(indicator.encode()).digest()).decode().lower()[:5]
    start = "" if stem[0].isalpha() else "i"
    count = "" if number == 1 else str(number)
    return f"{start}{stem}_{digest}{DYADS[dyad_kind]}{count}"
