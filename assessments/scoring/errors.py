"""The one error of the scoring core."""


class ScoringError(ValueError):
    """Refuse input that cannot be scored; the message names the thing at fault."""
