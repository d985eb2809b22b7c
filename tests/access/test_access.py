"""Walk every address as everybody, and compare with the table."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access.conftest import ROLES
from tests.access.world import SECRETS

REFUSED = {302, 401, 403, 404, 405}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICIES = {"same-origin", "strict-origin"}


@dataclass(frozen=True)
class Row:
    address: str
    object: str
    method: str
    expected: tuple[str, ...]

    def __str__(self):
        return f"{self.method} {self.address} {self.object}"


def read_table():
    text = (Path(__file__).parent / "table.txt").read_text()
    for line in text.splitlines():
        cells = line.split()
        if cells and not line.startswith("#"):
            yield Row(*cells[:3], tuple(cells[3:]))


def addresses(patterns=None, namespace=""):
    """Yield the name of every address of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


TABLE = list(read_table())


@contextmanager
def undone():
    """Take back whatever is changed in the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def exhaust(answer):
    """Read a streamed answer to its end, which closes the file behind it."""
    if answer.streaming:
        b"".join(answer.streaming_content)


def outcome(answer):
    """Return the answer's status in the words of the table."""
    if answer.status_code == 302 and answer.url.startswith(reverse(settings.LOGIN_URL) + "?next="):
        return "login"
    return str(answer.status_code)


def test_every_address_has_a_row():
    assert sorted({row.address for row in TABLE}) == sorted(set(addresses()))


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_address_answers_each_role_as_the_table_says(row, world, browsers):
    path = reverse(row.address, args=world.objects[row.object])
    found, leaks, unsafe = {}, {}, {}
    for role in ROLES:
        content = world.payload(row.address, role) if row.method == "POST" else None
        with undone():
            answer = getattr(browsers[role], row.method.lower())(path, content)
        exhaust(answer)
        found[role] = outcome(answer)
        if secrets := leaked(answer):
            leaks[role] = secrets
        if problems := unsafe_headers(answer):
            unsafe[role] = problems

    assert found == dict(zip(ROLES, row.expected, strict=True))
    assert leaks == {}
    assert unsafe == {}


def leaked(answer):
    """Return the planted secrets that a refusal gives away."""
    if answer.status_code not in REFUSED:
        return []
    text = answer.content.decode() + str(answer.headers)
    return [secret for secret in SECRETS if secret in text]


def unsafe_headers(answer):
    """Return what is missing among the headers that every answer carries."""
    wrong = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    strict = "default-src 'self'" in policy or "default-src 'none'" in policy
    if not strict or "unsafe" in policy:
        wrong.append("Content-Security-Policy")
    if answer.headers.get("Referrer-Policy") not in POLICIES:
        wrong.append("Referrer-Policy")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_done_without_the_token_of_the_form(world, role, people, anonymous, sign_in):
    browser = sign_in(people.get(role, anonymous), enforce_csrf_checks=True)
    done = {}
    for row in TABLE:
        path = reverse(row.address, args=world.objects[row.object])
        for method in ("post", "put", "patch", "delete"):
            with undone():
                answer = getattr(browser, method)(path)
            exhaust(answer)
            done[str(row), method] = answer.status_code

    assert {key: status for key, status in done.items() if status != 403} == {}


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_nothing_is_changed_by_other_methods_than_post(world, browsers, method):
    changed, broken = {}, {}
    for row in TABLE:
        path = reverse(row.address, args=world.objects[row.object])
        with undone(), changes() as found:
            answer = getattr(browsers["owner"], method)(path)
        exhaust(answer)
        if found:
            changed[row.address, row.object] = found
        if answer.status_code >= 500:
            broken[row.address, row.object] = answer.status_code

    assert (changed, broken) == ({}, {})


@contextmanager
def changes():
    """Gather the statements that change what people have entered."""
    found = []

    def watch(execute, sql, *arguments):
        is_ours = re.match(r'(INSERT INTO|UPDATE|DELETE FROM) "(accounts|frameworks|assessm)', sql)
        if is_ours:
            found.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        yield found


def test_unknown_address_says_nothing_but_not_found(db):
    answer = Client().get("/no/such/address")

    assert answer.status_code in {302, 404}
    assert unsafe_headers(answer) == []
