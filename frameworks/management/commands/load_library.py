"""Load the definitions that ship with the product."""

from django.core.management.base import BaseCommand, CommandError

from frameworks.definitions import DefinitionErrors
from frameworks.errors import FrameworkRefused
from frameworks.services import load_library


class Command(BaseCommand):
    help = "Load and publish every shipped definition; what is already there stays as it is."

    def handle(self, **options):
        try:
            versions = load_library()
        except (DefinitionErrors, FrameworkRefused) as error:
            raise CommandError(str(error)) from error
        for version in versions:
            self.stdout.write(f"{version}: {version.status}")
