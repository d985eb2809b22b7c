"""Every check in one go: style, types, imports, settings, and the tests on two databases."""

import os
import secrets
import subprocess
import sys
import tempfile
import time

from postgresql import postgresql

CI = os.environ.get("CI", "").lower() in {"1", "true"}
PYTHON = sys.executable
BIN = os.path.dirname(PYTHON)
PYTEST = [PYTHON, "-m", "pytest", "-n", os.environ.get("TEST_WORKERS", "auto")]
PYTEST += ["--dist", "loadgroup"]


def production() -> dict[str, str]:
    """Return what a real installation sets, for the checks that judge it."""
    return {
        "PRODUCTION": "1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "assessment.example.org",
    }


def static_checks() -> list[tuple[str, list[str], dict[str, str]]]:
    manage = [PYTHON, "manage.py"]
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    return [
        ("style", [f"{BIN}/ruff", "check", "--quiet", "."], {}),
        ("format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."], {}),
        ("import direction", [f"{BIN}/lint-imports", "--no-logo"], {}),
        ("types of the pure modules", [PYTHON, "-m", "mypy", "--no-error-summary"], {}),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], {}),
        ("settings for production", [*manage, *deploy], production()),
    ]


def run(name: str, command: list[str], extra: dict[str, str], *, quiet: bool) -> bool:
    """Run one check; a quiet one shows its output only when it fails."""
    started = time.monotonic()
    print(f"-- {name}", end=" " if quiet else "\n", flush=True)
    done = subprocess.run(
        command,
        env=os.environ | extra,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
    )
    if quiet:
        print("ok" if done.returncode == 0 else "FAILED", f"({time.monotonic() - started:.1f} s)")
        if done.returncode:
            print(done.stdout)
    return done.returncode == 0


def missing(name: str) -> bool:
    """Say loudly that a check was left out; in CI that is a failure."""
    print(f"\n!! NOT CHECKED: {name}\n", flush=True)
    return not CI


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, command, extra in static_checks():
            if not run(name, command, {"DATA_DIR": folder, **extra}, quiet=True):
                failed.append(name)
    if not run("tests on SQLite", PYTEST, {"DATABASE_URL": ""}, quiet=False):
        failed.append("tests on SQLite")
    with postgresql() as address:
        name = "tests on PostgreSQL"
        command = [*PYTEST, "-m", "database and not browser and not sqlite"]
        if address is None:
            passed = missing(f"{name}: install a server, or set TEST_DATABASE_URL")
        else:
            passed = run(name, command, {"DATABASE_URL": address}, quiet=False)
        if not passed:
            failed.append(name)
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
