"""Who may change frameworks."""

FRAMEWORK_EDITOR = "framework-editor"


def may_edit_frameworks(user) -> bool:
    return user.is_authenticated and user.has_platform_role(FRAMEWORK_EDITOR)
