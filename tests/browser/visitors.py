"""People with a browser each, and what their consoles say."""

from playwright.sync_api import expect

PASSWORD = "three brown foxes dig"
TIMEOUT = 15_000
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}

expect.set_options(timeout=TIMEOUT)


class Visitors:
    """Opens pages for the people of the demonstration; each signs in once a session."""

    def __init__(self, site, chromium, known):
        self.site = site
        self.chromium = chromium
        self.known = known
        self.contexts = []
        self.complaints = []
        self.expected = set()

    def page(self, name=None, *, viewport=WIDE, **options):
        """Return a page of `name` signed in, or of nobody."""
        if name:
            options["storage_state"] = self.signed_in(name)
        return self._open(viewport=viewport, **options)

    def signed_in(self, name):
        if name not in self.known:
            page = self._open()
            sign_in(page, name)
            self.known[name] = page.context.storage_state()
        return self.known[name]

    def _open(self, **options):
        context = self.chromium.new_context(base_url=self.site, locale="en-GB", **options)
        context.set_default_timeout(TIMEOUT)
        self.contexts.append(context)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        return context.new_page()

    def expect_complaint(self, words):
        """Let the browser say `words` in this test, such as that an answer was a refusal."""
        self.expected.add(words)

    def _listen(self, message):
        is_expected = any(words in message.text for words in self.expected)
        if message.type in {"error", "warning"} and not is_expected:
            self.complaints.append(f"{message.page.url}: {message.text}")

    def leave(self):
        for context in self.contexts:
            context.close()
        return self.complaints


def sign_in(page, name):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(f"{name}@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/relationships/")
