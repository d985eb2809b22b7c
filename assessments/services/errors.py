"""What can stand in the way of a change, each with a sentence for the person who asked."""


class AssessmentError(Exception):
    """Something forbids the change; the text says what, and what to do."""


class AssessmentClosed(AssessmentError):
    def __init__(self):
        super().__init__(
            "This assessment is closed, so its answers can no longer change. "
            "A manager can reopen it."
        )


class StageSubmitted(AssessmentError):
    def __init__(self):
        super().__init__(
            "This stage has been submitted. Take the submission back to change its answers."
        )


class StageIncomplete(AssessmentError):
    def __init__(self, missing):
        self.missing = missing
        super().__init__(
            f"{missing} question{'' if missing == 1 else 's'} of this stage "
            f"{'has' if missing == 1 else 'have'} no answer yet. Answer them, or say that you "
            "want to submit without them."
        )


class StaleResponse(AssessmentError):
    """Somebody saved this answer meanwhile; `current` is what stands now."""

    def __init__(self, current):
        self.current = current
        super().__init__("Somebody else changed this answer meanwhile. Choose which one to keep.")


class KeyReused(AssessmentError):
    """The key of this save was already used for another one."""

    def __init__(self):
        super().__init__("This save was already used for another answer. Load the page again.")


class NotReady(AssessmentError):
    """The world is not in the state this change needs."""
