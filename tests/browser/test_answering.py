"""Answering one element: with a script and without, by keyboard, in two tabs, off the line."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps


@pytest.fixture
def element(manager):
    """A page of questions that nobody has answered yet."""
    steps.begin(manager)
    steps.open_first_element(manager)
    return manager


def level(page, number, value):
    return steps.questions(page).nth(number - 1).locator(f"input[type=radio][value='{value}']")


def test_answer_is_saved_as_it_is_given(element):
    expect(steps.save_state(element)).to_be_visible()

    steps.choose(element, 1, 4)

    steps.wait_until_saved(element)
    element.reload()
    expect(level(element, 1, 4)).to_be_checked()


def test_comment_is_saved_without_a_button(element):
    question = steps.questions(element).first
    steps.choose(element, 1, 2)
    question.locator("summary").click()
    question.get_by_label("Comment", exact=True).fill("Agreed in March.")

    question.get_by_label("Comment", exact=True).blur()

    steps.wait_until_saved(element)
    element.reload()
    expect(question.get_by_label("Comment", exact=True)).to_have_value("Agreed in March.")


def test_not_applicable_waits_for_its_reason(element):
    escape = element.get_by_label("Not applicable")
    question = steps.questions(element).filter(has=escape).first
    question.get_by_label("Not applicable").check(force=True)
    expect(steps.save_state(element)).to_contain_text("say why")

    question.get_by_label("Why does it not apply?").fill("There is no contract yet.")

    steps.wait_until_saved(element)


def test_next_leads_to_the_reason_that_is_missing(element):
    here = element.url
    question = steps.questions(element).filter(has=element.get_by_label("Not applicable")).first
    question.get_by_label("Not applicable").check(force=True)

    steps.press(element, "Save and next")

    reason = question.get_by_label("Why does it not apply?")
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(question.locator(".invalid-feedback")).to_contain_text("Give a reason")
    number = question.get_attribute("data-question")
    expect(steps.save_state(element)).to_contain_text(f"Question {number} is not saved yet")
    reason.fill("There is no contract yet.")
    expect(question.locator(".invalid-feedback")).to_have_count(0)
    steps.press(element, "Save and next")
    element.wait_for_url(lambda url: url != here)


def test_counts_follow_the_answers(element):
    row = element.locator("nav.tasks [aria-current] small")
    total = element.locator("nav.tasks progress")
    asked = steps.questions(element).count()
    expect(row).to_have_text(f"0 of {asked}")
    expect(steps.save_state(element)).to_have_text("Nothing to save yet")

    for number in range(1, asked + 1):
        steps.choose(element, number, 3)

    expect(row).to_have_text(f"{asked} of {asked}")
    expect(row).to_have_class("done")
    expect(total).to_have_attribute("value", str(asked))


def test_press_off_the_line_is_done_when_it_is_back(visitors, element):
    visitors.expect_complaint("ERR_INTERNET_DISCONNECTED")
    here = element.url
    element.context.set_offline(True)
    steps.choose(element, 1, 3)
    steps.press(element, "Save and next")
    expect(steps.save_state(element)).to_contain_text("moving on once sent")

    element.context.set_offline(False)

    element.wait_for_url(lambda url: url != here)
    element.goto(here)
    expect(level(element, 1, 3)).to_be_checked()


def test_conflict_in_two_tabs_shows_both_answers_and_lets_the_person_choose(visitors, element):
    visitors.expect_complaint("409 (Conflict)")
    other = element.context.new_page()
    other.goto(element.url)
    steps.choose(other, 1, 5)
    steps.wait_until_saved(other)

    steps.choose(element, 1, 2)

    conflict = element.locator(".alert.conflict")
    expect(conflict.locator("[data-part=mine]")).to_contain_text("2 Repeated")
    expect(conflict.locator("[data-part=theirs]")).to_contain_text("5 Improving")
    expect(conflict).to_contain_text("You changed this in another window.")
    conflict.get_by_role("button", name="Keep this window’s").click()
    steps.wait_until_saved(element)
    other.reload()
    expect(level(other, 1, 2)).to_be_checked()


def test_answers_given_off_the_line_are_sent_when_it_is_back(visitors, element):
    visitors.expect_complaint("ERR_INTERNET_DISCONNECTED")
    element.context.set_offline(True)
    steps.choose(element, 1, 3)
    expect(steps.save_state(element)).to_contain_text("kept on this page, not sent yet")

    element.context.set_offline(False)

    steps.wait_until_saved(element)
    element.reload()
    expect(level(element, 1, 3)).to_be_checked()


def test_element_can_be_answered_by_keyboard_alone(element):
    """Tab to the first question, choose with the arrows, tab on to the button, press it."""
    here = element.url
    tab_until(element, "input[type=radio]")
    element.keyboard.press("Space")
    element.keyboard.press("ArrowDown")
    chosen = element.locator("input[type=radio]:checked")
    expect(chosen).to_have_value("2")
    steps.wait_until_saved(element)

    tab_until(element, "button[name=go][value=next]")
    element.keyboard.press("Enter")

    element.wait_for_url(lambda url: url != here)
    element.goto(here)
    expect(level(element, 1, 2)).to_be_checked()


def tab_until(page, selector, most=150):
    """Press Tab until the focus is on `selector`; each stop on the way must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        assert focus.count() == 1
        if focus.evaluate(f"element => element.matches('{selector}')"):
            return
    raise AssertionError(f"{selector} is not reached by {most} presses of Tab")


def test_whole_stage_is_answered_and_submitted_without_scripts(visitors):
    page = visitors.page("manager", java_script_enabled=False)
    steps.begin(page)
    tasks = page.url
    steps.open_first_element(page)
    first = page.url
    steps.choose(page, 1, 4)

    steps.press(page, "Save and next")

    page.wait_for_url(lambda url: url != first)
    page.goto(first)
    expect(level(page, 1, 4)).to_be_checked()
    page.goto(tasks)
    steps.submit_stage(page, "pre-contract")
    expect(page.get_by_role("main")).to_contain_text(re.compile("submitted", re.IGNORECASE))


def test_conflict_is_settled_without_scripts(visitors):
    visitors.expect_complaint("409 (Conflict)")
    page = visitors.page("manager", java_script_enabled=False)
    steps.begin(page)
    steps.open_first_element(page)
    here = page.url
    other = page.context.new_page()
    other.goto(here)
    steps.choose(other, 1, 5)
    steps.press(other, "Save and next")
    other.wait_for_url(lambda url: url != here)

    steps.choose(page, 1, 2)
    steps.press(page, "Save and next")

    answers = page.locator(".conflict dd")
    expect(answers.nth(0)).to_have_text(re.compile("^2"))
    expect(answers.nth(1)).to_have_text(re.compile("^5"))
    page.get_by_label("Keep this window’s").check(force=True)
    steps.press(page, "Save and next")
    page.wait_for_url(lambda url: url != here)
    page.goto(here)
    expect(level(page, 1, 2)).to_be_checked()
