"""What the world may forbid when a framework is changed; each says what to do."""


class FrameworkRefused(Exception):
    """A change that is not made; the message is fit for the person who asked."""


class NotAFrameworkEditor(FrameworkRefused):
    def __init__(self):
        super().__init__("Only framework editors may do this.")


class VersionIsFixed(FrameworkRefused):
    def __init__(self, version):
        super().__init__(
            f"{version} is {version.status} and cannot change. "
            "Give the file a new number to make a new version."
        )


class WrongStatus(FrameworkRefused):
    def __init__(self, version, wanted):
        super().__init__(f"{version} is {version.status}, not {wanted}.")


class ChangeNoteMissing(FrameworkRefused):
    def __init__(self, version):
        super().__init__(
            f"{version} has no change note. Add `change_note` to the file, say what is new, "
            "and load it again."
        )
