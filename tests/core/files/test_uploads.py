"""Files sent in parts: begun, received, checked, taken by a form; in any order of accidents never a wrong file."""

import os
import shutil
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import transaction

from core.audit.models import Event
from core.errors import Busy, Refused
from core.files import services
from core.files.models import StoredFile, Upload, UploadState
from core.files.services import Place, finishing, storing, uploads
from tests.core.files.mounted import PLACE

pytestmark = pytest.mark.django_db
DATA = b"What we learnt from users, word by word.\n" * 15


def begin(person, data=DATA, name="plan.txt", **more):
    return services.start_upload(by=person, place=PLACE, name=name, size=len(data), **more)


def send(upload, data=DATA, step=100, start=None):
    at = upload.received if start is None else start
    while at < len(data):
        part = data[at : at + step]
        upload = services.receive_chunk(upload=upload, offset=at, size=len(part), stream=BytesIO(part), by=upload.owner)
        at += len(part)
    return upload


def finish(upload, place=PLACE):
    return services.finish_upload(upload=upload, place=place, by=upload.owner)


def content(stored):
    with stored.file.open("rb") as opened:
        return opened.read()


def test_parts_become_one_file_with_its_facts(ada, clock, django_capture_on_commit_callbacks):
    """D-01: begun_at and arrived_at are the server's moments."""
    upload = begin(ada)
    begun = clock.now
    clock.forward(minutes=4)
    upload = send(upload)
    clock.forward(minutes=1)
    with django_capture_on_commit_callbacks(execute=True):
        stored = finish(upload)
    upload.refresh_from_db()
    after = [(moment - begun).seconds for moment in (upload.begun_at, upload.arrived_at, upload.finished_at)]
    assert after == [0, 240, 300]
    assert (content(stored), stored.size, stored.owner, stored.pool) == (DATA, len(DATA), ada, "team:7")
    assert (stored.scan, stored.state, upload.state) == ("UNSCANNED", "not scanned", UploadState.DONE)
    assert list(Event.objects.about(stored).values_list("event", flat=True)) == ["file.stored"]
    assert list(uploads.incoming().iterdir()) == []


def test_same_key_goes_on_with_the_same_upload(ada, bea):
    """F-02: a form that is opened twice begins once; another person's key is another upload."""
    first = send(begin(ada, key="k"), DATA[:200])
    again = begin(ada, key="k")
    assert (again.pk, again.received) == (first.pk, 200)
    assert begin(bea, key="k").pk != first.pk
    assert finish(send(again)).pk == begin(ada, key="k").stored.pk
    assert [one.pk for one in services.going(by=ada, place=PLACE)] == [first.pk]


def test_part_sent_twice_counts_once_and_a_wrong_offset_says_the_right_one(ada):
    upload = send(begin(ada), DATA[:200])
    again = send(upload, DATA[:200], start=0)
    assert (again.received, len(again.parts)) == (200, 2)
    for offset in (100, 300, -1):
        with pytest.raises(services.WrongOffset) as raised:
            services.receive_chunk(upload=upload, offset=offset, size=150, stream=BytesIO(DATA), by=ada)
        assert raised.value.received == 200
    assert content(finish(send(again))) == DATA


def test_line_that_breaks_in_a_part_leaves_nothing_of_it(ada):
    upload = begin(ada)
    with pytest.raises(services.WrongOffset):
        services.receive_chunk(upload=upload, offset=0, size=100, stream=BytesIO(DATA[:60]), by=ada)
    assert [file.name for file in uploads.folder_of(upload).iterdir()] == []
    assert content(finish(send(upload))) == DATA


@pytest.mark.parametrize("size", [0, 10**12])
def test_parts_over_their_limit_are_refused(ada, size):
    """F-02: no part is larger than one may be, nor goes past the size that was said."""
    with pytest.raises(services.WrongOffset):
        services.receive_chunk(upload=begin(ada), offset=0, size=size, stream=BytesIO(DATA), by=ada)


def test_file_that_is_not_whole_is_not_finished(ada):
    upload = send(begin(ada), DATA[:200])
    with pytest.raises(services.Incomplete) as raised:
        finish(upload)
    assert (raised.value.received, StoredFile.objects.count()) == (200, 0)


def test_refused_file_is_over_and_its_parts_are_gone(ada, django_capture_on_commit_callbacks):
    """F-01: the checks run on the file as it arrived."""
    page = b"<script>alert(1)</script>" * 20
    upload = send(begin(ada, page), page)
    with pytest.raises(Refused), django_capture_on_commit_callbacks(execute=True):
        finish(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.reason[:25]) == ("REFUSED", "This file holds something")
    assert StoredFile.objects.count() == 0
    assert not uploads.folder_of(upload).exists()
    with pytest.raises(services.UploadOver):
        finish(upload)


def test_what_the_feature_refuses_is_not_kept(ada):
    """D-01: the feature's own rule, such as a deadline, is asked in the transaction that keeps the file."""

    def closed(stored, upload):
        raise Refused("Closed.")

    upload = send(begin(ada))
    with pytest.raises(Refused, match="Closed"):
        finish(upload, Place(PLACE.purpose, PLACE.context, pool=PLACE.pool, finished=closed))
    upload.refresh_from_db()
    left = [file for file in Path(storing.storage().location).rglob("*") if file.is_file()]
    assert (upload.state, upload.reason, StoredFile.objects.count()) == ("REFUSED", "Closed.", 0)
    assert left == []


def test_fault_of_the_site_leaves_all_parts_to_finish_again(ada):
    def busy(stored, upload):
        raise Busy

    upload = send(begin(ada))
    with pytest.raises(Busy):
        finish(upload, Place(PLACE.purpose, PLACE.context, finished=busy))
    assert content(finish(upload)) == DATA


def test_upload_is_checked_by_one_request_and_after_a_kill_by_another(ada, clock):
    upload = send(begin(ada))
    finishing._claim(upload=upload, by=ada, now=None)
    with pytest.raises(services.StillChecked):
        finish(upload)
    clock.forward(minutes=4)
    stored = finish(upload)
    assert (content(stored), finish(upload).pk) == (DATA, stored.pk)


def test_form_takes_the_persons_own_files_of_its_place_once(ada, bea, clock):
    """O-02: a key of somebody else's, or of another place, is nothing."""
    stored, theirs = finish(send(begin(ada))), finish(send(begin(bea)))
    elsewhere = Place("submission", "milestone:other")
    for keys, place in (([theirs.key], PLACE), ([stored.key], elsewhere), ([stored.key, "nothing"], PLACE)):
        with pytest.raises(services.UploadOver):
            services.keep_uploaded(keys=keys, place=place, by=ada)
    assert services.keep_uploaded(keys=[stored.key], place=PLACE, by=ada) == [stored]
    with pytest.raises(services.UploadOver):
        services.keep_uploaded(keys=[stored.key], place=PLACE, by=ada)
    clock.forward(days=9)
    services.remove_expired(clock.now)
    assert list(StoredFile.objects.all()) == [stored]


def test_cancelled_upload_is_gone_with_its_file(ada, bea, django_capture_on_commit_callbacks):
    half, whole = send(begin(ada), DATA[:200]), send(begin(ada))
    stored = finish(whole)
    with pytest.raises(services.UploadOver):
        services.cancel_upload(upload=half, by=bea)
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel_upload(upload=half, by=ada)
        services.cancel_upload(upload=whole, by=ada)
    assert (StoredFile.objects.count(), stored.file.storage.exists(stored.file.name)) == (0, False)
    assert list(uploads.incoming().iterdir()) == []
    with pytest.raises(services.UploadOver):
        send(half)


def test_abandoned_uploads_are_erased_with_their_parts(ada, clock):
    """P-04: a day after its last part nothing of an upload is there."""
    old = send(begin(ada), DATA[:200])
    (uploads.incoming() / "form-left").mkdir()
    os.utime(uploads.incoming() / "form-left", (0, 0))
    clock.forward(hours=23)
    fresh = send(begin(ada), DATA[:100])
    clock.forward(hours=2)
    assert services.abandoned(clock.now) == 1
    assert [file.name for file in uploads.incoming().iterdir()] == [fresh.key]
    assert list(Upload.objects.all()) == [fresh]
    assert old.pk != fresh.pk


def test_erased_persons_uploads_go_and_what_a_team_holds_stays(ada, django_capture_on_commit_callbacks):
    """P-01: what only the person had goes; what was handed in is the team's."""
    from core.erasers import forget

    kept, untaken = finish(send(begin(ada))), finish(send(begin(ada)))
    services.keep_uploaded(keys=[kept.key], place=PLACE, by=ada)
    send(begin(ada), DATA[:200])
    with django_capture_on_commit_callbacks(execute=True):
        forget(ada)
    assert (list(StoredFile.objects.all()), Upload.objects.count()) == ([kept], 0)
    assert (untaken.file.storage.exists(untaken.file.name), list(uploads.incoming().iterdir())) == (False, [])


KILLED = """
import os, signal, sys
sys.path.insert(0, {base!r})
from pathlib import Path
folder = Path({folder!r})
folder.mkdir(parents=True, exist_ok=True)
part = folder / "200.killed"
with part.open("xb") as out:
    out.write(b"half of a part that nobody will ever count")
    out.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_process_killed_in_a_part_leaves_a_file_that_goes_on(ada):
    """F-02, T5: what a killed process wrote is named by no row, so it is in no file."""
    upload = send(begin(ada), DATA[:200])
    code = KILLED.format(base=str(site.BASE_DIR), folder=str(uploads.folder_of(upload)))
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert (done.returncode, (uploads.folder_of(upload) / "200.killed").exists()) == (-signal.SIGKILL, True)
    assert content(finish(send(upload))) == DATA


def test_lost_part_is_a_fault_and_never_half_a_file(ada):
    upload = send(begin(ada))
    (uploads.folder_of(upload) / upload.parts[0][0]).write_bytes(b"short")
    with pytest.raises(OSError, match="wrong size"):
        finish(upload)
    shutil.rmtree(uploads.folder_of(upload))
    with pytest.raises(FileNotFoundError):
        finish(upload)
    assert StoredFile.objects.count() == 0


def test_two_tabs_and_two_machines_send_one_file_at_once(race):
    """F-02, T6: eight senders of the same parts; one file, whole, and no part left over."""
    from tests.factories.core import UserFactory

    ada = UserFactory()
    upload = begin(ada, key="k")

    def send_all(number):
        mine = begin(ada, key="k")
        for at in range(0, len(DATA), 64):
            part = DATA[at : at + 64]
            try:
                services.receive_chunk(upload=mine, offset=at, size=len(part), stream=BytesIO(part), by=ada)
            except services.WrongOffset:
                continue
        try:
            return finish(mine).pk
        except (services.StillChecked, services.Incomplete):
            return None

    found = set(race(*[lambda number=number: send_all(number) for number in range(8)])) - {None}
    assert len(found | {finish(upload).pk}) == 1
    assert content(StoredFile.objects.get()) == DATA
    assert transaction.get_connection().in_atomic_block is False


def test_job_of_abandoned_uploads_leaves_what_goes_on(ada, clock):
    upload = send(begin(ada), DATA[:200])
    assert services.abandoned(clock.now) == 0
    assert content(finish(send(upload))) == DATA
