"""Files in pages: the box from which they are sent in parts, and the small picture beside one in a list."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.files.models import StoredFile
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


@register.simple_tag
def thumb(stored: StoredFile, url: str) -> SafeString:
    """The small picture of a file, from the address that asks the file's own permission; its kind where it has none.

    Whoever lists files has their previews ready (prefetch_related), so that no file costs a query of its own.
    """
    if not stored.is_served or not stored.previews.all():
        return format_html('<span class="thumb thumb-kind" aria-hidden="true">{}</span>', stored.kind)
    is_paged = stored.content_type == "application/pdf"
    words = _("First page of %(name)s") if is_paged else _("Small picture of %(name)s")
    made = '<img class="thumb" src="{}" alt="{}" width="72" height="54" loading="lazy" decoding="async">'
    return format_html(made, url, words % {"name": stored.original_name})
