"""The product's settings, in a folder of their own, with plain static files and a fast hasher."""

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory(prefix="relationship-assessment-")
os.environ.setdefault("DATA_DIR", _FOLDER.name)

from impactsourcing.settings import *  # noqa: E402, F403
from impactsourcing.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, so that threads can race for it
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
(DATA_DIR / "static").mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
