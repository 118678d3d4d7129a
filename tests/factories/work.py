"""Makers of drafts, agreements and extensions."""

import factory
from factory.django import DjangoModelFactory

from challenges.models import (
    Agreement,
    Clash,
    Draft,
    DraftEditor,
    DraftField,
    DraftFile,
    DraftRevision,
    Extension,
    StatementRequest,
    SubmittedFile,
)
from tests.clock import START
from tests.factories.challenges import MilestoneFactory, SubmissionFactory, VersionFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.core import StoredFileFactory, UserFactory


class DraftFactory(DjangoModelFactory):
    """A draft without parts."""

    class Meta:
        model = Draft

    milestone = factory.SubFactory(MilestoneFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..milestone.cohort"))
    made_at = START


class DraftFieldFactory(DjangoModelFactory):
    """The text of a draft as it stands."""

    class Meta:
        model = DraftField

    draft = factory.SubFactory(DraftFactory)
    name = "text"
    value = "We asked nine tenants."
    revision = 1
    saved_by = factory.SubFactory(UserFactory)
    saved_at = START


class DraftRevisionFactory(DjangoModelFactory):
    """One save of the text."""

    class Meta:
        model = DraftRevision

    draft = factory.SubFactory(DraftFactory)
    name = "text"
    value = "We asked nine tenants."
    revision = 1
    saved_by = factory.SubFactory(UserFactory)
    saved_at = START


class ClashFactory(DjangoModelFactory):
    """A text that waits beside the draft's."""

    class Meta:
        model = Clash

    draft = factory.SubFactory(DraftFactory)
    name = "text"
    value = "We asked ten tenants."
    written_by = factory.SubFactory(UserFactory)
    written_at = START


class DraftFileFactory(DjangoModelFactory):
    """A file of a draft."""

    class Meta:
        model = DraftFile

    draft = factory.SubFactory(DraftFactory)
    stored = factory.SubFactory(StoredFileFactory)
    begun_at = START
    added_at = START


class DraftEditorFactory(DjangoModelFactory):
    """Somebody who has the draft open."""

    class Meta:
        model = DraftEditor

    draft = factory.SubFactory(DraftFactory)
    user = factory.SubFactory(UserFactory)
    part = "text"
    seen_at = START


class SubmittedFileFactory(DjangoModelFactory):
    """A file of a version."""

    class Meta:
        model = SubmittedFile

    version = factory.SubFactory(VersionFactory)
    stored = factory.SubFactory(StoredFileFactory)


class AgreementFactory(DjangoModelFactory):
    """A mentor who has agreed."""

    class Meta:
        model = Agreement

    version = factory.SubFactory(VersionFactory)
    user = factory.SubFactory(UserFactory)
    side = "MENTOR"
    agreed_at = START
    said_at = START


class StatementRequestFactory(DjangoModelFactory):
    """A wish to change agreed work that waits for an answer."""

    class Meta:
        model = StatementRequest

    submission = factory.SubFactory(SubmissionFactory)
    reason = "The tenants told us otherwise."
    asked_by = factory.SubFactory(UserFactory)
    asked_at = START


class ExtensionFactory(DjangoModelFactory):
    """Two more days for one team."""

    class Meta:
        model = Extension

    milestone = factory.SubFactory(MilestoneFactory)
    team = factory.SubFactory(TeamFactory, cohort=factory.SelfAttribute("..milestone.cohort"))
    due_at = factory.LazyAttribute(lambda made: made.milestone.due_at.replace(hour=23, minute=59))
    reason = "Two of the team were ill."
    given_at = START
