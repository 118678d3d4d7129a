"""A real Chromium for tests marked `browser`; skipped with the reason where there is none."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Each window would load pages of its own tabs and menus ahead, in processes of their own.
    "--disable-features=PreloadTopChromeWebUI,PreloadTopChromeWebUILessNavigations,WebUITabStrip",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def missing(reason: str) -> None:
    """Skips the test, or ends the run where browser tests are required."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.exit(f"browser tests are required, but {reason}", returncode=3)
    pytest.skip(reason)


def find_browser() -> str:
    found = os.environ.get("BROWSER_BIN") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        missing("no Chromium was found (BROWSER_BIN or PATH)")
    return found


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    executable = find_browser()
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which the ORM would refuse to work.
        before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server):
    """page(user=…, width=1280, height=900, scheme="light", scripts=True) opens a tab on the live site.

    Addresses are relative: page().goto("/my/"). Console errors are kept in tab.problems for assert_clean().
    """
    contexts = []

    def open_page(*, user=None, width=1280, height=900, scheme="light", scripts=True, **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        if user is not None:
            sign_in(context, user, live_server.url)
        tab = context.new_page()
        tab.problems = []
        tab.on("console", lambda said: said.type == "error" and tab.problems.append(said.text))
        tab.on("pageerror", lambda error: tab.problems.append(str(error)))
        return tab

    yield open_page
    for context in contexts:
        # A late request after the test would find the database closed.
        for tab in context.pages:
            tab.goto("about:blank")
        context.close()


def sign_in(context, user, url: str) -> None:
    """The browser has a session of this person, without the sign-in pages."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


def wait_until(tab, script: str, seconds: float = 15) -> None:
    """The script, an expression, becomes true: asked from outside, as the pages' policy forbids eval."""
    for _try in range(int(seconds * 20)):
        if tab.evaluate(f"() => Boolean({script})"):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never true: {script}")


def until(tab, has_come, seconds: float = 15) -> None:
    """What the browser tells this process has come, such as a line of its console."""
    for _try in range(int(seconds * 20)):
        if has_come():
            return
        tab.wait_for_timeout(50)
    raise AssertionError("it never came")


def wait_for_focus(tab, script: str) -> None:
    """The focus comes to rest where the script, given the element e, says: pages put it there as they settle."""
    wait_until(tab, f"((e) => {script})(document.activeElement)")


def settle(tab) -> None:
    """What htmx swapped in is its own to handle: pressed before, a button posts the plain way, and the page is new."""
    wait_until(tab, "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')")


def assert_clean(tab) -> None:
    """No accessibility violation, no console error and no horizontal scroll on the page that is shown."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(tab, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    found = [
        f"{rule['id']} at {', '.join(' '.join(map(str, node['target'])) for node in rule['nodes'][:5])}"
        for rule in results.response["violations"]
    ]
    assert found == [], f"accessibility of {tab.url}"
    assert tab.problems == [], f"console of {tab.url}"
    assert_no_sideways_scroll(tab)


def assert_no_sideways_scroll(tab) -> None:
    width, inner = tab.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= inner, f"{tab.url} is {width} wide in a window of {inner}"
