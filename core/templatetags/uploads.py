"""The box under a file field from which files are sent in parts."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context

from core.files.services import room_of_person, room_of_pool

register = template.Library()


@register.inclusion_tag("components/upload.html", takes_context=True)
def upload(context: Context, url: str, box: str = "id_files", pool: str = "", name: str = "uploaded") -> dict[str, Any]:
    """What is sent by the file box with this id goes to the address in parts; without scripts the box does it alone.

    The keys of files that are there go along with the form as `name`, for keep_uploaded().
    """
    rooms = [room_of_person(context["request"].user), *([room_of_pool(pool)] if pool else [])]
    return {
        "url": url,
        "input": box,
        "name": name,
        "token": context.get("csrf_token", ""),
        "most": settings.UPLOAD_MAX_BYTES,
        "plain_most": settings.FILE_MAX_BYTES,
        "left": min(room.left for room in rooms),
    }
