"""One key, one effect: a form sent twice makes one thing."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.db.models import Model
from django.db.utils import IntegrityError

from core import zones
from core.privacy import NOT_PERSONAL

M = TypeVar("M", bound=Model)


class Effect(models.Model):
    """What the first request with a key made."""

    user_id = models.BigIntegerField(default=0)
    action = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    result_type = models.CharField(max_length=80, blank=True, default="")
    result_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    PRIVACY: ClassVar[dict[str, str]] = {"action": NOT_PERSONAL, "result_type": NOT_PERSONAL}

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["user_id", "action", "key"], name="effect_once")]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


def once(*, by: Any, action: str, key: str, make: Callable[[], M]) -> M:
    """What make() returned the first time this person sent this key; without a key make() always runs.

    What was made and is gone since is made anew.
    The unique row is written first, so a doubled request waits for the first one's transaction to end.
    """
    if not key:
        return make()
    with transaction.atomic():
        return _first_or_earlier(by, action, key, make)


def _first_or_earlier(by: Any, action: str, key: str, make: Callable[[], M]) -> M:
    who = {"user_id": getattr(by, "pk", None) or 0, "action": action, "key": key[:64]}
    try:
        with transaction.atomic():
            effect = Effect.objects.create(**who, made_at=zones.now())
    except IntegrityError:
        effect = Effect.objects.select_for_update().get(**who)
        rows: Any = apps.get_model(effect.result_type)._base_manager
        earlier: M | None = rows.filter(pk=effect.result_id).first()
        if earlier is not None:
            return earlier
    made = make()
    Effect.objects.filter(pk=effect.pk).update(result_type=made._meta.label, result_id=made.pk)
    return made
