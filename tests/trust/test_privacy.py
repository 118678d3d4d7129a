"""Row P-07: nothing personal in logs, in addresses, in letters to others, or on its way to anybody else's server."""

import ast
import io
import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from core.logs import Scrub
from core.models import OutboxMessage
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.house import code
from tests.house.code import ROOMS, files, tree

pytestmark = pytest.mark.django_db
# Modules with which a program talks to other machines; mail goes through Django's own.
TALKERS = {"requests", "httpx", "aiohttp", "urllib3", "http.client", "urllib.request", "socket", "ftplib", "smtplib"}
TALKERS |= {"sentry_sdk", "boto3", "websockets", "telnetlib"}
# These open sockets of their own machine, name the exceptions of the mail server, or ask the scanner of files that the
# operator named.
LOCAL = {"core/outbox/deliver.py", "config/management/commands/serve.py", "core/files/scanners.py"}


def asked(client, address):
    """The answer, read to its end: a download holds its file open until then."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def is_open(name, role):
    """Whether the matrix opens the address to the role."""
    row = URLS[name]
    return row.get(role, row["others"]) == 200 and row.get("method", "get") == "get"


def test_nothing_but_mail_leaves_the_site():
    """P-07: no module that asks other machines, no error tracker, no analytics."""
    talking = {
        (code.name(file), module)
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if module in TALKERS or module.split(".")[0] in TALKERS
    }
    assert [pair for pair in talking if pair[0] not in LOCAL] == []


def test_no_address_of_a_page_holds_a_name_or_an_e_mail_address(world):
    """P-07: what stands in addresses ends in logs, in histories of browsers and in other sites' records."""
    people = world.people.values()
    words = {word.lower() for person in people for word in (person.email, person.last_name)}
    found = {reverse(address, kwargs=arguments(address, world)) for address in URLS}
    for role in ("organiser", "participant", "judge"):
        client = Client()
        client.force_login(world.people[role])
        for address in [reverse(name, kwargs=arguments(name, world)) for name in URLS if is_open(name, role)]:
            answer = asked(client, address)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                found = found | set(re.findall(r'(?:href|action|src)="(/[^"]*)"', answer.content.decode()))
    assert len(found) > 100
    assert [address for address in found if any(word in address.lower() for word in words)] == []


def test_the_most_talkative_log_names_nobody(world):
    """P-07: neither names nor what people wrote stand in a log line, at any level, when pages work or fail."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Scrub())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for role in ("organiser", "participant"):
            client = Client(raise_request_exception=False)
            client.force_login(world.people[role])
            for address in sorted(URLS):
                asked(client, reverse(address, kwargs=arguments(address, world)))
            client.post("/account/name/", {"first_name": "Zqfirst", "last_name": "H\u0430na"})
            client.post(f"/my/spring-2027/visits/{world.visit.key}/need/", {"text": "zqneed"})
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    written = out.getvalue()
    names = [person.last_name for person in world.people.values()]
    assert "Not Found" in written
    assert [word for word in [*names, "Zqfirst", "zqneed", "@example.com"] if re.search(rf"\b{word}", written)] == []


def test_a_need_reaches_nobody_by_mail(world):
    """P-07, P-05: who receives a visit is not written to about what somebody needs."""
    client = Client()
    client.force_login(world.people["participant"])
    address = reverse("my:visit_need", args=["spring-2027", world.visit.key])
    client.post(address, {"text": "zqneed", "agreed": "on"})
    assert [letter.to.name for letter in OutboxMessage.objects.all() if "zqneed" in letter.subject + letter.body] == []
