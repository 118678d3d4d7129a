"""Handing a seat over: the judge names a deputy, an organiser or the chair says yes, the deputy sits."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from challenges.judges.models import HandOver
from challenges.judges.workflow import HandOverState
from challenges.live.models import LiveSlot
from challenges.live.workflow import LiveState
from challenges.pitchdays.models import PanelSeat, SlotJudge
from challenges.pitchdays.services import make_chair, seat_judge, send_invitation, unseat_judge
from challenges.pitchdays.workflow import PitchDayState
from cohorts.messages.services import notify
from cohorts.models import ProgrammeStaff
from cohorts.people.services import find_or_make_user
from core import zones
from core.audit.record import record
from core.errors import Refused
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.people.addresses import checked_address
from core.people.links import site_link
from core.service import service

OVER = (PitchDayState.CONFIRMED, PitchDayState.PUBLISHED)


class NotOneself(Refused):
    """Nobody is their own deputy."""

    message = _("Name somebody else: this is the judge’s own address.")
    field = "email"


class OpenAlready(Refused):
    """One hand-over of the seat waits for an answer."""

    message = _("A hand-over of this seat waits for an answer already.")


class SeatGone(Refused):
    """The seat cannot be handed over any more."""

    message = _("This seat cannot be handed over any more.")


class OwnRequest(Refused):
    """Who asked does not decide."""

    message = _("Somebody else has to confirm it: the organisers, or the chair where that is not you.")


class ChairNeeded(Refused):
    """A panel is never left without its chair."""

    message = _("Say who chairs the panel from now on: the deputy, or another judge of the panel.")
    field = "chair"


@service
def ask_hand_over(
    *,
    seat: PanelSeat,
    first_name: str,
    last_name: str,
    email: str,
    reason: str,
    title: str = "",
    by: User,
    key: str = "",
    now: datetime | None = None,
) -> HandOver:
    """The hand-over waits for a yes, and the organisers have a letter; records hand_over.asked."""
    locked = PanelSeat.objects.select_for_update().get(pk=seat.pk)
    address = checked_address(email)

    def make() -> HandOver:
        _refuse(locked, address)
        asked = HandOver.objects.create(
            seat=seat,
            first_name=first_name,
            last_name=last_name,
            email=address,
            title=title,
            reason=reason,
            asked_at=zones.moment(now),
        )
        record("hand_over.asked", by=by, subject=asked, cohort=seat.cohort, now=now)
        if by.pk == seat.user_id:
            _tell_organisers(asked, by, now)
        return asked

    return once(by=by, action="hand_over.ask", key=key, make=make)


def _refuse(seat: PanelSeat, address: str) -> None:
    if seat.left_at is not None or seat.pitch_day.state in OVER:
        raise SeatGone
    if address == seat.user.email:
        raise NotOneself
    if HandOver.objects.filter(seat=seat, state=HandOverState.ASKED).exists():
        raise OpenAlready


def _tell_organisers(asked: HandOver, by: User, now: datetime | None) -> None:
    cohort = asked.seat.cohort
    staff = ProgrammeStaff.objects.filter(programme=cohort.programme_id, ended_at=None).select_related("user")
    facts = {
        "judge": asked.seat.user.name,
        "deputy": asked.deputy,
        "reason": asked.reason,
        "link": site_link(f"/organise/{cohort.slug}/pitch-day/hand-overs/{asked.key}/"),
    }
    people = [member.user for member in staff]
    if people:
        notify(cohort=cohort, kind="judges.hand_over", to=people, facts=facts, by=by, key=asked.key, now=now)


@service
def confirm_hand_over(
    *,
    hand_over: HandOver,
    by: User,
    chair: PanelSeat | None = None,
    deputy_chairs: bool = False,
    now: datetime | None = None,
) -> PanelSeat:
    """The deputy has the seat and a letter, the judge has left it and their link is over; what they handed in stays.

    Pitches that are over stay the judge's, all others become the deputy's. Records hand_over.confirmed. With a chair's
    seat goes the chair, to the deputy or to the judge who is named: raises ChairNeeded where nobody is.
    """
    moment = zones.moment(now)
    asked = (
        HandOver.objects.select_for_update()
        .select_related("seat__pitch_day__cohort", "seat__user")
        .get(pk=hand_over.pk)
    )
    if by.pk == asked.seat.user_id:
        raise OwnRequest
    move(asked, "confirm", by=by, now=moment)
    old = asked.seat
    names = {"first_name": asked.first_name, "last_name": asked.last_name}
    deputy = find_or_make_user(email=asked.email, **names, by=by, now=moment)
    new = seat_judge(
        pitch_day=old.pitch_day, user=deputy, organisation=old.organisation, title=asked.title, by=by, now=moment
    )
    _take_over_pitches(old, new)
    next_chair = _next_chair(old, new if deputy_chairs else chair)
    unseat_judge(seat=old, is_replaced=True, by=by, now=moment)
    if next_chair is not None:
        make_chair(seat=next_chair, by=by, now=moment)
    asked.decided_at, asked.new_seat = moment, new
    asked.save(update_fields=["decided_at", "new_seat"])
    send_invitation(seat=new, by=by, now=moment)
    return new


def _next_chair(old: PanelSeat, named: PanelSeat | None) -> PanelSeat | None:
    """Who chairs when the seat is handed over; nobody new where the seat is not the chair's."""
    if not PanelSeat.objects.filter(pk=old.pk, is_chair=True).exists():
        return None
    there = PanelSeat.objects.filter(pitch_day=old.pitch_day_id, left_at=None).exclude(pk=old.pk)
    found = there.filter(pk=named.pk).first() if named else None
    if found is None:
        raise ChairNeeded
    return found


def _take_over_pitches(old: PanelSeat, new: PanelSeat) -> None:
    """Only where pitches were given to judges one by one; otherwise every judge sees every pitch."""
    over = LiveSlot.objects.filter(slot__pitch_day=old.pitch_day, state=LiveState.DONE).values("slot")
    rest = SlotJudge.objects.filter(seat=old).exclude(slot__in=over)
    known = set(SlotJudge.objects.filter(seat=new).values_list("slot_id", flat=True))
    slots = [row.slot_id for row in rest.order_by("slot__order")]
    SlotJudge.objects.bulk_create([SlotJudge(slot_id=slot, seat=new) for slot in slots if slot not in known])
    rest.delete()


@service
def decline_hand_over(*, hand_over: HandOver, by: User, now: datetime | None = None) -> HandOver:
    """The judge keeps the seat; records hand_over.declined."""
    return _end(hand_over, "decline", by, now)


@service
def take_back_hand_over(*, hand_over: HandOver, by: User, now: datetime | None = None) -> HandOver:
    """The judge keeps the seat after all; records hand_over.taken_back."""
    return _end(hand_over, "take_back", by, now)


def _end(hand_over: HandOver, action: str, by: User, now: datetime | None) -> HandOver:
    ended = move(hand_over, action, by=by, now=now)
    HandOver.objects.filter(pk=hand_over.pk).update(decided_at=zones.moment(now))
    return ended
