"""The words by which sectors and capability levels are known."""

from __future__ import annotations

import re
import unicodedata

SECTORS = {
    "PUBLIC": (
        "public", "public sector", "public service", "public services", "government", "central government",
        "local government", "government department", "civil service", "civil servant", "council", "local authority",
        "devolved government", "nhs", "health service", "state", "police", "armed forces", "gov", "govt", "ddat",
    ),
    "PRIVATE": (
        "private", "private sector", "company", "industry", "tech", "technology", "tech company", "business",
        "commercial", "supplier", "sme", "start up", "startup", "technology company", "corporate", "consultancy",
    ),
    "THIRD": (
        "third", "third sector", "charity", "charities", "voluntary", "voluntary sector", "non profit", "nonprofit",
        "not for profit", "ngo", "social enterprise", "civil society", "charitable",
    ),
    "ACADEMIC": (
        "academic", "academia", "university", "universities", "higher education", "college", "research",
        "research institute", "education", "school",
    ),
}  # fmt: skip
SECTOR_OF = {word: sector for sector, words in SECTORS.items() for word in words}

LEVELS = (
    ("none", "no", "not", "never", "nothing", "n/a", "na", "no experience", "nil", "zero"),
    ("awareness", "aware", "basic", "beginner", "novice", "learning", "foundation", "a little", "some"),
    ("working", "intermediate", "competent", "moderate"),
    ("practitioner", "practioner", "practicioner", "advanced", "proficient", "confident", "strong"),
    ("expert", "specialist", "leading", "mastery"),
)
LEVEL_OF = {word: level for level, words in enumerate(LEVELS) for word in words}
LEVEL_START = re.compile("|".join(sorted(map(re.escape, LEVEL_OF), key=lambda word: (-len(word), word))))
SPELLED = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
BULLET = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the words alone: small letters without accents or marks, one space between."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("e-mail", "email"))
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return BULLET.sub(" ", bare.replace("&", " and ")).strip()


def sector_of(text: str) -> str | None:
    """Return the sector that the words mean, or None when they name none or two."""
    words = plain(text)
    if words in SECTOR_OF:
        return SECTOR_OF[words]
    found = {sector for word, sector in SECTOR_OF.items() if re.search(rf"\b{word}\b", words)}
    whole = {sector for word, sector in SECTOR_OF.items() if words.startswith(word + " ")}
    if len(found) == 1:
        return found.pop()
    if re.search(r"\b(and|or)\b", words):
        return None
    return whole.pop() if len(whole) == 1 else None


def level_of(text: str) -> int | None:
    """Return the capability level from 0 to 4 that a number or phrase means, or None."""
    words = text.casefold().strip()
    number = re.match(r"(\d+)(?:\.0)?(?![\d.])", words)
    rest = re.sub(r"^[\d\W_]+", "", words)
    if rest:
        start = LEVEL_START.match(rest)
        if start and not rest[start.end() : start.end() + 1].isalnum():
            return LEVEL_OF[start.group()]
        found = {LEVEL_OF[word] for word in re.findall(r"\w+", rest) if word in LEVEL_OF}
        if found:
            return found.pop() if len(found) == 1 else None
        return None
    if number and number.end() == len(words):
        level = int(number[1])
        return level if level <= 4 else None
    return None


def is_level_word(text: str) -> bool:
    """Return whether the text names a level in words, not as a bare number."""
    return level_of(text) is not None and any(character.isalpha() for character in text)
