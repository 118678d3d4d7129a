"""One cell of a table of people read as a value of its field, or refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from cohorts.people.engine.fields import (
    ATTRIBUTE,
    EMAIL,
    FIRST_NAME,
    FULL_NAME,
    LAST_NAME,
    LONGEST,
    LONGEST_ATTRIBUTE,
    MANAGER,
    MANAGER_EMAIL,
    NOMINATOR,
    NOMINATOR_EMAIL,
    SECTOR,
    SKILL,
    TAGS,
    YEARS,
    Remark,
    Value,
)
from cohorts.people.engine.words import SPELLED, level_of, sector_of
from core.sentence import noop as _
from core.sentence import say

ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])", re.ASCII
)
LONGEST_ADDRESS = 254
MOST_TAGS, LONGEST_TAG = 20, 40
MOST_YEARS = 60
LINK = re.compile(r"://|www\.|\bhttps?\b", re.IGNORECASE)
NOT_IN_NAMES = re.compile(r"[<>{}\[\]@|\\^~=;\u202a-\u202e\u2066-\u2069]")

Read = tuple[Value, tuple[Remark, ...], tuple[Remark, ...]]  # value, problems, warnings


def normal_address(address: str) -> str:
    """Return the address as the site stores and compares it."""
    return unicodedata.normalize("NFKC", address).strip().lower()


def read_value(field: str, text: str) -> Read:
    """Return the value that the text means for the field, with problems and warnings."""
    if not text:
        return None, (), ()
    if field.startswith(SKILL):
        return _level(field, text)
    if field in (FIRST_NAME, LAST_NAME, FULL_NAME, MANAGER, NOMINATOR):
        return _name(field, text)
    return READERS.get(field, _text)(field, text)


def read_years(text: str) -> tuple[int | None, bool]:
    """Return whole years, and whether the text said it plainly; None when it says no years."""
    words = " ".join(text.casefold().replace("–", "-").replace(",", ".").split())
    for number, spelled in enumerate(SPELLED):
        words = re.sub(rf"\b{spelled}\b", str(number), words)
    if re.fullmatch(r"(less than|under|<|below) ?(a|1)? ?(year|yr)?", words):
        return 0, True
    plain = re.fullmatch(
        r"(?:about |circa |c\.? ?|~ ?|over |more than |> ?|nearly )?"
        r"(\d{1,3})(\.\d+)? ?\+?(?: ?(?:years?|yrs?|y))?\.?(?: .*)?",
        words,
    )
    months = re.fullmatch(r"(\d{1,3}) ?(?:months?|mths?|m)", words)
    both = re.fullmatch(r"(\d{1,2}) ?(?:years?|yrs?|y)\.?(?: and)? (\d{1,2}) ?(?:months?|mths?|m)\.?", words)
    span = re.fullmatch(r"(\d{1,2})(?:\.\d+)? ?(?:-|to|or) ?(\d{1,2})(?:\.\d+)? ?(?:years?|yrs?|y)?\.?", words)
    if span:
        return min(int(span[1]), int(span[2])), False
    if months:
        return int(months[1]) // 12, True
    if both:
        return int(both[1]), True
    if plain:
        return int(plain[1]), not plain[2]
    return None, False


def split_name(text: str) -> tuple[str, str]:
    """Return first and last name of a whole one, also of “Hart, Zoe” and “Dr Jan van Dyk”."""
    text = re.sub(r"^(mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame)\.? +(?=\S+ )", "", text, flags=re.IGNORECASE)
    if text.count(",") == 1:
        last, first = (part.strip() for part in text.split(","))
        return (first, last) if first else (last, "")
    words = text.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    return " ".join(words[:cut] or words), " ".join(words[cut:]) if cut > 0 else ""


PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "ap",
        "ter",
        "ten",
        "mac",
        "st",
    ]
)


def _email(field: str, text: str) -> Read:
    address = re.sub(r"^mailto:", "", text.strip(" ;,."), flags=re.IGNORECASE)
    within = re.fullmatch(r"[^<>]*<\s*([^<>\s]+)\s*>", address)
    address = normal_address(within[1] if within else address)
    if address.count("@") > 1 and len(re.split(r"[\s;,]+", address)) > 1:
        return (
            None,
            (
                _wrong(
                    "TWO_ADDRESSES",
                    field,
                    _("This cell holds two e-mail addresses."),
                    _("Keep the one that is used for work."),
                ),
            ),
            (),
        )
    if len(address) > LONGEST_ADDRESS or ".." in address or not ADDRESS.fullmatch(address):
        message = say(_("“%(text)s” is not an e-mail address."), text=text[:80])
        return None, (Remark("NOT_AN_ADDRESS", field, message, say(_("Write it like name@example.com."))),), ()
    return address, (), ()


def _name(field: str, text: str) -> Read:
    name = " ".join(text.split())
    if NOT_IN_NAMES.search(name) or LINK.search(name):
        message = say(_("“%(text)s” holds signs or a link that no name has."), text=name[:80])
        return None, (Remark("NOT_A_NAME", field, message, say(_("Check that the columns are not shifted."))),), ()
    if any(len(_alphabets(word)) > 1 for word in name.split()):
        message = say(_("“%(text)s” mixes alphabets within a word."), text=name[:80])
        return None, (Remark("MIXED_ALPHABETS", field, message, say(_("Type the name again in one alphabet."))),), ()
    return _text(field, name)


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in word if letter.isalpha()}


def _sector(field: str, text: str) -> Read:
    sector = sector_of(text)
    if sector is None:
        message = say(_("“%(text)s” is no sector we know."), text=text[:80])
        return None, (Remark("NOT_A_SECTOR", field, message, say(_("Write public, private, third or academic."))),), ()
    return sector, (), ()


def _level(field: str, text: str) -> Read:
    level = level_of(text)
    if level is None:
        message = say(
            _("“%(text)s” is no level of %(skill)s we know."), text=text[:80], skill=field.removeprefix(SKILL)
        )
        hint = say(_("Write none, awareness, working, practitioner or expert, or 0 to 4."))
        return None, (Remark("NOT_A_LEVEL", field, message, hint),), ()
    return level, (), ()


def _years(field: str, text: str) -> Read:
    years, sure = read_years(text)
    if years is None or years > MOST_YEARS:
        message = say(_("“%(text)s” is not a number of years."), text=text[:80])
        return None, (Remark("NOT_YEARS", field, message, say(_("Write a whole number, such as 3."))),), ()
    if not sure:
        message = say(_("“%(text)s” was read as %(years)d."), text=text[:80], years=years)
        return years, (), (Remark("YEARS_ROUNDED", field, message, say(_("Change it if it matters."))),)
    return years, (), ()


def _tags(field: str, text: str) -> Read:
    tags = {" ".join(part.split()).casefold() for part in re.split(r"[;,|\n]", text)} - {""}
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        return (
            None,
            (
                _wrong(
                    "TAGS_TOO_LONG",
                    field,
                    _("This is more than a list of short tags."),
                    _("Keep tags to a few words each."),
                ),
            ),
            (),
        )
    return tuple(sorted(tags)), (), ()


def _text(field: str, text: str) -> Read:
    longest = LONGEST_ATTRIBUTE if field.startswith(ATTRIBUTE) else LONGEST[field]
    value = text if field.startswith(ATTRIBUTE) else " ".join(text.split())
    if len(value) > longest:
        message = say(_("This is longer than %(longest)d characters."), longest=longest)
        return None, (Remark("TOO_LONG", field, message, say(_("Shorten it, or leave the column out."))),), ()
    return value, (), ()


def _wrong(code: str, field: str, message: str, hint: str) -> Remark:
    return Remark(code, field, say(message), say(hint))


READERS: dict[str, Callable[[str, str], Read]] = {
    EMAIL: _email,
    MANAGER_EMAIL: _email,
    NOMINATOR_EMAIL: _email,
    SECTOR: _sector,
    YEARS: _years,
    TAGS: _tags,
}
