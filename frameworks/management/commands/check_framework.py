"""Check a framework definition without loading it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from frameworks.definitions import DefinitionErrors, decode, read, write


class Command(BaseCommand):
    help = "Report every error of a definition file with line, path and remedy."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--write", action="store_true", help="rewrite it in canonical form")

    def handle(self, *, file, **options):
        try:
            text = decode(file.read_bytes(), str(file))
            definition = read(text, str(file))
        except (OSError, DefinitionErrors) as error:
            raise CommandError(str(error), returncode=1) from error
        canonical = write(definition)
        if options["write"]:
            file.write_text(canonical, encoding="utf-8")
        elif text != canonical:
            self.stdout.write("Not in canonical form; --write rewrites it (comments are lost).")
        count = sum(1 for _ in definition.indicators())
        self.stdout.write(f"{definition.name}, version {definition.number}: {count} indicators.")
