"""Bytes that no row speaks of: left by a process that was killed between putting a file in place and its commit."""

import logging
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.core.files.storage import Storage

from core.files.models import Preview, StoredFile
from core.files.services.storing import storage
from core.keys import ALPHABET, LENGTH

logger = logging.getLogger(__name__)
# A file is put in place seconds before its row is committed: after a day nobody is still about to.
AGE = timedelta(days=1)
# So many go in one run; if more of a store than its half has no row, or there is
# no row at all, the wrong database is asked, and nothing goes.
MOST = 1000
FEW = 20
# What generated names look like, and what Django adds where one is taken; anything else was put there by somebody.
OURS = re.compile(rf"[a-z_-]{{1,40}}/[{ALPHABET}]{{{2 * LENGTH}}}(?:_[A-Za-z0-9]{{7}})?")


def unnamed(now: datetime) -> list[str]:
    """The names of a day-old files of the store that no row has; nothing is changed."""
    stands = _standing()
    old = [name for name in stands if _is_old(storage(), name, now)]
    found = sorted(set(old) - named(old))
    if len(found) > max(FEW, len(stands) // 2) or (found and not StoredFile.objects.exists()):
        words = "%s of %s stored files have no row: none is removed. Is this their database?"
        logger.error(words, len(found), len(stands))
        return []
    return found[:MOST]


def remove_unnamed(now: datetime) -> int:
    """Files that no row has are gone from the store, asked once more just before; returns how many."""
    found = unnamed(now)
    gone = sorted(set(found) - named(found))
    for name in gone:
        storage().delete(name)
    return len(gone)


def named(names: Iterable[str]) -> set[str]:
    """Those of the names that a row has, of a file or of a small picture of it."""
    wanted = list(names)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        found |= set(StoredFile.objects.filter(file__in=some).values_list("file", flat=True))
        found |= set(Preview.objects.filter(file__in=some).values_list("file", flat=True))
    return found


def _standing() -> list[str]:
    """Every file of the store whose name is one of those that the site makes."""
    return [name for name in _all(storage()) if OURS.fullmatch(name)]


def _all(store: Storage) -> Iterator[str]:
    try:
        folders, _files = store.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        for name in store.listdir(folder)[1]:
            yield f"{folder}/{name}"


def _is_old(store: Storage, name: str, now: datetime) -> bool:
    try:
        at = store.get_modified_time(name)
    except FileNotFoundError:
        return False
    return at.astimezone(UTC) < now - AGE
