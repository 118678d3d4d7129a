"""No database lock is held while a file is looked into, whichever way it came."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from challenges.briefs.intake.services import add_file
from challenges.models import BriefFile, DraftFile
from challenges.work import services
from core.files.services import store
from core.models import StoredFile
from tests.core.files.made import pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def looks(monkeypatch):
    """Whether a transaction was open, for each time that a process was started to look into a file."""
    seen, run = [], subprocess.run

    def watched(*args, **given):
        seen.append(connection.in_atomic_block)
        return run(*args, **given)

    monkeypatch.setattr(subprocess, "run", watched)
    return seen


def upload(name="a.pdf"):
    return SimpleUploadedFile(name, pdf())


def test_a_file_of_an_ordinary_form_is_looked_into_before_the_draft_is_locked(world, sign_in, looks):
    """F-02: the page without scripts, with two files, handed in at once."""
    sent = {"text": "All", "base_text": "0", "act": "submit", "files": [upload(), upload("b.pdf")]}
    world.clash.delete()
    answer = sign_in("participant").post(f"/my/spring-2027/milestones/{world.milestone.key}/", sent)
    assert (answer.status_code, DraftFile.objects.count(), looks[:2]) == (302, 2, [False, False])


def test_files_given_to_the_services_are_looked_into_before_their_transaction(world, looks):
    """F-02: of a draft, of a challenge, and by themselves."""
    owner, organiser = world.people["participant"], world.people["organiser"]
    services.add_files(milestone=world.milestone, team=world.team, uploads=[upload()], by=owner)
    add_file(brief=world.brief, upload=upload("b.pdf"), title="Plan", readers="TEAMS", by=organiser)
    store(upload=upload("c.pdf"), owner=owner, purpose="submission")
    assert (looks.count(True), DraftFile.objects.count(), BriefFile.objects.filter(title="Plan").count()) == (0, 1, 1)
    assert StoredFile.objects.filter(original_name__in=["a.pdf", "b.pdf", "c.pdf"]).count() == 3
