"""Agreement among the respondents of one party (rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from .errors import ScoringError

FEWEST = 3


@dataclass(frozen=True)
class Agreement:
    """How far n raw values agree; r_wg and AD only from three, the spread (min, max) from one."""

    n: int
    r_wg: float | None
    ad: float | None
    spread: tuple[float, float] | None


def agreement(values: Sequence[float], options: int) -> Agreement:
    """Return r_wg = 1 - s² / ((A² - 1) / 12), never under 0, and AD = Σ|x - mean| / n.

    s² is the sample variance and A the number of options. r_wg is 1 and AD is 0 when all
    agree; AD is in the units of the scale. James, Demaree and Wolf (1984); Burke, Finkelstein
    and Dusig (1999).
    """
    if options < 2:
        raise ScoringError(f"a scale of {options!r} options cannot show agreement")
    ordered = sorted(float(value) for value in values)
    n = len(ordered)
    spread = (ordered[0], ordered[-1]) if ordered else None
    if n < FEWEST:
        return Agreement(n, None, None, spread)
    mean = fsum(ordered) / n
    variance = fsum((value - mean) ** 2 for value in ordered) / (n - 1)
    expected = (options**2 - 1) / 12
    deviation = fsum(abs(value - mean) for value in ordered) / n
    return Agreement(n, max(0.0, 1.0 - variance / expected), deviation, spread)
