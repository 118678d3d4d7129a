"""Keys for addresses that nobody can guess."""

import secrets

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_key() -> str:
    """Twelve random characters, easy to read aloud: about 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Keyed(models.Model):
    """A row whose address cannot be guessed."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)

    class Meta:
        abstract = True
