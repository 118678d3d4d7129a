"""Editors of the public pages: members of Wagtail's group, made and ended by administrators."""

from datetime import datetime

from django.contrib.auth.models import Group

from core.audit.record import record
from core.people.models import User
from core.people.sessions import Session
from core.service import service

GROUP = "Editors"


def edits(user: User) -> bool:
    """Whether the person is an editor of the public pages."""
    return user.groups.filter(name=GROUP).exists()


@service
def make_editor(*, user: User, by: User | None, now: datetime | None = None) -> None:
    """The person may open Wagtail's admin, once they have signed in again (I-11); records editor.made."""
    user.groups.add(Group.objects.get(name=GROUP))
    Session.objects.filter(user=user).delete()
    record("editor.made", by=by, subject=user, now=now)


@service
def end_editor(*, user: User, by: User | None, now: datetime | None = None) -> None:
    """The person may no longer open Wagtail's admin; records editor.ended."""
    user.groups.remove(*Group.objects.filter(name__in=[GROUP, "Moderators"]))
    record("editor.ended", by=by, subject=user, now=now)
