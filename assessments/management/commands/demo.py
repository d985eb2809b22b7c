"""Set up the demonstration and serve it on this machine."""

import os
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from accounts.models import User
from assessments.documents import DocumentErrors
from assessments.services import demonstration
from frameworks.definitions import DefinitionErrors
from frameworks.errors import FrameworkRefused
from frameworks.services import load_library

HOST = "127.0.0.1"
IGNORED = ["CVS", ".*", "*~"]


class Command(BaseCommand):
    help = (
        "Make the demonstration in an empty database, print who can sign in, and serve it here. "
        "DEMO_PASSWORD sets the password of everybody; without it they are random."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="set up only")

    def handle(self, *, port, no_serve, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration has known sign-ins: unset PRODUCTION to run it.")
        if not no_serve:
            check_port(port)
        self.refuse_foreign_database()
        call_command("migrate", verbosity=0, interactive=False)
        new = self.set_up()
        self.announce(new, None if no_serve else port)
        if not no_serve:
            serve(port)

    def refuse_foreign_database(self):
        if User._meta.db_table not in connection.introspection.table_names():
            return
        found = demonstration.foreign_things()
        if found:
            raise CommandError(
                f"This database holds more than the demonstration: {', '.join(found)}. "
                "Nothing was changed. Set DATA_DIR to an empty folder, or DATABASE_URL to an "
                "empty database."
            )

    def set_up(self) -> dict[str, str]:
        """Bring in everything that is missing; return the passwords that were set."""
        collect_static()
        try:
            load_library()
            demonstration.load_cases()
        except (OSError, DefinitionErrors, DocumentErrors, FrameworkRefused) as error:
            raise CommandError(str(error)) from error
        new = demonstration.make_people(password=os.environ.get("DEMO_PASSWORD", ""))
        demonstration.open_own_relationship()
        return new

    def announce(self, new: dict[str, str], port: int | None):
        rows = [("Sign in with", "Password", "Who that is")]
        rows += [
            (seat.email, new.get(seat.email, "as before"), seat.description)
            for seat in demonstration.SEATS
        ]
        widths = [max(len(row[place]) for row in rows) + 2 for place in (0, 1)]
        for email, password, who in rows:
            self.stdout.write(f"{email.ljust(widths[0])}{password.ljust(widths[1])}{who}")
        self.stdout.write("")
        if len(new) < len(demonstration.SEATS):
            self.stdout.write(
                "Passwords stay as they were. To set them all anew, start it again with "
                "DEMO_PASSWORD=… in front of the command."
            )
        elif not os.environ.get("DEMO_PASSWORD"):
            self.stdout.write("These passwords are shown only now.")
        if port is None:
            self.stdout.write("The demonstration is ready.")
        else:
            self.stdout.write(f"The demonstration is at http://{HOST}:{port}/ until Ctrl-C.")
        self.stdout.flush()


def port_number(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def check_port(port: int) -> None:
    """Raise CommandError when the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). "
                "Stop what runs there, or choose another with --port."
            ) from error


def collect_static() -> None:
    """Gather the static files where pages look for them, unless they are there already."""
    if isinstance(staticfiles_storage, ManifestFilesMixin) and not is_static_fresh():
        call_command("collectstatic", verbosity=0, interactive=False)


def is_static_fresh() -> bool:
    manifest = Path(settings.STATIC_ROOT, staticfiles_storage.manifest_name)
    if not manifest.exists():
        return False
    found = [item for finder in get_finders() for item in finder.list(IGNORED)]
    newest = max(Path(storage.path(name)).stat().st_mtime for name, storage in found)
    is_complete = {name for name, _ in found} <= set(staticfiles_storage.hashed_files)
    return is_complete and newest < manifest.stat().st_mtime


class Server(BaseApplication):
    """One process with several threads, on this machine only."""

    def __init__(self, port: int):
        self.port = port
        super().__init__()

    def load_config(self):
        chosen = {
            "bind": f"{HOST}:{self.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": 8,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()


def serve(port: int) -> None:
    """Serve until interrupted; connections are not carried into the serving process."""
    connections.close_all()
    Server(port).run()
