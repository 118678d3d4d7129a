"""Writing the letters of a mailing: a programme's own words or the default, filled for one person at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts.messages.engine import BrokenLine, EmptyPlaceholder, UnknownPlaceholder, fill, fill_line, harmless
from cohorts.messages.kinds import MailKind, mail_kind
from cohorts.messages.models import MailText
from cohorts.programmes.models import Cohort, Programme
from core.errors import Refused
from core.models import User
from core.people.links import site_link

Facts = Mapping[str, str] | Callable[[User], Mapping[str, str]]


class LetterIncomplete(Refused):
    """A text asks for something that has no value for somebody; nothing is sent to anybody (M-02)."""

    message = _("The text asks for something that is missing. Nothing was sent.")
    field = "body"


class SubjectBroken(Refused):
    """The subject would have more than one line (M-07)."""

    message = _("The subject must be a single line. Nothing was sent.")
    field = "subject"


@dataclass(frozen=True)
class Words:
    """A subject and a body with placeholders."""

    subject: str
    body: str


@dataclass(frozen=True)
class Letter:
    """The final subject and body for one person."""

    to: User
    subject: str
    body: str


def default_words(kind: MailKind) -> Words:
    """The kind's own words in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return Words(gettext(kind.subject), gettext(kind.body))


def words_for(programme: Programme, name: str) -> Words:
    """The programme's own words for this kind of mail, else the default ones."""
    own = MailText.objects.filter(programme=programme, kind=name).first()
    return Words(own.subject, own.body) if own else default_words(mail_kind(name))


def each_once(people: Sequence[User]) -> list[User]:
    """The people in their order, nobody twice."""
    return list({person.pk: person for person in people}.values())


def write_letters(*, cohort: Cohort, kind: str, words: Words, to: Sequence[User], facts: Facts) -> list[Letter]:
    """One letter a person; raises LetterIncomplete or SubjectBroken, naming whom it fails for."""
    rules = mail_kind(kind)
    with translation.override(settings.LANGUAGE_CODE):
        return [_letter(cohort, rules, words, person, facts) for person in each_once(to)]


def _letter(cohort: Cohort, kind: MailKind, words: Words, person: User, facts: Facts) -> Letter:
    given = facts(person) if callable(facts) else facts
    values = {name: _value(kind, name, value) for name, value in {**_always(cohort, person), **given}.items()}
    try:
        return Letter(person, fill_line(words.subject, values)[:300], fill(words.body, values))
    except EmptyPlaceholder as empty:
        raise LetterIncomplete(_missing(empty, person)) from empty
    except UnknownPlaceholder as unknown:
        raise LetterIncomplete(_missing(unknown, person)) from unknown
    except BrokenLine as broken:
        raise SubjectBroken from broken


def _missing(problem: ValueError, person: User) -> str:
    return gettext("Nothing was sent: {%(name)s} has no value for %(person)s.") % {
        "name": str(problem)[:60],
        "person": person,
    }


def _always(cohort: Cohort, person: User) -> dict[str, str]:
    return {
        "first_name": person.get_short_name(),
        "name": person.name,
        "cohort": cohort.name,
        "site": site_link("/"),
    }


def _value(kind: MailKind, name: str, value: str) -> str:
    """The value as text that is safe to stand in a mail; whatever is not text stays what it is and is refused later."""
    text = str(value) if isinstance(value, Promise) else value
    return harmless(text) if isinstance(text, str) and not kind.may_link(name) else text
