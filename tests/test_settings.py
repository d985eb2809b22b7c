"""What the settings refuse, and what they turn on for a real installation."""

import json
import os
import subprocess
import sys

import pytest

from tests.servers import ROOT

PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "assessment.example.org",
    "DEBUG": "",
}
NAMES = [
    "ALLOWED_HOSTS",
    "CSRF_COOKIE_SECURE",
    "DEBUG",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
]
READ = f"""
import json
from impactsourcing import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""


def read_settings(folder, code=READ, **environment):
    """Run `code` in a fresh process with these settings; return what it says, or its error."""
    known = {key: value for key, value in os.environ.items() if key not in PRODUCTION}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=known | {"DATA_DIR": str(folder)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.stdout if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def test_production_is_https_only_with_secure_cookies(tmp_path):
    assert json.loads(read_settings(tmp_path, **PRODUCTION)) == {
        "ALLOWED_HOSTS": ["assessment.example.org"],
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to at least 50 random characters."),
        ({"SECRET_KEY": "short"}, "Set SECRET_KEY to at least 50 random characters."),
        ({"ALLOWED_HOSTS": " , "}, "Set ALLOWED_HOSTS to the names this site answers to."),
        ({"DEBUG": "1"}, "DEBUG shows private data: unset it in production."),
        ({"PRODUCTION": "perhaps"}, "PRODUCTION must be 1 or 0, not 'perhaps'."),
        ({"CONN_MAX_AGE": "long"}, "CONN_MAX_AGE must be a whole number, not 'long'."),
    ],
)
def test_unsafe_or_unclear_settings_are_refused(tmp_path, change, reason):
    refusal = read_settings(tmp_path, **(PRODUCTION | change))

    assert refusal == f"django.core.exceptions.ImproperlyConfigured: {reason}"


def test_local_secret_key_is_made_once_and_private(tmp_path):
    code = "from impactsourcing import settings; print(settings.SECRET_KEY)"

    first, second = read_settings(tmp_path, code), read_settings(tmp_path, code)

    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_sqlite_waits_for_its_turn_and_writes_to_disk(tmp_path):
    code = "from impactsourcing import settings; print(settings.DATABASES['default']['OPTIONS'])"

    assert eval(read_settings(tmp_path, code, DATABASE_URL="")) == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
