"""Bytes that no row names: left by a killed process, swept a day later; what a row names is never touched."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from core.files.checks import Checked
from core.files.models import Preview, StoredFile, new_name
from core.files.services import remove_unnamed, store_bytes, unnamed
from core.files.services.storing import place, storage
from core.invariants import files_are_there

NOW = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def put(name, age):
    """A file of this name, so old."""
    kept = storage().save(name, ContentFile(b"bytes"))
    moment = (NOW - age).timestamp()
    os.utime(storage().path(kept), (moment, moment))
    return kept


def named(ada, name, age, as_preview):
    kept = put(name, age)
    facts = {"content_type": "text/plain", "size": 5, "sha256": "0" * 64, "stored_at": NOW}
    if as_preview:
        other = put(new_name("submission"), age)
        stored = StoredFile.objects.create(owner=ada, purpose="submission", file=other, original_name="a", **facts)
        Preview.objects.create(stored=stored, number=1, file=kept)
    else:
        StoredFile.objects.create(owner=ada, purpose="submission", file=kept, original_name="a", **facts)
    return kept


def standing():
    root = Path(storage().location)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(8))
def test_of_any_mixture_just_the_old_ones_without_a_row_go(ada, seed):
    """F-02: rows of files and of previews, young ones, names that the site does not give."""
    draw, kept, gone = random.Random(seed), set(), set()
    kept.add(named(ada, new_name("submission"), timedelta(days=9), as_preview=False))
    for _ in range(draw.randint(0, 60)):
        age = timedelta(hours=draw.choice([0, 1, 23, 25, 900]))
        if draw.random() < 0.6:
            kept.add(named(ada, new_name("submission"), age, draw.random() < 0.5))
        elif draw.random() < 0.2:
            kept.add(put(draw.choice(["notes/readme.txt", "submission/short", "left-by-hand"]), age))
        else:
            name = put(new_name(draw.choice(["submission", "preview", "brief"])), age)
            (gone if age > timedelta(days=1) else kept).add(name)
    before = standing()
    assert (set(unnamed(NOW)), standing()) == (gone, before)
    assert (remove_unnamed(NOW), standing()) == (len(gone), before - gone)
    assert (remove_unnamed(NOW), files_are_there()) == (0, [])


def test_what_a_killed_process_left_is_gone_after_a_day_and_not_before(ada, tmp_path):
    """F-02: killed between moving the upload to its place and the commit."""
    named(ada, new_name("submission"), timedelta(days=9), as_preview=False)
    path = tmp_path / "whole"
    path.write_bytes(b"bytes")
    name = place(Checked(path=path, name="a.txt", content_type="text/plain", size=5, sha256="0" * 64), "submission")
    os.utime(storage().path(name), (NOW.timestamp(), NOW.timestamp()))
    assert (remove_unnamed(NOW + timedelta(hours=24)), storage().exists(name)) == (0, True)
    assert (remove_unnamed(NOW + timedelta(hours=24, seconds=1)), storage().exists(name)) == (1, False)


@pytest.mark.parametrize("number", [1, 20, 25])
def test_a_store_whose_rows_are_elsewhere_loses_nothing(ada, caplog, number):
    """F-02: the store of another database is no rubbish, however small."""
    names = {named(ada, new_name("submission"), timedelta(days=9), as_preview=False) for _ in range(number)}
    StoredFile.objects.all().delete()
    told = f"{number} of {number} stored files"
    assert (remove_unnamed(NOW), standing(), told in caplog.text) == (0, names, True)


def test_an_empty_store_is_swept_without_a_word():
    assert remove_unnamed(NOW) == 0


def test_a_file_of_today_that_the_site_made_stays(ada):
    stored = store_bytes(data=b"a", name="a.csv", content_type="text/csv", owner=ada, purpose="export", now=NOW)
    assert (remove_unnamed(NOW), storage().exists(stored.file.name)) == (0, True)
