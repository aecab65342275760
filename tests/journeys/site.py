"""What a journey does over and over: open a page, sign in, go on, look at the result."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser import overflow, violations

WIDE, NARROW = 1280, 320
HEIGHT = 900
TIMEOUT = 15_000
MOST_TABS = 80
# Chromium reports every answer with an error status, also those that a journey asks for.
EXPECTED = "the server responded with a status of 4"


@dataclass
class Site:
    """A running portal and the browser that visits it. `said` holds what pages complained of in the console."""

    url: str
    browser: Browser
    said: list[str] = field(default_factory=list)
    contexts: list = field(default_factory=list)

    def visitor(self, *, width: int = WIDE, javascript: bool = True) -> Page:
        """A page of a browser that was never here before."""
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": HEIGHT}, java_script_enabled=javascript
        )
        context.set_default_timeout(TIMEOUT)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def signed_in(self, key: str, **options) -> Page:
        """This member of the cast, who came in through the real form."""
        page = self.visitor(**options)
        sign_in(page, key)
        return page

    def leave(self) -> list[str]:
        """Close every visitor; returns and forgets what their pages complained of."""
        while self.contexts:
            self.contexts.pop().close()
        said, self.said = self.said, []
        return said

    def _hear(self, message) -> None:
        if message.type == "error" and EXPECTED not in message.text:
            self.said.append(f"{message.location.get('url')}: {message.text}")


def sign_in(page: Page, key: str, password: str | None = None, path: str = "/account/inloggen/") -> None:
    """Through the real form; without `password` with the one of the cast."""
    # pytest loads this module before Django has its settings.
    from smartindustry.cast import CAST, PASSWORD

    page.goto(path)
    page.fill("input[name=login]", next(member.email for member in CAST if member.key == key))
    page.fill("input[name=password]", PASSWORD if password is None else password)
    send(page, "form:has(input[name=password]) button[type=submit]")


def send(page: Page, button: str) -> Response | None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation() as navigation:
        page.locator(button).click()
    return navigation.value


def follow(page: Page, selector: str) -> None:
    """Click the first link that fits and wait for its page."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is meant has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with Tab on {path_of(page)}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go there with Tab, press the key and wait for the next page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def path_of(page: Page) -> str:
    return "/" + page.url.split("/", 3)[3]


def faults(page: Page) -> list[str]:
    """What is wrong with this page at both widths: axe's findings and sideways scrolling."""
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width} px: {one}" for one in violations(page)]
    if overflow(page):
        found.append(f"{NARROW} px: {overflow(page)} px too wide")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    return found
