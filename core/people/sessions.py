"""Sessions that know whose they are, so that a person's can be listed and ended."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from core.people.models import User
from core.privacy import Keep, Personal, Privacy, personal

WHY = "to stay signed in on a device"


class Session(AbstractBaseSession):
    """One signed-in device, or the beginnings of one."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    PRIVACY: ClassVar[dict[str, Personal]] = {
        "user": personal(Privacy.SECRET, Keep.CREATED, 14, purpose=WHY),
        "session_key": personal(Privacy.SECRET, Keep.CREATED, 14, purpose=WHY),
        "session_data": personal(Privacy.SECRET, Keep.CREATED, 14, purpose=WHY),
    }
    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        app_label = "core"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """The store that reads these rows."""
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database sessions, with the person beside the data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows of this store."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save, with whose session it is."""
        row = cast(Session, super().create_model_instance(data))
        row.user_id = data.get("_auth_user_id")
        return row


def forget_expired(now: datetime) -> None:
    """Sessions past their time are gone: the cookies' own time, whatever clock a demonstration shows."""
    SessionStore.clear_expired()


def device_words(agent: str) -> str:
    """A browser's long description of itself in a few words: "Firefox, Windows"."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    found = [next((words for sign, words in table if sign in agent), "") for table in (browsers, systems)]
    return ", ".join(filter(None, found))
