"""The states of a pitch day and its legal moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class PitchDayState(TextChoices):
    """Where a pitch day stands."""

    PLANNED = "PLANNED", _("Planned")
    SCORING = "SCORING", _("Scoring")
    SCORES_CLOSED = "SCORES_CLOSED", _("Scores closed")
    SIGNED = "SIGNED", _("Result signed, not approved")
    CONFIRMED = "CONFIRMED", _("Result confirmed")
    PUBLISHED = "PUBLISHED", _("Results released")


S = PitchDayState
PITCH_DAY = Workflow(
    "pitch day",
    tuple(S.values),
    (
        Transition(
            "open_scoring",
            (S.PLANNED,),
            S.SCORING,
            "pitchday.manage",
            "pitchday.scoring_opened",
            gettext_noop("Open scoring"),
        ),
        Transition(
            "close_scores",
            (S.SCORING,),
            S.SCORES_CLOSED,
            "pitchday.lead",
            "pitchday.scores_closed",
            gettext_noop("Close scores"),
        ),
        Transition(
            "reopen_scoring",
            (S.SCORES_CLOSED,),
            S.SCORING,
            "pitchday.chair",
            "pitchday.scoring_reopened",
            gettext_noop("Reopen scoring"),
        ),
        Transition(
            "begin_round",
            (S.SCORING, S.SCORES_CLOSED),
            S.PLANNED,
            "pitchday.chair",
            "pitchday.round_begun",
            gettext_noop("Agree to a new round"),
        ),
        Transition(
            "sign",
            (S.SCORES_CLOSED,),
            S.SIGNED,
            "pitchday.chair",
            "result.signed",
            gettext_noop("Sign the result"),
        ),
        Transition(
            "approve",
            (S.SIGNED,),
            S.CONFIRMED,
            "result.approve",
            "result.approved",
            gettext_noop("Approve the result"),
        ),
        Transition(
            "send_back",
            (S.SIGNED,),
            S.SCORES_CLOSED,
            "result.approve",
            "result.sent_back",
            gettext_noop("Send the result back"),
        ),
        Transition(
            "withdraw_signature",
            (S.SIGNED, S.CONFIRMED),
            S.SCORES_CLOSED,
            "pitchday.chair",
            "result.signature_withdrawn",
            gettext_noop("Take the signature back"),
        ),
        Transition(
            "void_signature",
            (S.SIGNED, S.CONFIRMED),
            S.SCORES_CLOSED,
            "pitchday.lead",
            "result.signature_void",
            gettext_noop("Void the signature"),
        ),
        Transition(
            "release",
            (S.CONFIRMED,),
            S.PUBLISHED,
            "pitchday.manage",
            "result.released",
            gettext_noop("Release the results"),
        ),
        Transition(
            "undo_release",
            (S.PUBLISHED,),
            S.CONFIRMED,
            "pitchday.manage",
            "result.release_undone",
            gettext_noop("Undo the release"),
        ),
        Transition(
            "correct",
            (S.PUBLISHED,),
            S.SCORES_CLOSED,
            "pitchday.chair",
            "result.correction_begun",
            gettext_noop("Correct the result"),
        ),
    ),
)


class ConflictState(TextChoices):
    """Whether a conflict of interest keeps the judge from the team."""

    COUNTS = "COUNTS", _("Does not score")
    ASKED = "ASKED", _("Waits for the chair")
    STANDS = "STANDS", _("Does not score: the chair's ruling")
    DISMISSED = "DISMISSED", _("May score: the chair's ruling")


C = ConflictState
CONFLICT = Workflow(
    "conflict of interest",
    tuple(C.values),
    (
        Transition(
            "uphold",
            (C.ASKED, C.DISMISSED),
            C.STANDS,
            "conflict.decide",
            "conflict.upheld",
            gettext_noop("Does not score"),
        ),
        Transition(
            "dismiss",
            (C.ASKED, C.STANDS),
            C.DISMISSED,
            "conflict.decide",
            "conflict.dismissed",
            gettext_noop("May score"),
        ),
    ),
)
