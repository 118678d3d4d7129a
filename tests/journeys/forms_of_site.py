"""Every form that somebody of the cast finds on a page of the access matrix, and plausible values for it."""

from dataclasses import dataclass

from django.urls import reverse

from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.journeys.visitor import Visitor, held

# Who opens the pages behind each door.
DOORS = {
    "organise": ("organiser", "chair"),
    "my": ("participant", "mentor"),
    "judge": ("judge", "chair"),
    "partner": ("host", "challenge_owner"),
    "vote": ("participant",),
    "": ("administrator", "participant"),
}
# Pages of signing in, which no matrix names: they are the library's.
SIGN_IN = ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/email/")
DATES = {"day": "29", "month": "4", "year": "2027", "time": "10:00"}
PLAUSIBLE = {"email": "somebody.new@example.com", "number": "5", "url": "https://example.com", "search": "a"}


@dataclass(frozen=True)
class Target:
    """Somebody, the address their form is sent to, and what a plausible form holds."""

    role: str
    address: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    texts: tuple[str, ...]

    @property
    def data(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.values}


def addresses(world, door):
    """The addresses of one door; '' is those without one."""
    for name in sorted(URLS):
        namespace, _, _bare = name.rpartition(":")
        if namespace == door:
            yield reverse(name, kwargs=arguments(name, world))
    yield from SIGN_IN if not door else ()


def targets(world, door) -> list[Target]:
    """Each form once for each role, and each address of the door that takes a bare post."""
    found: dict[tuple, Target] = {}
    for role in DOORS[door]:
        visitor = Visitor(world.people[role])
        for address in addresses(world, door):
            response = visitor.client.get(address)
            if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
                visitor._show(response, address, 200)
                for target in _forms(visitor, role):
                    found.setdefault((role, target.address, target.values and tuple(dict(target.values))), target)
            elif response.status_code == 405:
                found.setdefault((role, address, ()), Target(role, address, (), ()))
    return list(found.values())


def _forms(visitor, role):
    for form in visitor.page.select("form"):
        if (form.get("method") or "get").lower() != "post":
            continue
        controls = [one for one in visitor._controls(form) if one["name"] != "csrfmiddlewaretoken"]
        values: dict[str, list[str]] = {}
        for control in controls:
            values.setdefault(control["name"], [])
            values[control["name"]] += held_or_plausible(control)
        texts = tuple(one["name"] for one in controls if one.name == "textarea" or one.get("type") == "text")
        address = visitor._absolute(form.get("action") or "")
        yield Target(role, address, tuple((name, tuple(given)) for name, given in values.items()), texts)


def held_or_plausible(control) -> list[str]:
    """What the control holds, or something that could be meant."""
    value = held(control)
    if control.get("type") == "radio":
        return value
    if control.name == "select":
        options = [one.get("value") for one in control.select("option") if one.get("value")]
        return value if value and value[0] else options[:1]
    if control.get("type") in ("checkbox", "file") or (value and value[0]):
        return value
    part = control["name"].rpartition("_")[2]
    if part in DATES:
        return [DATES[part]]
    if control.get("inputmode") == "numeric":
        return ["5"]
    return [PLAUSIBLE.get(control.get("type", ""), "Something")]
