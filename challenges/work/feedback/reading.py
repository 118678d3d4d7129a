"""What the page of feedback shows of one piece of work to one person."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.feedback.models import FeedbackRequest
from challenges.work.feedback.people import page_at, role_of
from challenges.work.feedback.queries import Group, Marks, Thread, grouped, marks_of, requests_of, threads_of
from challenges.work.feedback.texts import Part, parts_of
from challenges.work.feedback.workflow import AskedState, Role
from challenges.work.models import Submission, Version
from challenges.work.queries import versions_of
from core import zones

WHOLE = "whole"
BACK = {"my": "my:milestone", "organise": "organise:submission", "partner": "partner:submission"}


@dataclass(frozen=True)
class Line:
    """One paragraph with what is said of it."""

    number: int
    text: str
    threads: list[Thread]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is said of it."""
        return not self.threads


@dataclass(frozen=True)
class Section:
    """One part of the version: what is said of the whole of it, its paragraphs, and what spoke of others before."""

    part: Part
    whole: list[Thread]
    lines: list[Line]
    gone: list[Thread]


class Reading:
    """One person before one piece of work; every row is asked once."""

    def __init__(self, submission: Submission, user: Any, door: str, number: str = "") -> None:
        self.submission, self.user, self.door, self.number = submission, user, door, number

    @cached_property
    def role(self) -> Role | None:
        """As what the person reads it."""
        return role_of(self.user, self.submission)

    @cached_property
    def once(self) -> str:
        """The key of this page's reply, against posting it twice."""
        return str(uuid4())

    @property
    def is_team(self) -> bool:
        """Whether it is the person's own team's work."""
        return self.role == Role.MEMBER

    @cached_property
    def versions(self) -> list[Version]:
        """All versions, the newest first."""
        found = versions_of(self.submission)
        for version in found:
            version.submission = self.submission
        return found

    @cached_property
    def version(self) -> Version:
        """The version that is read: the one asked for, or the newest; a team reads of the newest always."""
        wanted = "" if self.is_team else self.number
        return next((one for one in self.versions if str(one.number) == wanted), self.versions[0])

    @property
    def is_newest(self) -> bool:
        """Whether no newer version is there."""
        return self.version.pk == self.versions[0].pk

    @cached_property
    def parts(self) -> list[Part]:
        """The parts of the version."""
        return parts_of(self.version)

    @cached_property
    def everything(self) -> list[Thread]:
        """All threads that the person reads, on whatever version."""
        return threads_of(self.submission, self.version, self.parts, self.user)

    @cached_property
    def all(self) -> list[Thread]:
        """All threads that the person reads here; of an older version only what was written up to it."""
        numbers = {one.pk: one.number for one in self.versions}
        return [one for one in self.everything if numbers[one.comment.version_id] <= self.version.number]

    @property
    def drafts(self) -> list[Thread]:
        """What the person has written and not sent, on whatever version."""
        return [one for one in self.everything if one.is_draft]

    @property
    def open(self) -> list[Thread]:
        """What is still to be done."""
        return [one for one in self.all if one.comment.is_open]

    def shown(self, *, everything: bool) -> list[Thread]:
        """Drafts and open threads, or all."""
        return self.all if everything else [one for one in self.all if one.is_draft or one.comment.is_open]

    def groups(self, *, everything: bool) -> list[Group]:
        """The threads by the part they speak of."""
        return grouped(self.shown(everything=everything), self.parts, _("The whole"))

    def sections(self, *, everything: bool) -> list[Section]:
        """The version part by part, with what is said beside each paragraph."""
        threads = self.shown(everything=everything)
        return [_section(part, [one for one in threads if one.comment.part == part.name]) for part in self.parts]

    def whole(self, *, everything: bool) -> list[Thread]:
        """What is said of the whole version, or of a part that this version does not have."""
        names = {part.name for part in self.parts}
        return [one for one in self.shown(everything=everything) if one.comment.part not in names]

    @cached_property
    def requests(self) -> list[FeedbackRequest]:
        """What the team asked: all of it for the team and organisers, for others what they were asked."""
        found = requests_of(self.submission)
        if self.role in (Role.MEMBER, Role.ORGANISER):
            return found
        return [one for one in found if one.asked_of_id == self.user.pk]

    @property
    def asked(self) -> list[FeedbackRequest]:
        """What the person themselves was asked and has not answered."""
        return [one for one in self.requests if one.asked_of_id == self.user.pk and one.state == AskedState.ASKED]

    @cached_property
    def today(self) -> date:
        """The cohort's today."""
        return zones.today(self.submission.cohort.zone)

    @cached_property
    def marks(self) -> list[Marks]:
        """The marks, as far as the person may see them."""
        return marks_of(self.submission, self.user)

    @property
    def compared(self) -> list[Version]:
        """The older versions of which something is said that is still open."""
        spoken = {one.comment.version_id for one in self.open if one.is_older}
        return [one for one in self.versions if one.pk in spoken]

    @property
    def page(self) -> str:
        """The address of this page."""
        return page_at(self.door, self.submission.cohort.slug, self.submission.key)

    @property
    def back(self) -> str:
        """Where the work itself is read."""
        slug = self.submission.cohort.slug
        args = {
            "my": [slug, self.submission.milestone.key],
            "organise": [slug, self.submission.key],
            "partner": [self.submission.key],
        }
        return reverse(BACK[self.door], args=args[self.door])


def _section(part: Part, threads: list[Thread]) -> Section:
    whole = [one for one in threads if one.place is None]
    there = [one for one in threads if one.place is not None and not one.is_gone]
    lines = [
        Line(number, text, [one for one in there if one.number == number])
        for number, text in enumerate(part.paragraphs, start=1)
    ]
    return Section(part, whole, lines, [one for one in threads if one.is_gone])
