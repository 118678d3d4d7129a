"""Questions about judges beside the scoring: words from the desk, and what waits for the chair."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, OuterRef, Value
from django.db.models.functions import Concat

from challenges.judges.models import HandOver, Nudge, PracticePitch, PracticeSheet, ReopenRequest
from challenges.judges.workflow import HandOverState
from challenges.pitchdays.models import PanelSeat, PitchDay
from challenges.pitchdays.rounds import open_request
from challenges.pitchdays.versions import RoundRequest
from challenges.pitchdays.workflow import PitchDayState
from core import zones
from core.models import Invitation

# Nothing of the panel changes any more.
OVER = (PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)
# Older words from the desk are of another day.
FRESH = timedelta(hours=12)


def notices_of(seat: PanelSeat, now: datetime | None = None) -> list[Nudge]:
    """The words from the desk that the judge has not put away, the newest first."""
    since = zones.moment(now) - FRESH
    return list(Nudge.objects.filter(seat=seat, seen_at=None, sent_at__gt=since).order_by("-sent_at", "-pk")[:3])


@dataclass(frozen=True)
class Matter:
    """Something between the desk and a judge: a word that was sent, a request to the chair, a deputy to decide on."""

    kind: str
    key: str
    seat: int
    about: str
    at: datetime
    seen_at: datetime | None = None


def matters_of(day: PitchDay, now: datetime | None = None) -> list[Matter]:
    """Fresh words, open requests and open hand-overs, the oldest first, in one query: the desk asks often."""
    since, nothing = zones.moment(now) - FRESH, Value(None, output_field=DateTimeField())
    words = Nudge.objects.filter(seat__pitch_day=day, sent_at__gt=since).values_list(
        Value("word"), Value(""), "seat", Value(""), "sent_at", "seen_at"
    )
    requests = ReopenRequest.objects.filter(seat__pitch_day=day, answered_at=None).values_list(
        Value("reopen"), "key", "seat", "slot__team__name", "asked_at", nothing
    )
    deputy = Concat("first_name", Value(" "), "last_name")
    hand_overs = HandOver.objects.filter(seat__pitch_day=day, state=HandOverState.ASKED).values_list(
        Value("deputy"), "key", "seat", deputy, "asked_at", nothing
    )
    return sorted((Matter(*row) for row in words.union(requests, hand_overs, all=True)), key=lambda one: one.at)


def open_requests(day: PitchDay) -> list[ReopenRequest]:
    """What the desk asked the chair to open again and the chair has not answered, the oldest first."""
    rows = ReopenRequest.objects.filter(seat__pitch_day=day, answered_at=None)
    return list(rows.select_related("seat__user", "slot__team", "asked_by").order_by("asked_at", "pk"))


def open_hand_overs(day: PitchDay) -> list[HandOver]:
    """The hand-overs that wait for a yes or a no, the oldest first."""
    rows = HandOver.objects.filter(seat__pitch_day=day, state=HandOverState.ASKED)
    return list(rows.select_related("seat__user").order_by("asked_at", "pk"))


@dataclass(frozen=True)
class Beside:
    """What a judge's home shows beside the pitches."""

    seat: PanelSeat
    notices: list[Nudge]
    has_practice: bool
    has_practised: bool
    hand_overs: list[HandOver] = field(default_factory=list)
    requests: list[ReopenRequest] = field(default_factory=list)
    new_round: RoundRequest | None = None


def waits_for_acceptance(seat: PanelSeat) -> bool:
    """Whether the judge has not accepted the invitation yet; one who came by their own link may score all the same."""
    letters = Invitation.objects.filter(user=seat.user_id, role="judge", cohort_id=seat.pitch_day.cohort_id)
    return letters.filter(accepted_at=None, revoked_at=None).exists()


def beside(seat: PanelSeat) -> Beside:
    """Words from the desk and practice, in two queries; for the chair also what waits for an answer, in three more."""
    day = seat.pitch_day
    own = Exists(PracticeSheet.objects.filter(pitch=OuterRef("pk"), seat=seat))
    practice = list(PracticePitch.objects.filter(pitch_day=day).annotate(own=own).values_list("own", flat=True))
    has_practice, has_practised = bool(practice), any(practice)
    if not seat.is_chair or day.state in OVER:
        return Beside(seat, notices_of(seat), has_practice, has_practised)
    hand_overs = [asked for asked in open_hand_overs(day) if asked.seat_id != seat.pk]
    is_judged = day.state in (PitchDayState.SCORING, PitchDayState.SCORES_CLOSED)
    asked = (open_requests(day), open_request(day)) if is_judged else ([], None)
    return Beside(seat, notices_of(seat), has_practice, has_practised, hand_overs, *asked)
