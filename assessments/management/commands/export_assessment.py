"""Write an assessment as a document."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from assessments.documents import write, write_json
from assessments.models import Assessment
from assessments.queries.documents import document_of


class Command(BaseCommand):
    help = "Write an assessment with its submitted responses and scores as a document."

    def add_arguments(self, parser):
        parser.add_argument("assessment", help="the id in the assessment's address")
        parser.add_argument("--json", action="store_true", help="JSON instead of YAML")
        parser.add_argument("--output", "-o", type=Path, help="a file instead of standard output")

    def handle(self, *, assessment, json, output, **options):
        try:
            found = Assessment.objects.with_place().get(pk=assessment)
        except (Assessment.DoesNotExist, ValidationError) as error:
            raise CommandError(f"There is no assessment {assessment}.") from error
        text = (write_json if json else write)(document_of(found))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
