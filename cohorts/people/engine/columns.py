"""Guessing what each column of a table of people holds, from its heading and its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohorts.people.engine.fields import (
    BACKGROUND,
    EMAIL,
    FIRST_NAME,
    FULL_NAME,
    IGNORE,
    JOB_TITLE,
    LAST_NAME,
    MANAGER,
    MANAGER_EMAIL,
    NOMINATOR,
    NOMINATOR_EMAIL,
    ORGANISATION,
    REGION,
    SCHEME,
    SECTOR,
    SKILL,
    TAGS,
    YEARS,
    Guess,
)
from cohorts.people.engine.values import ADDRESS, read_years
from cohorts.people.engine.words import is_level_word, level_of, plain, sector_of
from core.sentence import Sentence, say
from core.sentence import noop as _

# Somebody else's details, and what survey tools add by themselves.
OTHERS = re.compile(
    r"\b(manager|managers|mentor|sponsor|emergency|supervisor|next of kin|assistant|referee|nominator)\b"
)
# Two of these others count: who leads a person and who sent them, each by name and by address.
CLOSE: tuple[tuple[str, str, str], ...] = (
    (
        MANAGER_EMAIL,
        r"((your|the) )?(line )?managers?( s)?( work)? email( address)?",
        r"\bline managers?( s)?( work)? email\b|\bemail( address)? of (your|the) (line )?manager\b",
    ),
    (
        MANAGER,
        r"((your|the) )?(line )?managers?( s)?( full)?( names?)?",
        r"\bline managers?( s)?( full)? name\b|\bname of (your|the) (line )?manager\b|\bwho is your (line )?manager\b",
    ),
    (
        NOMINATOR_EMAIL,
        r"((your|the) )?nominators?( s)?( work)? email( address)?|nominated by email( address)?",
        r"\bnominators?( s)?( work)? email\b|\bemail( address)? of (your|the) nominator\b",
    ),
    (
        NOMINATOR,
        r"((your|the) )?nominators?( s)?( full)?( names?)?|nominated by( name)?",
        r"\bnominators?( s)?( full)? name\b|\bname of (your|the) nominator\b|\bwho (has )?nominated (you|them)\b",
    ),
)
MACHINE = re.compile(
    r"id|no|number|start time|completion time|last modified time|timestamp|language|ip address|response id|"
    r"submission date|status|duration|score|total points|quiz feedback"
)
# In each: the whole heading that says just this, then words that tell it within a longer question.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    (EMAIL, r"(work |business |contact )?email( address)?", r"\bemail\b"),
    (
        FIRST_NAME,
        r"(first|given|preferred|christian) names?|forenames?",
        r"\b(first|given|preferred) name\b|\bforename\b",
    ),
    (LAST_NAME, r"(last|family|second) names?|surnames?", r"\b(last|family) name\b|\bsurname\b"),
    (
        FULL_NAME,
        r"(full |your |whole )?names?|(participant|delegate|person|applicant)( s)?( full)?( name)?",
        (
            r"\b(full|your|participant s|delegate s|delegate|participant|applicant) name\b|"
            r"\bname of (the )?(participant|delegate|applicant)\b"
        ),
    ),
    (
        SECTOR,
        r"sector|(organisation|organization|employer) type|public or private",
        r"\bsector\b|\b(type|kind) of (organisation|organization|employer|body)\b|\bpublic or private\b",
    ),
    (
        ORGANISATION,
        (
            r"organi[sz]ation( name)?|employer|company( name)?|department|dept|body|institution|agency|"
            r"department or company"
        ),
        (
            r"\b(organi[sz]ation|employer|company|department|institution|agency)\b|"
            r"\bwho do you work for\b|\bwhere do you work\b"
        ),
    ),
    (
        JOB_TITLE,
        r"job( title)?|role|position|post( title)?|current role|grade and role",
        r"\b(job|role|position|post|job title)\b",
    ),
    (
        SCHEME,
        r"scheme|graduate scheme|fast stream( scheme)?|stream",
        r"\b(scheme|fast stream|apprenticeship|graduate programme)\b",
    ),
    (
        REGION,
        r"region|location|office|area|nation|base|city|town",
        r"\b(region|location|based|which office|nation|part of the (uk|country))\b",
    ),
    (
        BACKGROUND,
        r"background|degree|discipline|specialism|profession|field",
        r"\b(background|degree|discipline|specialism|did you study|profession)\b",
    ),
    (
        YEARS,
        r"years?( of)?( experience)?|(work )?experience( years)?|length of service",
        (
            r"\byears?\b.*\b(experience|worked|working|work|service)\b|"
            r"\bexperience\b.*\byears?\b|\bhow long\b|\blength of service\b"
        ),
    ),
    (TAGS, r"tags?|labels?|team roles?", r"\b(tags?|labels?|could you (do|offer)|what can you (do|offer|bring))\b"),
)


def guess_columns(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]], skills: Sequence[str] = ()
) -> dict[str, Guess]:
    """Return for every heading the field that its column seems to hold; no field is given twice."""
    options: list[tuple[int, int, str, str, Sentence]] = []
    for place, header in enumerate(headers):
        cells = [row[place] for row in sample_rows if place < len(row) and row[place]]
        for field, confidence, reason in _options(header, cells, skills):
            options.append((-confidence, place, header, field, reason))
    fields = {option[3] for option in options}
    if {FIRST_NAME, LAST_NAME} <= fields:
        options = [option for option in options if option[3] != FULL_NAME]
    chosen: dict[str, Guess] = {}
    taken: set[str] = set()
    for minus, _place, header, field, reason in sorted(options, key=lambda option: option[:4]):
        if header not in chosen and field not in taken:
            chosen[header] = Guess(field, -minus, reason)
            taken.update(_spent(field))
    return {header: chosen.get(header, _none(header)) for header in headers}


def _spent(field: str) -> tuple[str, ...]:
    """Return what cannot be given again: a whole name would repeat a first or last one."""
    names = {
        FULL_NAME: (FULL_NAME, FIRST_NAME, LAST_NAME),
        FIRST_NAME: (FIRST_NAME, FULL_NAME),
        LAST_NAME: (LAST_NAME, FULL_NAME),
    }
    return names.get(field, (field,))


def _none(header: str) -> Guess:
    reason = _("No field fits “%(heading)s”. Choose one, or keep it as another answer.")
    return Guess(IGNORE, 0, say(reason, heading=header))


def _options(header: str, cells: Sequence[str], skills: Sequence[str]) -> list[tuple[str, int, Sentence]]:
    words = plain(re.sub(r" \(\d+\)$", "", header))
    skill = _skill(header, cells, skills)
    if skill:
        return [skill]
    if MACHINE.fullmatch(words):
        return [(IGNORE, 100, say(_("“%(heading)s” is added by the survey tool."), heading=header))]
    if close := _close(header, words, cells):
        return [close]
    if OTHERS.search(words):
        return [(IGNORE, 60, say(_("“%(heading)s” seems to be about somebody else."), heading=header))]
    found = [option for option in (_by_heading(pattern, header, words, cells) for pattern in PATTERNS) if option]
    return found or _by_cells(cells)


def _close(header: str, words: str, cells: Sequence[str]) -> tuple[str, int, Sentence] | None:
    """Tell the line manager and the nominator; under a heading that names neither, the cells say name or address."""
    found = [option for option in (_by_heading(pattern, header, words, cells) for pattern in CLOSE) if option]
    if found:
        return found[0]
    for field, whole, _within in CLOSE:
        if re.fullmatch(whole, words) and cells and _share(cells, ADDRESS.fullmatch) >= 0.5:
            other = {MANAGER: MANAGER_EMAIL, NOMINATOR: NOMINATOR_EMAIL}.get(field, field)
            return other, 80, say(_("The heading is “%(heading)s”."), heading=header)
    return None


def _by_heading(
    pattern: tuple[str, str, str], header: str, words: str, cells: Sequence[str]
) -> tuple[str, int, Sentence] | None:
    field, whole, within = pattern
    if re.fullmatch(whole, words):
        confidence, reason = 95, _("The heading is “%(heading)s”.")
    elif re.search(within, words):
        # The shorter the question, the surer the word in it.
        confidence, reason = max(60, 88 - len(words.split())), _("The heading “%(heading)s” speaks of it.")
    else:
        return None
    confidence += _evidence(field, cells)
    return (field, confidence, say(reason, heading=header)) if confidence >= 40 else None


def _evidence(field: str, cells: Sequence[str]) -> int:
    """Return how much the cells speak for the field, from -60 to 5."""
    if not cells:
        return 0
    if field in (EMAIL, MANAGER_EMAIL, NOMINATOR_EMAIL):
        return 5 if _share(cells, ADDRESS.fullmatch) >= 0.5 else -60
    if field == SECTOR:
        return 5 if _share(cells, sector_of) >= 0.5 else -30
    if field == YEARS:
        return 5 if _share(cells, lambda cell: read_years(cell)[0] is not None) >= 0.5 else -60
    return -60 if _share(cells, ADDRESS.fullmatch) >= 0.5 else 0


def _share(cells: Sequence[str], test: object) -> float:
    assert callable(test)
    return sum(1 for cell in cells if test(cell) is not None and test(cell) != "") / len(cells)


def _skill(header: str, cells: Sequence[str], skills: Sequence[str]) -> tuple[str, int, Sentence] | None:
    """Tell a skill by its name in the heading, surest at the end as survey tools put it: “… [Research]”."""
    words = plain(header)
    for skill in sorted(skills, key=lambda name: (-len(name), name)):
        name = plain(skill)
        if not re.search(rf"\b{re.escape(name)}\b", words):
            continue
        levels = _share(cells, level_of) if cells else 0.0
        tail = plain(re.split(r"[\[.:?–—-]", header.rstrip("] .?"))[-1])
        if words == name or tail == name:
            confidence = 97 if levels >= 0.5 or not cells else 70
        else:
            confidence = 90 if levels >= 0.5 and any(map(is_level_word, cells)) else 0
        if confidence:
            return SKILL + skill, confidence, say(_("The heading names the skill “%(skill)s”."), skill=skill)
    return None


def _by_cells(cells: Sequence[str]) -> list[tuple[str, int, Sentence]]:
    if len(cells) >= 2 and _share(cells, ADDRESS.fullmatch) >= 0.8:
        return [(EMAIL, 55, say(_("Most cells hold e-mail addresses.")))]
    if len(cells) >= 2 and _share(cells, sector_of) >= 0.9:
        return [(SECTOR, 45, say(_("Most cells name a sector.")))]
    return []
