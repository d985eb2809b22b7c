"""From signing in to the exported table, as a manager goes."""

import csv

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.visitors import sign_in


def test_manager_goes_from_the_case_to_an_export(visitors):
    page = visitors.page()
    sign_in(page, "manager")
    read_the_case(page)

    name = steps.begin(page)
    tasks = page.url
    steps.open_first_element(page)
    for number in range(1, steps.questions(page).count() + 1):
        steps.choose(page, number, 3)
    steps.wait_until_saved(page)
    page.goto(tasks)
    steps.submit_stage(page, "pre-contract")
    steps.submit_stage(page, "contract-development")
    steps.submit_stage(page, "post-contract")
    close(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("main")).to_contain_text("Mediator")
    rows = export(page)
    assert {row["party"] for row in rows} == {"mediator"}
    assert "3" in {row["value"] for row in rows}


def read_the_case(page):
    page.get_by_role("link", name="Drishtee").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Drishtee")
    page.locator("a[href*='/arithmetic/']").first.click()
    expect(page.locator("table").first).to_be_visible()


def close(page):
    page.get_by_role("link", name="People and progress").click()
    page.get_by_role("link", name="Close this assessment").click()
    page.get_by_role("checkbox").check(force=True)
    steps.press(page, "Close")
    page.wait_for_url("**/relationships/*/")


def export(page):
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Long table", exact=True).click()
    with open(download.value.path(), newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
