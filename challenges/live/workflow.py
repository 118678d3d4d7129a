"""The states of a pitch while the day runs, and its legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class LiveState(TextChoices):
    """Where a pitch is on the day."""

    PLANNED = "PLANNED", _("To come")
    CALLED = "CALLED", _("Called")
    ON_STAGE = "ON_STAGE", _("On stage")
    QUESTIONS = "QUESTIONS", _("Questions")
    SCORING = "SCORING", _("Being scored")
    DONE = "DONE", _("Done")
    SKIPPED = "SKIPPED", _("Skipped")


S = LiveState
# The stage belongs to one team at a time in these.
ON_IT = (S.ON_STAGE, S.QUESTIONS, S.SCORING)
MAY = "live.run"


def _move(action: str, sources: tuple[str, ...], target: str, event: str, label: str) -> Transition:
    return Transition(action, sources, target, MAY, event, label)


LIVE_SLOT = Workflow(
    "pitch on the day",
    tuple(S.values),
    (
        _move("call_team", (S.PLANNED, S.SKIPPED), S.CALLED, "live.team_called", gettext_noop("Call the team")),
        _move("start_pitch", (S.PLANNED, S.CALLED), S.ON_STAGE, "live.pitch_started", gettext_noop("Start the pitch")),
        _move("start_questions", (S.ON_STAGE,), S.QUESTIONS, "live.questions_started", gettext_noop("Start questions")),
        _move(
            "start_scoring",
            (S.ON_STAGE, S.QUESTIONS),
            S.SCORING,
            "live.scoring_started",
            gettext_noop("Start scoring"),
        ),
        _move("finish_slot", (*ON_IT,), S.DONE, "live.slot_finished", gettext_noop("Finish this pitch")),
        _move("skip_slot", (S.PLANNED, S.CALLED), S.SKIPPED, "live.slot_skipped", gettext_noop("Skip this team")),
    ),
)
