"""Changes to people and to what the platform trusts them with."""

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from accounts.managers import normalise_email
from accounts.models import PlatformRole, User


class EmailTaken(Exception):
    """Somebody already signs in with this e-mail address."""


def register_user(*, email: str, name: str, password: str) -> User:
    """Make a person who can sign in; raise ValidationError for a weak password, or EmailTaken."""
    email = normalise_email(email)
    validate_password(password, user=User(email=email, name=name))
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError as error:
        if User.objects.filter(email=email).exists():
            raise EmailTaken(email) from error
        raise


def rename_user(*, user: User, name: str) -> User:
    user.name = name
    user.save(update_fields=["name"])
    return user


def grant_platform_role(*, user: User, role: str) -> bool:
    """Give `user` a platform role; return whether that changed anything."""
    _, is_new = PlatformRole.objects.get_or_create(user=user, role=PlatformRole.Role(role))
    return is_new


def revoke_platform_role(*, user: User, role: str) -> bool:
    """Take a platform role from `user`; return whether that changed anything."""
    deleted, _ = PlatformRole.objects.filter(user=user, role=PlatformRole.Role(role)).delete()
    return bool(deleted)
