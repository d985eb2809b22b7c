"""Import this first: after it, models can be imported."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impactsourcing.settings")
django.setup()
