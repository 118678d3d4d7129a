"""F-07: nothing is served before a scanner's verdict where there is a scanner, and a harmful file never."""

import socket
import threading
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.audit.models import Event
from core.files import services
from core.files.models import Scan, StoredFile
from core.files.scanners import NoVerdict, Verdict
from core.files.serve import NotServed, file_response
from core.invariants import files_have_owner_and_state
from core.outbox.models import OutboxMessage
from tests.core.files.hostile import EICAR

pytestmark = pytest.mark.django_db


class FakeClamd(threading.Thread):
    """A clamd that knows EICAR, and refuses what is over its limit as the real one does."""

    def __init__(self, family, address, limit=10**6):
        super().__init__(daemon=True)
        self.limit, self.heard = limit, []
        self.door = socket.socket(family, socket.SOCK_STREAM)
        self.door.bind(address)
        self.door.listen(8)

    def run(self):
        while True:
            try:
                line, _address = self.door.accept()
            except OSError:
                return
            with line:
                self.answer(line)

    def answer(self, line):
        read = line.makefile("rb")
        assert read.read(10) == b"zINSTREAM\0"
        data = b""
        while length := int.from_bytes(read.read(4), "big"):
            data += read.read(length)
        self.heard.append(data)
        found = b"INSTREAM size limit exceeded. ERROR" if len(data) > self.limit else b"stream: OK"
        line.sendall((b"stream: Eicar-Signature FOUND" if EICAR in data else found) + b"\0")

    def close(self):
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        self.join(timeout=5)


@pytest.fixture
def clamd(settings, tmp_path):
    fake = FakeClamd(socket.AF_UNIX, str(tmp_path / "clamd"))
    settings.FILE_SCANNER = f"unix://{tmp_path / 'clamd'}"
    fake.start()
    yield fake
    fake.close()


@pytest.fixture
def stored(world, django_capture_on_commit_callbacks):
    def store(data=b"hello", name="a.txt", **more):
        upload = SimpleUploadedFile(name, data)
        with django_capture_on_commit_callbacks(execute=True):
            made = services.store(
                upload=upload, owner=world.people["participant"], purpose="submission", cohort=world.cohort, **more
            )
        made.refresh_from_db()
        return made

    return store


def served(stored):
    """What whoever may have it gets: the bytes, or the words."""
    try:
        response = file_response(stored)
        with closing(response.file_to_stream):
            return b"".join(response.streaming_content)
    except NotServed as refused:
        return str(refused)


def test_without_a_scanner_files_are_marked_and_are_downloads(stored):
    """F-07: none configured."""
    one = stored()
    response = file_response(one)
    with closing(response.file_to_stream):
        assert response["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert (one.scan, one.state, served(one)) == (Scan.UNSCANNED, "not scanned", b"hello")


@pytest.mark.parametrize("where", ["unix", "tcp"])
def test_clean_file_is_served_after_its_verdict(stored, settings, tmp_path, where):
    """F-07: clamd at either kind of socket is sent the whole file."""
    if where == "unix":
        fake, settings.FILE_SCANNER = FakeClamd(socket.AF_UNIX, str(tmp_path / "c")), f"unix://{tmp_path / 'c'}"
    else:
        fake = FakeClamd(socket.AF_INET, ("127.0.0.1", 0))
        settings.FILE_SCANNER = f"tcp://127.0.0.1:{fake.door.getsockname()[1]}"
    fake.start()
    data = b"word by word " * 30_000
    one = stored(data)
    fake.close()
    assert (one.scan, one.state, fake.heard == [data], served(one) == data) == (Scan.CLEAN, "", True, True)


def test_harmful_file_is_kept_from_everybody_and_told(stored, world, clamd):
    """F-07: EICAR. The owner and the organisers have a letter; nobody has the file."""
    one = stored(EICAR, "test.txt")
    assert (one.scan, one.finding) == (Scan.INFECTED, "Eicar-Signature")
    assert served(one) == "This file was found to be harmful, so nobody gets it."
    letters = OutboxMessage.objects.filter(kind="files.harmful").order_by("to_id")
    assert {letter.to for letter in letters} == {world.people["participant"], world.people["organiser"]}
    assert letters[0].subject == "A file was found to be harmful: test. txt"
    assert list(Event.objects.about(one).values_list("event", flat=True)) == ["file.stored", "file.infected"]
    assert (one.previews.count(), files_have_owner_and_state()) == (0, [])
    services.record_verdict(stored=one, verdict=Verdict(is_clean=True))
    assert StoredFile.objects.get(pk=one.pk).scan == Scan.INFECTED


def test_form_cannot_take_a_harmful_file(world, clamd, django_capture_on_commit_callbacks):
    """F-07: found while the form was still open."""
    from tests.core.files.mounted import PLACE
    from tests.core.files.test_uploads import begin, finish, send

    with django_capture_on_commit_callbacks(execute=True):
        one = finish(send(begin(world.people["participant"], EICAR), EICAR))
    with pytest.raises(services.UploadOver):
        services.keep_uploaded(keys=[one.key], place=PLACE, by=world.people["participant"])


def test_while_the_scanner_is_down_nothing_is_served_and_it_is_asked_again(stored, settings, tmp_path, clock):
    """F-07: configured but down."""
    settings.FILE_SCANNER = f"unix://{tmp_path / 'down'}"
    one, two = stored(b"one"), stored(EICAR)
    words = "This file is still being checked for malware. Try again in a few minutes."
    assert (one.scan, one.state, served(one)) == (Scan.WAITING, "being checked", words)
    assert services.look_again(clock.forward(minutes=1)) == 0
    fake = FakeClamd(socket.AF_UNIX, str(tmp_path / "down"))
    fake.start()
    assert services.look_again(clock.forward(minutes=1)) == 2
    fake.close()
    found = [StoredFile.objects.get(pk=file.pk).scan for file in (one, two)]
    assert found == [Scan.CLEAN, Scan.INFECTED]


def test_file_that_the_scanner_will_not_look_at_waits_and_holds_up_no_other(stored, clamd, clock):
    """F-07: over clamd's own limit is no verdict."""
    clamd.limit = 10
    large, small = stored(b"more than ten bytes"), stored(b"small")
    assert (large.scan, small.scan) == (Scan.WAITING, Scan.CLEAN)
    StoredFile.objects.filter(pk=small.pk).update(scan=Scan.WAITING)
    assert services.look_again(clock.forward(minutes=1)) == 1
    assert StoredFile.objects.get(pk=small.pk).scan == Scan.CLEAN


def test_scanner_that_is_taken_away_leaves_files_not_scanned(stored, settings, tmp_path, clock):
    settings.FILE_SCANNER = f"unix://{tmp_path / 'down'}"
    one = stored()
    settings.FILE_SCANNER = ""
    services.look_again(clock.now)
    one.refresh_from_db()
    assert (one.scan, served(one)) == (Scan.UNSCANNED, b"hello")


def suspicious(opened):
    """A scanner of the site's own: no file may speak of secrets, and it breaks over some."""
    data = opened.read()
    if b"break" in data:
        raise ValueError("broken")
    return Verdict(is_clean=b"secret" not in data, finding="Secret")


def test_function_may_be_the_scanner_and_its_fault_is_no_verdict(stored, settings):
    """F-07: the hook."""
    settings.FILE_SCANNER = "tests.core.files.test_scanning.suspicious"
    found = [stored(data).scan for data in (b"fine", b"a secret", b"break")]
    assert found == [Scan.CLEAN, Scan.INFECTED, Scan.WAITING]


def test_answer_that_is_no_verdict_is_none():
    from core.files.scanners import _verdict

    for said in ("", "stream: ", "UNKNOWN COMMAND", "stream: Can't allocate memory ERROR", "OK then"):
        with pytest.raises(NoVerdict):
            _verdict(said)


@pytest.mark.parametrize("state", [Scan.WAITING, Scan.INFECTED])
def test_preview_of_what_is_not_served_is_not_there(ada, state):
    """F-07: nor is a picture of it."""
    from django.http import Http404

    from core.files.serve import preview_response
    from tests.factories.core import PreviewFactory

    shown = PreviewFactory(stored__owner=ada, stored__scan=state)
    with pytest.raises(Http404):
        preview_response(shown.stored, 1)
    assert (files_have_owner_and_state() != []) == (state == Scan.INFECTED)
