"""Every main page: no rule of axe broken in light or dark, no sideways scroll on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import steps
from tests.browser.visitors import NARROW, Visitors

PUBLIC = {"home": "/", "sign-in": "/accounts/login/", "password": "/accounts/password/reset/"}
FIXED = {
    "relationships": "/relationships/",
    "new-relationship": "/relationships/new/",
    "import": "/relationships/import/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/alborz-impact-sourcing/1/",
    "organisations": "/organisations/",
    "account": "/account/",
    "sessions": "/accounts/sessions/",
    "not-found": "/relationships/00000000-0000-0000-0000-000000000000/",
}
FOUND = [
    "organisation",
    "case",
    "example",
    "arithmetic",
    "dashboard-without-answers",
    "new-round",
    "edit-relationship",
    "people",
    "new-respondent",
    "close",
    "exports",
    "answers",
    "element",
    "check",
    "preview",
    "evidence",
]


@pytest.fixture(scope="package")
def places(site, chromium, known_visitors):
    """Return the address of every main page, having made what they show."""
    visitors = Visitors(site, chromium, known_visitors)
    page = visitors.page("manager")
    found = PUBLIC | FIXED | shipped(page) | own(page)
    visitors.leave()
    return found


def address(page, name):
    return page.get_by_role("main").get_by_role("link", name=name).first.get_attribute("href")


def shipped(page):
    """Return the pages of what the demonstration brings along."""
    page.goto("/organisations/")
    organisation = address(page, "Riverside")
    page.goto("/relationships/")
    case = address(page, "Drishtee")
    example = page.locator("#cases ~ ul a[href^='/relationships/']").last.get_attribute("href")
    page.goto(case)
    arithmetic = page.locator("a[href*='/arithmetic/']").first.get_attribute("href")
    return {
        "organisation": organisation,
        "case": case,
        "example": example,
        "arithmetic": arithmetic,
    }


def own(page):
    """Begin an assessment and return the pages around answering it."""
    steps.begin(page)
    found = {"answers": page.url, "preview": address(page, "Preview your own figures")}
    found["check"] = address(page, "Check and submit")
    steps.open_first_element(page)
    found["element"] = page.url
    page.locator("summary").first.click()
    steps.press(page, "Add evidence")
    page.wait_for_url("**/evidence/**")
    found["evidence"] = page.url
    page.goto(found["answers"])
    page.goto(address(page, "People and progress"))
    found |= {"people": page.url, "exports": address(page, "Export")}
    found["new-respondent"] = address(page, "Add somebody")
    found["close"] = address(page, "Close this assessment")
    page.goto(address(page, "Dashboard"))
    found["dashboard-without-answers"] = page.url
    found["new-round"] = address(page, "New round")
    found["edit-relationship"] = address(page, "Edit")
    return found


def visit(visitors, places, name, **options):
    if name == "not-found":
        visitors.expect_complaint("404 (Not Found)")
    page = visitors.page(None if name in PUBLIC else "manager", **options)
    page.goto(places[name])
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PUBLIC, *FIXED, *FOUND])
def test_page_breaks_no_rule_of_axe(visitors, places, name, scheme):
    page = visit(visitors, places, name, color_scheme=scheme)

    violations = Axe().run(page).response["violations"]

    assert {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in violations} == {}


@pytest.mark.parametrize("name", [*PUBLIC, *FIXED, *FOUND])
def test_page_fits_a_phone_without_sideways_scroll(visitors, places, name):
    page = visit(visitors, places, name, viewport=NARROW)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width == NARROW["width"], page.evaluate(WIDER)


# The elements that stick out at the right, for the message of a failure.
WIDER = """() => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 150))"""
