"""Small pictures of files: beside them wherever they are listed, from an address that asks what the file's asks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.briefs.intake.services import add_file
from challenges.work import services
from core.files.models import Preview
from core.files.previews import draw
from tests.cast import CAST
from tests.challenges.work.test_services import PDF, hand_in
from tests.core.files.made import picture

pytestmark = pytest.mark.django_db
SEEN = {"organiser": 200, "administrator": 200, "participant": 200, "team_mate": 200, "mentor": 200}
READERS = {**SEEN, "other_participant": 200, "challenge_owner": 200, "reviewer": 200}


@pytest.fixture
def files(world):
    """A PDF, a picture and a text in Lantern's draft and newest version; a PDF of the challenge, for teams."""
    world.clash.delete()
    type(world.brief).objects.filter(pk=world.brief.pk).update(state="PUBLISHED")
    uploads = [SimpleUploadedFile("plan.pdf", PDF), SimpleUploadedFile("us.png", picture("png"))]
    uploads.append(SimpleUploadedFile("notes.txt", b"Nine tenants."))
    made = hand_in(world.milestone, world.team, world.people["participant"], uploads=uploads)
    plan = SimpleUploadedFile("brief.pdf", PDF)
    brief = add_file(brief=world.brief, upload=plan, title="Plan", readers="TEAMS", by=world.people["organiser"])
    for stored in [*(file.stored for file in made.files.all()), brief.stored]:
        draw(stored.pk)
    world.newest, world.plan = made, brief
    return {file.stored.original_name: file.stored for file in made.files.all()}


def addresses(world, files):
    """The preview's address of each kind of listed file, and who gets it; everybody else is told that it is nowhere."""
    key = files["plan.pdf"].key
    return {
        reverse("my:version_file_preview", args=["spring-2027", world.newest.key, key]): SEEN,
        reverse("my:draft_file_preview", args=["spring-2027", world.draft.key, key]): {
            "participant": 200,
            "team_mate": 200,
        },
        reverse("my:brief_file_preview", args=["spring-2027", world.plan.key]): READERS,
        reverse("partner:brief_file_preview", args=[world.plan.key]): READERS,
    }


def fetched(client, address, begins=b"\x89PNG\r\n\x1a\n"):
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(begins)
    return answer.status_code


def test_a_preview_goes_to_just_those_who_get_the_file(world, sign_in, files):
    """O-02: the whole cast at each address, and the file's own address answers alike."""
    rows = addresses(world, files)
    for role in CAST:
        client = Client() if role == "anonymous" else sign_in(role)
        expected = [row.get(role, 302 if role == "anonymous" else 404) for row in rows.values()]
        assert (role, [fetched(client, address) for address in rows]) == (role, expected)
        of_files = [address.removesuffix("preview/") for address in rows]
        assert (role, [fetched(client, address, b"%PDF") for address in of_files]) == (role, expected)


def test_a_preview_is_sent_with_the_safe_headers_of_files(world, sign_in, files):
    """F-01, F-04: a PNG that the site drew, unsniffed, in a sandbox, in no cache."""
    for address in addresses(world, files):
        answer = sign_in("participant").get(address)
        b"".join(answer.streaming_content)
        names = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
        assert {name: answer[name] for name in names} == {
            "Content-Type": "image/png",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        }
        assert answer["Content-Disposition"].startswith("inline; filename=")


def test_a_file_without_a_preview_or_of_another_version_has_none(world, sign_in, files):
    """O-01, O-02."""
    client = sign_in("participant")

    def status(version, stored):
        return fetched(client, reverse("my:version_file_preview", args=["spring-2027", version.key, stored.key]))

    assert [status(world.newest, files[name]) for name in ("us.png", "notes.txt")] == [200, 404]
    assert status(world.version, files["plan.pdf"]) == 404
    type(files["plan.pdf"]).objects.filter(pk=files["plan.pdf"].pk).update(scan="INFECTED")
    assert status(world.newest, files["plan.pdf"]) == 404


def test_lists_show_the_picture_with_its_words_and_size_or_the_kind(world, sign_in, files):
    shown = sign_in("mentor").get(reverse("my:milestone", args=["spring-2027", world.milestone.key])).content.decode()
    address = reverse("my:version_file_preview", args=["spring-2027", world.newest.key, files["plan.pdf"].key])
    words = 'width="72" height="54" loading="lazy" decoding="async">'
    assert f'<img class="thumb" src="{address}" alt="First page of plan.pdf" {words}' in shown
    assert 'alt="Small picture of us.png"' in shown
    assert '<span class="thumb thumb-kind" aria-hidden="true">TXT</span>' in shown
    own = sign_in("participant").get(reverse("my:milestone", args=["spring-2027", world.milestone.key]))
    assert own.content.decode().count('class="thumb"') == 4
    for address in (
        reverse("my:brief", args=["spring-2027", world.brief.key]),
        reverse("partner:brief", args=[world.brief.key]),
        reverse("organise:brief", args=["spring-2027", world.brief.key]),
        reverse("partner:brief_attachments", args=[world.brief.key]),
    ):
        person = "participant" if address.startswith("/my/") else "organiser"
        assert sign_in(person).get(address).content.decode().count('alt="First page of brief.pdf"') == 1


def asked(client, address):
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_lists_of_files_ask_the_same_for_three_files_and_four(world, sign_in, files):
    own = reverse("my:milestone", args=["spring-2027", world.milestone.key])
    organisers = reverse("organise:submission", args=["spring-2027", world.submission.key])
    where = {"milestone": world.milestone, "team": world.team, "by": world.people["participant"]}
    for role, address in (("participant", own), ("organiser", organisers)):
        client = sign_in(role)
        client.get(address)
        before = asked(client, address)
        services.add_files(uploads=[SimpleUploadedFile(f"{role}.txt", b"More.")], **where)
        for file in services.submit(**where).files.all():
            Preview.objects.get_or_create(stored=file.stored, number=9, file=f"preview/{file.stored.key}")
        assert (role, asked(client, address)) == (role, before)
