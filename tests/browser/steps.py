"""What people do on the pages, in their words."""

from itertools import count

from playwright.sync_api import expect

NUMBERS = count(1)


def describe_relationship(page):
    """Describe a new relationship and return its name; the page asks for its first round next."""
    name = f"Scanning for the archive {next(NUMBERS)}"
    page.goto("/relationships/")
    page.get_by_role("link", name="New relationship").click()
    page.get_by_label("Name of the relationship").fill(name)
    page.get_by_label("What work is done").fill("Scanning")
    page.locator("[name=client]").fill("Halden Archive")
    page.locator("[name=intermediaries]").fill("Mediator")
    page.get_by_label("Sub-contractors in poor communities").fill("Telecentre A\nTelecentre B")
    press(page, "Save")
    page.wait_for_url("**/rounds/new/")
    return name


def open_round(page):
    """Open a round of every stage; the page then shows its people."""
    page.get_by_label("Name of the round").fill("First")
    page.get_by_label("The day it describes").fill("2024-03-31")
    for box in page.get_by_role("checkbox").all():
        box.check(force=True)  # its label lies over it
    press(page, "Open")
    page.wait_for_url("**/assessments/*/")


def answer_myself(page):
    """Become a respondent of the intermediary; the page then lists what is asked."""
    page.get_by_role("link", name="Add somebody who answers").click()
    page.get_by_label("Answers for").select_option(label="Mediator")
    page.get_by_label("I answer myself").check(force=True)
    press(page, "Add")
    page.wait_for_url("**/answers/*/")


def begin(page):
    """Go from nothing to the list of what is asked; return the relationship's name."""
    name = describe_relationship(page)
    open_round(page)
    answer_myself(page)
    return name


def press(page, words):
    page.get_by_role("main").get_by_role("button", name=words).first.click()


def open_first_element(page):
    page.get_by_role("navigation", name="Elements").get_by_role("link").first.click()
    page.wait_for_url("**/elements/*/")


def questions(page):
    return page.locator("fieldset[data-question]")


def save_state(page):
    return page.locator("[data-save-state]")


def choose(page, number, level):
    """Choose a level of the question at `number`, from 1."""
    question = questions(page).nth(number - 1)
    question.locator(f"input[type=radio][value='{level}']").check(force=True)


def wait_until_saved(page):
    expect(save_state(page)).to_contain_text("All answers saved at")


def submit_stage(page, stage):
    """Submit a stage from the list of what is asked, whatever is left unanswered."""
    section = page.locator("nav.tasks ul").filter(has_text="Check and submit").first
    section.get_by_role("link", name="Check and submit this stage").click()
    page.wait_for_url(f"**/check/{stage}/")
    left = page.get_by_label("Submit without")
    if left.count():
        left.check(force=True)
    press(page, "Submit")
    page.wait_for_url("**/answers/*/")
