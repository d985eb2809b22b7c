"""Give somebody a platform role, or take it away."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import PlatformRole, User
from accounts.services import grant_platform_role, revoke_platform_role


class Command(BaseCommand):
    help = "Give the person with this e-mail address a platform role, or take it away."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=PlatformRole.Role.values)
        parser.add_argument("--revoke", action="store_true", help="take the role away")

    def handle(self, *, email, role, revoke, **options):
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody here signs in with {email}.") from error
        change = revoke_platform_role if revoke else grant_platform_role
        is_changed = change(user=user, role=role)
        holds = "does not hold" if revoke else "holds"
        when = "now" if is_changed else "already"
        self.stdout.write(f"{user.email} {when} {holds} the role {role}.")
