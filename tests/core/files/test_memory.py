"""What files cost: less than 100 MB of memory more than idle, for 200 MB sent in parts and for each bomb.

The site's own process is measured above what it held before; the one that looks into a file from nothing, whole.
"""

import subprocess
import sys

import pytest
from django.conf import settings as site

from core.files import services
from core.files.texts import film_fault, text_fault
from tests.core.files import large
from tests.core.files.mounted import PLACE

MOST = 100
APART = """
import sys
from core.files.apart.__main__ import main
main(*sys.argv[1:])
print("", next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
CASES = {
    "slides": ("office", ""),
    "deck": ("pdfs", ""),
    "photo": ("pictures", ""),
    "sideways photo": ("pictures", ""),
    "screen": ("pictures", ""),
    "zip bomb": ("office", "bomb"),
    "list of parts": ("office", "bomb"),
    "laughs": ("office", "entities"),
    "pdf bomb": ("pdfs", "bomb"),
    "stream of pdf": ("pdfs", "damaged"),
    "png bomb": ("pictures", "pixels"),
    "gif bomb": ("pictures", "pixels"),
}


def peak_of(act):
    """The result, and how much more than before was held at any moment of it, in megabytes."""
    large.forget_the_highest()
    before = large.resident()
    return act(), large.highest() - before


@pytest.mark.parametrize("case", list(CASES))
def test_look_into_a_file_takes_less_than_100_mb(tmp_path, case):
    """F-03, F-04, F-05: sound files near the limit and bombs alike, the whole process counted."""
    task, wanted = CASES[case]
    name = large.write(case, tmp_path / "given")
    command = [sys.executable, "-c", APART, task, tmp_path / "given", tmp_path / "drawn", name.partition(".")[2]]
    done = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, check=True, text=True)
    said, _space, peak = done.stdout.rpartition(" ")
    assert (said.strip(), float(peak) < MOST) == (f'{{"wrong": "{wanted}"}}', True), peak


@pytest.mark.parametrize(("case", "fault", "wanted"), [
    ("text", text_fault, ""), ("long film", film_fault, ""), ("boxes", film_fault, "damaged"),
])  # fmt: skip
def test_long_text_and_film_are_read_in_pieces(tmp_path, case, fault, wanted):
    """F-02."""
    name = large.write(case, tmp_path / "given")
    found, peak = peak_of(lambda: fault(tmp_path / "given", name.partition(".")[2]))
    assert (found, peak < MOST) == (wanted, True), peak


@pytest.mark.django_db
def test_two_hundred_megabytes_sent_in_parts_cost_less_than_100(ada, tmp_path, settings):
    """F-02: received, put together, looked into and kept, never whole in memory."""
    name = large.write("slides", tmp_path / "given")
    size = (tmp_path / "given").stat().st_size

    def send():
        upload = services.start_upload(by=ada, place=PLACE, name=name, size=size)
        with (tmp_path / "given").open("rb") as opened:
            while upload.received < size:
                part = min(settings.UPLOAD_CHUNK_BYTES, size - upload.received)
                upload = services.receive_chunk(upload=upload, offset=upload.received, size=part, stream=opened, by=ada)
        return services.finish_upload(upload=upload, place=PLACE, by=ada)

    stored, peak = peak_of(send)
    assert (stored.size, size > 180 * large.MEGABYTE, peak < MOST) == (size, True, True), peak
