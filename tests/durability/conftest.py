"""A server on the test's own database, so that what it acknowledges can be looked up in it."""

import pytest
from django.db import connection

from tests.durability.writers import Writer
from tests.servers import database_address, serve


@pytest.fixture
def server(transactional_db, tmp_path):
    """Yield the address of four gunicorn workers on the database of this test."""
    address = database_address(connection)
    with serve(workers=4, log=tmp_path / "log", DATABASE_URL=address) as url:
        yield url


@pytest.fixture
def writer(server, owner, sign_in):
    """Return a function that gives one more connection to the server, signed in as the owner."""
    session = sign_in(owner).cookies["sessionid"].value
    return lambda: Writer(server, session)
