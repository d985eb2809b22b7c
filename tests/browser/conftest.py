"""Chromium, and the demonstration served to it by the product itself."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.visitors import PASSWORD, Visitors
from tests.servers import manage, serve

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """Yield the address of the demonstration, set up afresh."""
    folder = tmp_path_factory.mktemp("site")
    own = {"DATA_DIR": str(folder), "DATABASE_URL": ""}
    manage("demo", "--no-serve", DEMO_PASSWORD=PASSWORD, **own)
    with serve(log=folder / "log", **own) as address:
        yield address


@pytest.fixture(scope="package")
def chromium():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = f"NO BROWSER: none of {', '.join(NAMES)} is installed, so no page was looked at"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def known_visitors():
    """Who has signed in already, with their cookies."""
    return {}


@pytest.fixture
def visitors(site, chromium, known_visitors):
    """Return a function that opens a page for somebody; no page may complain in the console."""
    made = Visitors(site, chromium, known_visitors)
    yield made
    complaints = made.leave()
    assert complaints == []


@pytest.fixture
def manager(visitors):
    return visitors.page("manager")
