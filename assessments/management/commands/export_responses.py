"""Write the responses of an assessment as a table."""

import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from assessments.exports import TABLES
from assessments.models import Assessment
from assessments.queries.exports import extract_of


class Command(BaseCommand):
    help = (
        "Write what was submitted in an assessment as CSV: the long or wide table, or the codebook."
    )

    def add_arguments(self, parser):
        parser.add_argument("assessment", help="the id in the assessment's address")
        parser.add_argument("--format", choices=TABLES, default="long")
        parser.add_argument(
            "--safe", action="store_true", help="escape text a spreadsheet could run as a formula"
        )
        parser.add_argument("--output", "-o", type=Path, help="a file instead of standard output")

    def handle(self, *, assessment, output, safe, **options):
        try:
            extract = extract_of(Assessment.objects.filter(pk=assessment))
        except ValidationError as error:
            raise CommandError(f"{assessment} is not an id.") from error
        if not extract.assessments:
            raise CommandError(f"There is no assessment {assessment}.")
        chunks = TABLES[options["format"]](extract).chunks(safe=safe)
        try:
            self.write(chunks, output)
        except OSError as error:
            raise CommandError(str(error)) from error

    def write(self, chunks, output):
        if output is None:
            for chunk in chunks:
                self.bytes_out().write(chunk)
            return
        with output.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)

    def bytes_out(self):
        """Return standard output for bytes, so that CRLF stays CRLF."""
        wrapped = getattr(self.stdout, "_out", sys.stdout)
        return getattr(wrapped, "buffer", sys.stdout.buffer)
