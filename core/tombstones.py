"""The list of erased people, beside the backups: who was erased does not come back with an older archive (P-06).

A line is an account's key and the moment, nothing of the person. Lines are only ever added, and the database, which
knows its erased accounts too, fills in what a crash kept from the list.
"""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import zones
from core.models import User

FILE = "erasures.txt"
# The address of an erased account: its key, at no host.
GONE = "@erased.invalid"


def place() -> Path:
    """Where this site keeps its list: in the folder of its backups, which is copied away with them."""
    return Path(settings.VAR_DIR) / "backups" / FILE


def keys_in(file: Path) -> set[str]:
    """The keys of the list; none where there is no file. A line that a crash cut short counts by its key."""
    if not file.exists():
        return set()
    return {line.split()[0] for line in file.read_text(encoding="utf-8").splitlines() if line.strip()}


def erased_here() -> set[str]:
    """The keys of the accounts that this database knows to be erased."""
    return set(User.objects.filter(email__endswith=GONE).values_list("key", flat=True))


def lay(person: User, now: datetime | None = None) -> None:
    """Once the transaction holds, the person's key stands in the list."""
    moment = zones.moment(now)
    transaction.on_commit(lambda: _add({person.key}, moment))


def complete(now: datetime) -> int:
    """Every account that was erased stands in the list; the number that was missing."""
    missing = erased_here() - keys_in(place())
    _add(missing, now)
    return len(missing)


def _add(keys: set[str], now: datetime) -> None:
    if not keys:
        return
    place().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as list_of_erased:
        list_of_erased.write("".join(f"{key} {now.isoformat()}\n" for key in sorted(keys)))
        list_of_erased.flush()
        os.fsync(list_of_erased.fileno())
