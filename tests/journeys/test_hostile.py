"""Every form gets what no person would send: it answers in seconds, with a message, never with a failure."""

import io
import re
import time
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from core.models import User
from tests.journeys.forms_of_site import DOORS, addresses, targets

pytestmark = pytest.mark.django_db
CALM = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}
# Of work, which a busy machine does not stretch; and by the clock, for what waits elsewhere.
SECONDS, BY_THE_CLOCK = 5, 60
URLENCODED = "application/x-www-form-urlencoded"
NAMES = {"once": "no key", "version": "x", "seen": "-1"}


def bodies(target):
    """What is sent to one form: (what it is, body as the client takes it, content type or '')."""
    data = target.data
    texts = target.texts or tuple(data)[:1] or ("name",)
    big = {**data, texts[0]: "x" * 1_000_000}
    yield "a NUL in every field", {**data, **dict.fromkeys([*data, "name"], "a\x00b")}, ""
    surrogate = "&".join(f"{quote(name)}=a%ED%A0%80b%ff" for name in [*data, "name"])
    yield "half a character in every field", surrogate, URLENCODED
    yield "ten thousand keys", "&".join(f"key{number}=1" for number in range(10_000)), URLENCODED
    yield "a megabyte in a field", big, ""
    for odd in ("not a thing", "-1", "9" * 400, "\u202e../../etc/passwd"):
        yield f"“{odd[:12]}” in every field", {**data, **dict.fromkeys(data, odd), **NAMES}, ""
    yield "every field many times", {name: ["1", "2", "x"] for name in data}, ""
    yield "files instead of words", {name: a_file() for name in list(data)[:15]}, ""
    yield "nothing at all", {}, ""


def a_file():
    file = io.BytesIO(b"%PDF-1.7 or not")
    file.name = "a\u202e b.pdf"
    return file


def send(client, address, body, kind):
    """The answer, and whether it took too long; whatever was written is forgotten."""
    cache.clear()
    worked, began = time.thread_time(), time.monotonic()
    with transaction.atomic():
        response = client.post(address, body, content_type=kind) if kind else client.post(address, body)
        transaction.set_rollback(True)
    is_slow = time.thread_time() - worked > SECONDS or time.monotonic() - began > BY_THE_CLOCK
    return response, is_slow


def client_of(world, role):
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    return client


@pytest.mark.parametrize("door", list(DOORS))
def test_no_form_fails_whatever_is_sent_to_it(world, door):
    """F-08, F-09: NUL, half characters, floods of keys, long, wrong and missing fields."""
    found = targets(world, door)
    failed = []
    for target in found:
        client = client_of(world, target.role)
        for what, body, kind in bodies(target):
            response, is_slow = send(client, target.address, body, kind)
            if response.status_code not in CALM or is_slow:
                failed.append((target.role, target.address, what, response.status_code, is_slow))
    assert failed == [], failed
    assert len(found) >= {"organise": 60, "my": 6, "judge": 4, "partner": 2, "vote": 1, "": 8}[door]


QUERIES = (
    "sort=secret",
    "q=%00",
    "q=%ED%A0%80",
    "page=x",
    "page=99999999999999999999",
    "size=1000000",
    "state=NONE",
    "show=secret",
    "person=%00&team=%00&to=x&week=x&pick=%00",
)


@pytest.mark.parametrize("door", list(DOORS))
def test_no_page_fails_whatever_is_asked_of_it(world, door):
    """O-03, W-05: unknown sorts and filters are refused or not heard; none is a failure."""
    failed = []
    for role in DOORS[door][:1]:
        client = client_of(world, role)
        for address in addresses(world, door):
            if client.get(address).status_code != 200:
                continue
            for query in QUERIES:
                status = client.get(f"{address}?{query}").status_code
                if status not in CALM:
                    failed.append((role, address, query, status))
    assert failed == []


@pytest.mark.parametrize("name", ["people/", "people/people.csv", "briefs/", "visits/", "mentors/", "messages/"])
def test_lists_refuse_sorting_by_what_they_do_not_offer(world, sign_in, name):
    """O-03: no oracle by the order of a hidden field."""
    client = sign_in("organiser")
    address = f"/organise/spring-2027/{name}"
    answers = {query: client.get(f"{address}?{query}").status_code for query in ("sort=user__password", "ordering=x")}
    assert answers == {"sort=user__password": 400, "ordering=x": 400}


# --- extra fields ---


def everything(newest):
    """All rows of the site, without what is random or counted: keys, and what points at rows made since."""
    rows = {}
    for model in apps.get_models():
        if model._meta.app_label not in ("core", "cohorts", "challenges") or model._meta.label == "core.Session":
            continue
        fields = [one for one in model._meta.concrete_fields if not one.primary_key and one.name not in RANDOM]
        rows[model._meta.label] = sorted(
            repr([_shown(field, value, newest) for field, value in zip(fields, row, strict=True)])
            for row in model._base_manager.values_list(*[field.attname for field in fields])
        )
    return rows


# dedupe holds row numbers, which PostgreSQL never gives twice.
RANDOM = (
    "key",
    "dedupe",
    "token_hash",
    "body",
    "hash",
    "chain",
    "previous",
    "data",
    "digest",
    "password",
    "joined_at",
    "sha256",
    "size",
)
KEY = re.compile(r"(?<![0-9a-z])[0-9a-z]{12,}\b")


def _shown(field, value, newest):
    if field.is_relation and value is not None:
        return value if value <= newest.get(field.related_model._meta.label, 0) else "new"
    if field.name.endswith("_id"):
        return "id"
    return KEY.sub("key", value) if isinstance(value, str) else value


def newest_rows():
    return {
        model._meta.label: model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in apps.get_models()
        if isinstance(model._meta.pk, (models.AutoField, models.OneToOneField))
    }


@pytest.mark.parametrize("door", ["organise", "my", "judge", "partner"])
def test_extra_fields_are_never_written(world, door):
    """O-04: state, cohort, role and the like in a form that does not ask for them change nothing of its effect."""
    extra = {"state": "PUBLISHED", "cohort": str(world.other_cohort.pk), "role": "organiser", "is_superuser": "1"}
    extra |= {"programme": str(world.other_cohort.programme_id), "user": str(world.people["stranger"].pk), "side": "x"}
    extra |= {"is_published": "1", "public_at": "2027-01-01", "is_chair_": "1", "submitted_by": "1", "rank": "1"}
    newest, differ, written = newest_rows(), [], 0
    before = everything(newest)
    for target in targets(world, door):
        client = client_of(world, target.role)
        unasked = {name: value for name, value in extra.items() if name not in target.data}
        ends = []
        for body in (target.data, {**target.data, **unasked}):
            cache.clear()
            with transaction.atomic():
                client.post(target.address, body)
                ends.append(everything(newest))
                transaction.set_rollback(True)
        written += ends[0] != before
        if ends[0] != ends[1]:
            differ.append((target.role, target.address, changed(ends)))
    assert differ == [], differ
    assert written >= {"organise": 25, "my": 3, "judge": 1, "partner": 0}[door]
    assert User.objects.get(pk=world.people["stranger"].pk).is_superuser is False


def changed(ends):
    """For the message: the rows that stand in one end only."""
    one, other = ends
    return [(name, set(one[name]) ^ set(other[name])) for name in one if one[name] != other[name]]
