"""Write a framework version to the standard output."""

from django.core.management.base import BaseCommand, CommandError

from frameworks.definitions import write
from frameworks.models import FrameworkVersion


class Command(BaseCommand):
    help = "Write a framework version as a definition file; without a number, the newest published."

    def add_arguments(self, parser):
        parser.add_argument("key")
        parser.add_argument("--number")

    def handle(self, *, key, number, **options):
        versions = FrameworkVersion.objects.filter(framework__key=key)
        versions = versions.filter(number=number) if number else versions.published()
        version = versions.order_by("-published_at").first()
        if version is None:
            wanted = f"version {number}" if number else "published version"
            raise CommandError(f"There is no {wanted} of a framework with the key {key}.")
        self.stdout.write(write(version.definition), ending="")
