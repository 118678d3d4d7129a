"""Makers of what work cites."""

import factory
from factory.django import DjangoModelFactory

from challenges.models import Citation, DraftCitation
from tests.factories.challenges import VersionFactory
from tests.factories.work import DraftFactory


class DraftCitationFactory(DjangoModelFactory):
    """Somebody whom a draft cites by role."""

    class Meta:
        model = DraftCitation

    draft = factory.SubFactory(DraftFactory)
    who = "duty engineer"
    organisation = "Harwell Water"


class CitationFactory(DjangoModelFactory):
    """Somebody whom a version cites by role."""

    class Meta:
        model = Citation

    version = factory.SubFactory(VersionFactory)
    who = "duty engineer"
    organisation = "Harwell Water"
    words = "We saw the night log, so we ask for one."
