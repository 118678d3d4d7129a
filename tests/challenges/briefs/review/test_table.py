"""Every state by every action by every person: what happens is what the workflow and the policy say, by hand."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.briefs import services as briefs
from challenges.briefs.review import services
from challenges.briefs.workflow import BriefState
from challenges.models import Brief
from core.errors import Refused
from tests.factories.reviews import BackingFactory, SensitivityCheckFactory

pytestmark = pytest.mark.django_db
ACTS = {
    "submit": lambda brief, by: briefs.submit_brief(brief=brief, by=by),
    "start_review": lambda brief, by: services.ask_reviewer(
        brief=brief, named=services.Named(email="new@example.com"), by=by
    ),
    "request_changes": lambda brief, by: services.request_changes(brief=brief, words="Say how many.", by=by),
    "approve": lambda brief, by: services.approve_brief(brief=brief, reason="Known well.", by=by),
    "reject": lambda brief, by: services.reject_brief(brief=brief, reason="Bought already.", by=by),
    "publish": lambda brief, by: briefs.publish_brief(brief=brief, by=by),
    "withdraw": lambda brief, by: briefs.withdraw_brief(brief=brief, note="No time.", by=by),
    "restore": lambda brief, by: briefs.restore_brief(brief=brief, by=by),
    "close": lambda brief, by: briefs.close_brief(brief=brief, by=by),
}
BOTH, RUNS = ("challenge_owner", "organiser"), ("organiser",)
# state -> action -> (who may, where it leads); nobody else may, and nothing else happens
TABLE = {
    "DRAFT": {"submit": (BOTH, "SUBMITTED"), "approve": (RUNS, "APPROVED"), "withdraw": (BOTH, "WITHDRAWN")},
    "SUBMITTED": {
        "start_review": (RUNS, "IN_REVIEW"),
        "request_changes": (RUNS, "CHANGES"),
        "approve": (RUNS, "APPROVED"),
        "reject": (RUNS, "REJECTED"),
        "withdraw": (BOTH, "WITHDRAWN"),
    },
    "IN_REVIEW": {
        # A further reviewer is asked; the state stays.
        "request_changes": (RUNS, "CHANGES"),
        "approve": (RUNS, "APPROVED"),
        "reject": (RUNS, "REJECTED"),
        "withdraw": (BOTH, "WITHDRAWN"),
    },
    "CHANGES": {"submit": (BOTH, "SUBMITTED"), "reject": (RUNS, "REJECTED"), "withdraw": (BOTH, "WITHDRAWN")},
    "APPROVED": {
        "request_changes": (RUNS, "CHANGES"),
        "publish": (RUNS, "PUBLISHED"),
        "withdraw": (BOTH, "WITHDRAWN"),
    },
    "PUBLISHED": {"withdraw": (RUNS, "WITHDRAWN"), "close": (RUNS, "CLOSED")},
    "CLOSED": {},
    "REJECTED": {"restore": (RUNS, "DRAFT")},
    "WITHDRAWN": {"restore": (RUNS, "DRAFT")},
}
PEOPLE = (
    "organiser",
    "challenge_owner",
    "other_organiser",
    "other_owner",
    "participant",
    "mentor",
    "reviewer",
    "checker",
)


def test_the_table_names_every_state():
    assert sorted(TABLE) == sorted(BriefState.values)


@pytest.mark.parametrize("state", sorted(TABLE))
def test_each_action_from_a_state_by_each_person(way, world, state):
    """O-05: whoever calls the service."""
    SensitivityCheckFactory(brief=way.brief)
    BackingFactory(brief=way.brief)
    wrong = []
    for action, act in ACTS.items():
        if (state, action) == ("IN_REVIEW", "start_review"):
            continue
        who, target = TABLE[state].get(action, ((), state))
        for role in PEOPLE:
            Brief.objects.filter(pk=way.brief.pk).update(state=state)
            outcome = _try(act, Brief.objects.get(pk=way.brief.pk), world.people[role])
            now = Brief.objects.get(pk=way.brief.pk).state
            expected = (target, "done") if role in who else (state, "refused")
            if (now, outcome) != expected:
                wrong.append((action, role, now, outcome))
    assert wrong == []


def _try(act, brief, by):
    try:
        act(brief, by)
    except (Refused, PermissionDenied):
        return "refused"
    return "done"
