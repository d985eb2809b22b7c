"""Make a person who can sign in."""

import os
import secrets
import sys
import uuid
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Membership, Organisation, PlatformRole
from accounts.services import (
    EmailTaken,
    add_member,
    create_organisation,
    grant_platform_role,
    register_user,
)


class Command(BaseCommand):
    help = (
        "Make a person who can sign in. The password is USER_PASSWORD from the environment, or "
        "asked for at a terminal, or else a random one that is printed once."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--manager-of",
            metavar="ORGANISATION",
            help="name or id; a name nobody has yet makes a new organisation",
        )
        parser.add_argument(
            "--platform-role", action="append", default=[], choices=PlatformRole.Role.values
        )

    @transaction.atomic
    def handle(self, *, email, name, manager_of, platform_role, **options):
        password, is_random = self.password()
        try:
            user = register_user(email=email, name=name, password=password)
        except EmailTaken as error:
            raise CommandError(f"Somebody already signs in with {email}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if manager_of:
            self.make_manager(user, manager_of)
        for role in platform_role:
            grant_platform_role(user=user, role=role)
        self.stdout.write(f"{user.email} can sign in.")
        if is_random:
            self.stdout.write(f"Password, shown only now: {password}")

    def password(self) -> tuple[str, bool]:
        """Return a password and whether it was made up here."""
        given = os.environ.get("USER_PASSWORD", "")
        if not given and sys.stdin.isatty():
            given = getpass("Password (leave empty for a random one): ")
        return (given, False) if given else (secrets.token_urlsafe(15), True)

    def make_manager(self, user, name_or_id):
        found = self.organisations(name_or_id)
        if len(found) > 1:
            raise CommandError(f"{len(found)} organisations are called {name_or_id}: give an id.")
        if found:
            add_member(organisation=found[0], user=user, role=Membership.Role.MANAGER)
        else:
            create_organisation(name=name_or_id, by=user)

    def organisations(self, name_or_id) -> list[Organisation]:
        try:
            wanted = uuid.UUID(name_or_id)
        except ValueError:
            return list(Organisation.objects.filter(name__iexact=name_or_id))
        found = list(Organisation.objects.filter(pk=wanted))
        if not found:
            raise CommandError(f"There is no organisation with the id {wanted}.")
        return found
