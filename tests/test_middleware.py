"""What holds for every request and every answer."""

import pytest


@pytest.mark.parametrize("address", ["/relationships/?q=%00", "/frameworks/a%00/", "/%00"])
def test_nul_in_an_address_is_refused(owner, sign_in, address):
    answer = sign_in(owner).get(address)

    assert answer.status_code == 400


def test_strange_charset_is_refused(owner, sign_in):
    kind = "application/x-www-form-urlencoded; charset=utf-7"

    answer = sign_in(owner).post("/accounts/logout/", "a=b", content_type=kind)

    assert answer.status_code == 400


def test_pages_of_a_signed_in_person_are_not_kept(owner, sign_in, client):
    kept = sign_in(owner).get("/relationships/")["Cache-Control"]

    assert kept == "private, no-store"
    assert not client.get("/").has_header("Cache-Control")
