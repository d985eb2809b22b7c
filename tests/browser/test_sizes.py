"""What goes over a slow line: bytes as sent, compressed, with the browser's own cache."""

import pytest

from tests.browser import steps

KILOBYTE = 1024


class Line:
    """Counts what a page's requests carry; what the browser has kept is not counted."""

    def __init__(self, page):
        self.page = page
        self.requests = []
        page.on("requestfinished", lambda request: self.requests.append(request))

    def visit(self, address):
        """Open the page and return the size of everything that was sent for it."""
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(address, wait_until="networkidle")
        return {request.url: request.sizes()["responseBodySize"] for request in self.requests}


@pytest.fixture
def line(visitors):
    """A browser that has been signed in elsewhere, so it has kept nothing of the site."""
    return Line(visitors.page("manager"))


@pytest.fixture
def addresses(visitors):
    """Return the addresses of a filled dashboard and of two pages of questions."""
    page = visitors.page("manager")
    page.goto("/relationships/")
    case = page.locator("a[href^='/relationships/']", has_text="Drishtee").first
    dashboard = case.get_attribute("href")
    steps.begin(page)
    elements = page.get_by_role("navigation", name="Elements").locator("a[href*='/elements/']")
    return dashboard, [elements.nth(place).get_attribute("href") for place in (0, 1)]


def is_needed(address):
    """Say whether the page cannot be read before this has come: the page itself and its style."""
    return not address.endswith((".js", ".svg"))


def test_dashboard_is_readable_after_twelve_kilobytes(line, addresses):
    dashboard, _ = addresses

    sizes = line.visit(dashboard)

    needed = {address: size for address, size in sizes.items() if is_needed(address)}
    assert len(needed) == 2
    assert sum(needed.values()) <= 12 * KILOBYTE, sizes


def test_form_page_costs_fifteen_kilobytes_first_and_seven_from_then_on(line, addresses):
    _, (first, second) = addresses

    on_arrival, from_then_on = line.visit(first), line.visit(second)

    assert sum(on_arrival.values()) <= 15 * KILOBYTE, on_arrival
    assert sum(from_then_on.values()) <= 7 * KILOBYTE, from_then_on


def test_interactive_charts_are_not_fetched_before_they_are_asked_for(line, addresses):
    dashboard, _ = addresses

    sizes = line.visit(dashboard)

    assert [address for address in sizes if "plotly" in address] == []
