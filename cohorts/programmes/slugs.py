"""Addresses made from names."""

from itertools import count

from django.db.models import Model
from django.utils.text import slugify

from cohorts.programmes.defaults import RESERVED
from core.keys import new_key

LONGEST = 50


def free_slug(model: type[Model], name: str) -> str:
    """An address for the name that no row of the model has and no page of the site uses."""
    base = slugify(name)[:LONGEST].strip("-") or new_key()
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    if base not in taken:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)
