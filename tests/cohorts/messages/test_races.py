"""Two at once, on PostgreSQL: a mailing is made once."""

import pytest

from cohorts.messages import services
from cohorts.messages.models import Mailing
from core.models import OutboxMessage
from tests.factories.cohorts import CohortFactory
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_mail_sent_twice_at_once_reaches_each_person_once(race):
    """C-01, M-05: no silent duplicate."""
    cohort, ade, to = CohortFactory(), UserFactory(), [UserFactory(), UserFactory()]

    def send():
        return services.announce(cohort=cohort, to=to, subject="News", body="Hello {name}", by=ade, key="abc")

    first, second = race(send, send)
    assert (first.pk, Mailing.objects.count(), OutboxMessage.objects.count()) == (second.pk, 1, 2)
