"""Somebody who uses the site over plain HTTP: opens pages, follows links, fills in forms and presses buttons.

Only what stands in the HTML is used, as a browser with scripts off would use it.
"""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client

TICKS = ("checkbox", "radio")
BUTTONS = ("submit", "button", "image", "reset")
REDIRECTS = (301, 302, 303, 307, 308)


def plain(node) -> str:
    """The words of an element as a reader sees them."""
    return re.sub(r"\s+", " ", node.get_text(" ")).strip()


class Visitor:
    """One person, or nobody in particular, with a browser of their own."""

    def __init__(self, user=None, **options) -> None:
        self.client = Client(**options)
        self.address, self.status, self.page, self.response, self.sent = "/", 0, None, None, None
        self.seen: set[str] = set()
        if user is not None:
            self.client.force_login(user)

    # --- reading ---

    def open(self, address: str, status: int = 200) -> "Visitor":
        """The page at the address is shown, whatever redirects lead to it."""
        return self._show(self.client.get(self._absolute(address)), address, status)

    @property
    def heading(self) -> str:
        return plain(self.page.h1)

    @property
    def words(self) -> str:
        """What stands in the main part of the page."""
        return plain(self.page.main or self.page)

    @property
    def said(self) -> str:
        """The message that the last act left."""
        return " ".join(plain(flash) for flash in self.page.select(".flashes .note"))

    @property
    def mistakes(self) -> list[str]:
        """The lines of the summary of errors."""
        return [plain(line) for line in self.page.select(".errs li")]

    def links(self) -> list[str]:
        return [link["href"] for link in self.page.select("a[href]")]

    # --- acting ---

    def follow(self, words: str, status: int = 200) -> "Visitor":
        """The first link with these words is opened."""
        found = [link for link in self.page.select("a[href]") if plain(link) == words]
        assert found, f"no link “{words}” on {self.address}: {[plain(link) for link in self.page.select('main a')]}"
        return self.open(found[0]["href"], status)

    def press(self, words: str, *, status: int = 200, within: str = "", files=None, **values) -> "Visitor":
        """The form of the first button with these words is sent with the values; what it held before comes along."""
        form, button = self._form_of(words, within)
        data = self._filled(form, values)
        data |= {name: files[name] for name in files or {}}
        if button.get("name"):
            data[button["name"]] = button.get("value", "")
        address = self._absolute(button.get("formaction") or form.get("action") or "")
        if (form.get("method") or "get").lower() == "get":
            return self._show(self.client.get(address, data), address, status)
        self.sent = (address, data)
        return self._show(self.client.post(address, data), address, status)

    def again(self) -> int:
        """The last form is sent a second time, byte for byte; the status of the answer."""
        address, data = self.sent
        for value in data.values():
            for file in value if isinstance(value, list) else [value]:
                if hasattr(file, "seek"):
                    file.seek(0)
        return self.client.post(address, data).status_code

    def form(self, words: str, within: str = "") -> dict:
        """What the form of a button holds now, by the names of its fields."""
        return self._filled(self._form_of(words, within)[0], {})

    # --- how ---

    def _absolute(self, address: str) -> str:
        parts = urlsplit(urljoin(f"http://testserver{self.address}", address))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _show(self, response, address: str, status: int) -> "Visitor":
        while response.status_code in REDIRECTS:
            address = self._absolute(response["Location"])
            response = self.client.get(address)
        self.address, self.status, self.response = self._absolute(address), response.status_code, response
        self.seen.add(self.address.partition("?")[0])
        is_html = response.get("Content-Type", "").startswith("text/html")
        self.page = BeautifulSoup(response.content, "html.parser") if is_html else None
        if response.status_code != status:
            shown = self.words[:600] if self.page else response.content[:200]
            raise AssertionError(f"{self.address} answered {response.status_code}, not {status}: {shown}")
        return self

    def _form_of(self, words: str, within: str):
        found = self.page.select(f"{within} button" if within else "button, input[type=submit]")
        for button in found:
            if words in (plain(button), button.get("aria-label"), button.get("value")):
                named = button.get("form")
                form = self.page.find(id=named) if named else button.find_parent("form")
                if form is not None:
                    return form, button
        raise AssertionError(f"no button “{words}” on {self.address}: {[plain(one) for one in found]}")

    def _controls(self, form) -> list:
        own = form.select("input, select, textarea")
        named = form.get("id")
        outside = self.page.select(f"[form='{named}']:is(input, select, textarea)") if named else []
        kept = [one for one in [*own, *outside] if one.get("name") and not one.has_attr("disabled")]
        return [one for one in kept if one.get("form", named) == named and one.get("type") not in BUTTONS]

    def _filled(self, form, values: dict) -> dict:
        data: dict = {}
        for control in self._controls(form):
            for value in held(control):
                data.setdefault(control["name"], []).append(value)
        names = {control["name"] for control in self._controls(form)}
        unknown = set(values) - names
        assert not unknown, f"{sorted(unknown)} are not asked for on {self.address}, but {sorted(names)}"
        for name, value in values.items():
            self._check_offered(form, name, value)
            data[name] = value if isinstance(value, list) else [value]
        return {name: value if len(value) > 1 else value[0] for name, value in data.items() if value}

    def _check_offered(self, form, name: str, value) -> None:
        """A choice must be one that the page offers."""
        offered: list[str] = []
        for control in self._controls(form):
            if control["name"] == name and control.name == "select":
                offered += [option.get("value", plain(option)) for option in control.select("option")]
            elif control["name"] == name and control.get("type") in TICKS:
                offered.append(control.get("value", "on"))
        wanted = value if isinstance(value, list) else [value]
        assert not offered or set(wanted) <= set(offered), f"{name} offers {offered}, not {wanted}"


def held(control) -> list[str]:
    """What a control sends when nobody touches it."""
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        chosen = [one for one in control.select("option") if one.has_attr("selected")]
        options = chosen or ([] if control.has_attr("multiple") else control.select("option")[:1])
        return [one.get("value", plain(one)) for one in options]
    kind = control.get("type", "text")
    if kind in TICKS:
        return [control.get("value", "on")] if control.has_attr("checked") else []
    return [] if kind == "file" else [control.get("value", "")]
