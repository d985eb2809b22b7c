"""Import an assessment document from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organisation
from assessments.documents import DocumentErrors, decode, read
from assessments.services.documents import check_document, import_document


class Command(BaseCommand):
    help = "Import an assessment document, YAML or JSON; with an error in it nothing is changed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--owner",
            metavar="ORGANISATION",
            help="name or id of the organisation it becomes an own relationship of",
        )
        parser.add_argument("--close", action="store_true", help="close the assessment as well")
        parser.add_argument("--check", action="store_true", help="look for errors, change nothing")

    def handle(self, *, file, owner, close, check, **options):
        organisation = self.organisation(owner) if owner else None
        try:
            reading = read(decode(file.read_bytes(), str(file)), str(file))
            if check:
                check_document(reading=reading, owner=organisation)
                self.stdout.write(f"{file} fits.")
                return
            assessment = import_document(reading=reading, owner=organisation, close=close)
        except (OSError, DocumentErrors) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{assessment}: {assessment.pk}")
        if reading.content.left_out:
            self.stderr.write(reading.content.left_out)

    def organisation(self, name_or_id) -> Organisation:
        found = [one for one in Organisation.objects.all() if name_or_id in (one.name, str(one.pk))]
        if len(found) != 1:
            raise CommandError(f"{len(found)} organisations are called {name_or_id}: give an id.")
        return found[0]
