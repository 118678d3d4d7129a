"""Two at once on one challenge: both answers are kept, it is submitted once, a proposal is accepted once."""

import pytest

from challenges.briefs.intake import services
from challenges.briefs.intake.services import digest
from challenges.models import Brief, BriefVersion
from core.lifecycle import NotPossibleNow
from tests.challenges.briefs.intake.conftest import ANSWERS
from tests.factories.challenges import BriefFactory, BriefOwnerFactory
from tests.factories.intake import BriefApplicationFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_editors_at_once_lose_nothing(race):
    brief = BriefFactory(draft=True, question="", public_title="")
    writers = [BriefOwnerFactory(brief=brief).user for _n in range(2)]
    seen = {name: digest("") for name in ("summary", "need")}
    race(
        lambda: services.save_answers(brief=brief, answers={"summary": "Hers"}, seen=seen, by=writers[0]),
        lambda: services.save_answers(brief=brief, answers={"need": "His"}, seen=seen, by=writers[1]),
    )
    now = Brief.objects.get(pk=brief.pk)
    assert (now.summary, now.need, now.revision) == ("Hers", "His", 2)


def test_two_submissions_at_once_keep_one_version(race):
    brief = BriefFactory(draft=True, **ANSWERS)
    owner = BriefOwnerFactory(brief=brief).user
    outcomes = race(*[lambda: services.submit_whole(brief=brief, by=owner)] * 2)
    assert sorted(isinstance(one, NotPossibleNow) for one in outcomes) == [False, True]
    assert BriefVersion.objects.filter(brief=brief).count() == 1


def test_two_who_accept_at_once_make_one_draft(race):
    application = BriefApplicationFactory()
    race(*[lambda: services.accept_application(application=application, by=None)] * 3)
    assert Brief.objects.filter(cohort=application.cohort).count() == 1
