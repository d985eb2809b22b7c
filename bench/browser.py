"""First paint of a dashboard in Chromium over two slow links, with an empty cache."""

import shutil
from dataclasses import dataclass

from bench.requests import Page
from bench.servers import HOST

LINKS = {"114 kbps, 500 ms": (114_000, 500), "512 kbps, 600 ms": (512_000, 600)}
REPEATS = 3
HAS_PAINTED = '() => performance.getEntriesByName("first-contentful-paint").length > 0'
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const styles = performance.getEntriesByType("resource").filter((one) => /[.]css/.test(one.name));
  const ends = [page.responseEnd, ...styles.map((one) => one.responseEnd), paint.startTime];
  return [paint.startTime, Math.max(...ends), page.loadEventEnd];
}"""


@dataclass(frozen=True)
class Paint:
    """Milliseconds to the first paint, to the page with all its charts, and to the last file."""

    first: float
    readable: float
    loaded: float


def paints(page: Page, port: int) -> dict[str, Paint]:
    """Return the median visit over each link; nothing is said of DNS, TCP and TLS."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only asked for with --browser

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        found = {name: _median(browser, page, port, *link) for name, link in LINKS.items()}
        browser.close()
    return found


def _median(browser, page: Page, port: int, bits: int, delay: int) -> Paint:
    visits = sorted(
        (_visit(browser, page, port, bits, delay) for _ in range(REPEATS)),
        key=lambda paint: paint.readable,
    )
    return visits[REPEATS // 2]


def _visit(browser, page: Page, port: int, bits: int, delay: int) -> Paint:
    address = f"http://{HOST}:{port}"
    context = browser.new_context()
    pairs = [pair.split("=", 1) for pair in page.cookie.split("; ")]
    context.add_cookies([{"name": n, "value": v, "url": address} for n, v in pairs])
    tab = context.new_page()
    link = context.new_cdp_session(tab)
    link.send("Network.enable")
    link.send("Network.setCacheDisabled", {"cacheDisabled": True})
    speed = {"downloadThroughput": bits / 8, "uploadThroughput": bits / 8}
    link.send("Network.emulateNetworkConditions", {"offline": False, "latency": delay, **speed})
    tab.goto(address + page.path, wait_until="load", timeout=120_000)
    while not tab.evaluate(
        HAS_PAINTED
    ):  # waiting inside the page needs eval, which the CSP forbids
        tab.wait_for_timeout(100)
    found = tab.evaluate(TIMES)
    context.close()
    return Paint(*found)
