"""Load a framework definition from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from frameworks.definitions import DefinitionErrors, decode
from frameworks.errors import FrameworkRefused
from frameworks.services import DRAFT, PUBLISHED, load_definition


class Command(BaseCommand):
    help = "Load a framework definition as a draft; loading the same file twice does nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish it for ever")

    def handle(self, *, file, publish, **options):
        try:
            version = load_definition(
                text=decode(file.read_bytes(), str(file)),
                name=str(file),
                status=PUBLISHED if publish else DRAFT,
            )
        except (OSError, DefinitionErrors, FrameworkRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{version}: {version.status}")
