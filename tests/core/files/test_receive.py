"""The view behind which files are sent in parts, as a feature mounts it."""

import json

import pytest
from django.test import Client

from core.files.models import StoredFile, Upload
from core.files.services import uploads
from tests.core.files.made import SOUND

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.files.mounted")]
DATA = SOUND["txt"] * 40
SIZE = len(DATA)
HERE = "/place/files/"


@pytest.fixture
def hers(ada):
    return signed_in(ada)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def begin(client, name="plan.txt", size=SIZE, key="k"):
    return client.post(f"{HERE}?do=start", {"name": name, "size": size, "key": key})


def part(client, key, offset, data):
    address = f"{HERE}?do=part&key={key}&offset={offset}"
    return client.post(address, data, content_type="application/octet-stream")


def ended(client, key, act="finish"):
    return client.post(f"{HERE}?do={act}&key={key}")


def test_script_sends_a_file_in_parts_and_the_form_takes_it(hers, settings):
    settings.UPLOAD_CHUNK_BYTES = 200
    begun = begin(hers).json()
    assert (begun["received"], begun["chunk"], begun["state"]) == (0, 200, "open")
    key, at = begun["key"], 0
    while at < len(DATA):
        at = part(hers, key, at, DATA[at : at + 200]).json()["received"]
    done = ended(hers, key).json()
    stored = StoredFile.objects.get(key=done["file"])
    assert (done["state"], done["name"], done["scan"], stored.size) == ("done", "plan.txt", "not scanned", len(DATA))
    assert hers.get(HERE).json()["uploads"] == [done]
    page = hers.post("/place/", {"uploaded": done["file"]})
    assert page.content.count(b"<li>plan.txt</li>") == 1
    assert hers.get(HERE).json() == {"uploads": []}


def test_wrong_offset_is_answered_with_the_right_one(hers):
    key = begin(hers).json()["key"]
    part(hers, key, 0, DATA[:100])
    wrong = part(hers, key, 300, DATA[300:400])
    early = ended(hers, key)
    again = part(hers, key, 0, DATA[:100])
    assert [(one.status_code, one.json()["received"]) for one in (wrong, early, again)] == [
        (409, 100),
        (409, 100),
        (200, 100),
    ]


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("plan.exe", 10, "Files of this type are not taken."),
        ("plan.docm", 10, "Files with macros are not taken."),
        ("plan.txt", 0, "This file is empty."),
        ("film.mp4", 10 * 1024**3, "This file is too large: the most is 200.0\xa0MB."),
    ],
)
def test_what_could_never_be_taken_is_refused_before_it_is_sent(hers, name, size, words):
    """F-01, F-02: ten gigabytes are refused by their first request."""
    answer = begin(hers, name, size)
    assert (answer.status_code, answer.json()["error"].startswith(words)) == (422, True)


def test_refused_file_says_why_and_is_over(hers):
    data = b"<script>alert(1)</script>"
    key = begin(hers, size=len(data)).json()["key"]
    part(hers, key, 0, data)
    said = ended(hers, key)
    assert (said.status_code, said.json()["error"][:35]) == (422, "This file holds something that runs")
    assert (ended(hers, key).status_code, hers.get(f"{HERE}?key={key}").status_code) == (410, 200)


def test_upload_is_not_there_for_anybody_else(hers, bea):
    """O-02: another person's key, an unknown one and an odd one get the same answer, whatever is asked."""
    key = begin(hers).json()["key"]
    theirs = signed_in(bea)
    for name in (key, "zzzzzzzzzzzz", "%00", "%ED%A0%80", ""):
        answers = [theirs.get(f"{HERE}?key={name or 'x'}"), part(theirs, name, 0, DATA), ended(theirs, name)]
        assert [one.status_code for one in [*answers, ended(theirs, name, "cancel")]] == [404] * 4
    assert theirs.get(HERE).json() == {"uploads": []}
    assert Client().get(HERE).status_code == 302
    assert Upload.objects.get().received == 0


@pytest.mark.parametrize(
    "query",
    ["", "do=remove", "do=part&key={key}&offset=x", "do=part&key={key}&offset=" + "9" * 400, "do=part&key={key}"],
)
def test_what_no_script_sends_is_a_bad_request(hers, query):
    """F-08: odd acts and numbers."""
    key = begin(hers).json()["key"]
    address = f"{HERE}?{query.format(key=key)}"
    assert hers.post(address, b"x", content_type="application/octet-stream").status_code == 400


def test_odd_ways_to_begin_are_bad_requests(hers):
    """F-08, F-09: no name, a NUL, a size that is no number, a form instead of bytes."""
    key = begin(hers).json()["key"]
    odd = [begin(hers, name=""), begin(hers, name="a\0.txt"), begin(hers, size="many"), begin(hers, size="-1")]
    odd.append(hers.post(f"{HERE}?do=part&key={key}&offset=0", {"file": "x"}))
    assert [one.status_code for one in odd] == [400] * 5
    assert hers.put(HERE).status_code == 405


def test_no_more_than_so_many_at_once_and_an_hour(hers, monkeypatch):
    """F-02: ten thousand small files end at the twentieth, and at the two hundredth of an hour."""
    answers = [begin(hers, key=str(number)) for number in range(uploads.MANY_AT_ONCE + 1)]
    assert [one.status_code for one in answers] == [200] * uploads.MANY_AT_ONCE + [422]
    assert answers[-1].json()["error"] == "You are sending 20 files already. Wait for one to end, or cancel it."
    ended(hers, answers[0].json()["key"], "cancel")
    monkeypatch.setattr(uploads, "STARTS_AN_HOUR", 20)
    assert begin(hers, key="one more").status_code == 429


def test_quota_says_how_much_is_left(hers, settings):
    """F-02: of a person, of a team and of a cohort; what is on its way counts."""
    settings.FILE_PERSON_BYTES = 3 * 1024 * 1024
    assert begin(hers, size=2 * 1024 * 1024, key="a").status_code == 200
    over = begin(hers, size=2 * 1024 * 1024, key="b")
    words = "You have 1.0\xa0MB left of the 3.0\xa0MB that one person may store. Take something away first."
    assert (over.status_code, over.json()["error"]) == (422, words)
    settings.FILE_PERSON_BYTES, settings.FILE_TEAM_BYTES = 10**9, 2 * 1024 * 1024 + 100
    over = begin(hers, size=200, key="c")
    words = "Your team has 100\xa0bytes left of the 2.0\xa0MB that it may store. Take something away first."
    assert (over.status_code, over.json()["error"]) == (422, words)


def test_no_upload_without_the_forms_proof_of_origin(ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert begin(strict).status_code == 403
    token = strict.get("/place/").context["csrf_token"]
    answer = strict.post(f"{HERE}?do=start", {"name": "a.txt", "size": 5}, headers={"X-CSRFToken": str(token)})
    address = f"{HERE}?do=part&key={json.loads(answer.content)['key']}&offset=0"
    sent = strict.post(address, b"hello", content_type="application/octet-stream", headers={"X-CSRFToken": str(token)})
    assert (answer.status_code, sent.json()["received"]) == (200, 5)


def test_page_offers_the_plain_box_and_says_its_limit(hers):
    page = hers.get("/place/").content.decode().replace("\xa0", " ")
    assert page.count("Scripts are off, so each file can have 25.0 MB at most") == 1
    assert page.count("Up to 200.0 MB each; you have 2.0 GB left.") == 1
    assert page.count('type="file"') == 1
