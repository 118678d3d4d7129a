"""Lantern's problem statement with its helpers, for every test of feedback."""

from challenges.models import WorkComment
from challenges.work.feedback import services
from tests.challenges.work.test_services import hand_in
from tests.factories.challenges import BriefOwnerFactory

FIRST = "Nine tenants say so.\n\nNobody knows whom to ring.\n\nWe would ring them."
SECOND = "Eleven tenants say so.\n\nNobody knows whom to ring.\n\nA page for wardens."
RUBRIC = "Evidence\n- Opinions\n- Interviews\n- What people do\nIdea\n- One\n- Several"
HELPERS = ("mentor", "challenge_owner", "organiser")
TEAM = ("participant", "team_mate")
ROLES = (*TEAM, "other_participant", *HELPERS, "other_owner", "other_organiser", "administrator")


def prepare(world):
    """Version 2 of the statement is handed in, its owner reads it, nothing is said of it yet."""
    for row in (world.clash, world.statement_request, world.mark_round, world.work_comment, world.feedback_request):
        row.delete()
    world.milestone.is_for_owners = True
    world.milestone.rubric = RUBRIC
    world.milestone.save()
    return hand_in(world.milestone, world.team, world.people["participant"], text=FIRST)


def say(world, version, who="mentor", text="Who says so?", **where):
    return services.draft_comment(version=version, text=text, by=world.people[who], **where)


def said(world, version, who="mentor", text="Who says so?", **where):
    """A comment that is sent."""
    made = say(world, version, who, text, **where)
    services.send_feedback(submission=version.submission, by=world.people[who])
    made.refresh_from_db()
    return made


def readers(world, comment):
    """Who of the cast reads the comment."""
    rows = WorkComment.objects.filter(pk=comment.pk)
    return [role for role in ROLES if rows.visible_to(world.people[role]).exists()]


def second_owner(world, brief):
    return BriefOwnerFactory(brief=brief, user=world.people["stranger"])
