"""What the room of challenges removes when its time has come: whose work and words they were, and files."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from challenges.audience.models import AudienceCode, Guest, Question, Vote
from challenges.certificates.models import Certificate
from challenges.judges.models import HandOver, Nudge, ReopenRequest, SeatCode
from challenges.judging.models import Device, LateScore, Reopening, Score, Scorecard, ScorecardRevision
from challenges.judging.paper.models import PaperReading, PaperSheet
from challenges.judging.rounds.models import OldSheet
from challenges.pitchdays.models import Conflict, DayPause, PanelSeat, PitchSlot
from challenges.results.models import ReviewedNote, TeamQuestion
from challenges.work.cited.models import Citation, DraftCitation
from challenges.work.models import Draft, DraftField, DraftFile, Extension, StatementRequest, SubmittedFile, Version
from cohorts.erasers import ended
from core.erasers import remove
from core.files.services import remove as remove_file
from core.models import StoredFile
from core.retention import Counts, erases
from core.tombstones import GONE


def blank(label: str, rows: "QuerySet[Any]", dry_run: bool, **values: Any) -> Counts:
    """The rows' fields are empty, or in a dry run counted."""
    number = rows.count()
    if number and not dry_run:
        rows.update(**values)
    return [(label, number)]


@erases("challenges.Version")
def versions(now: datetime, dry_run: bool) -> Counts:
    """What teams handed in is removed two years after the end; that they did, and what it earned, stays."""
    old = Version.objects.filter(submission__milestone__cohort__in=ended(now, Version, "text"))
    return remove("versions of work", old, dry_run)


@erases(
    "challenges.DraftField",
    "challenges.DraftRevision",
    "challenges.DraftEditor",
    "challenges.Clash",
    "challenges.Agreement",
    "challenges.StatementRequest",
    "challenges.Extension",
)
def work_in_progress(now: datetime, dry_run: bool) -> Counts:
    """Drafts with every save go with the versions; who agreed goes with its version, a team's extra time far sooner."""
    cohorts = ended(now, DraftField, "value")
    asked = StatementRequest.objects.filter(submission__milestone__cohort__in=cohorts)
    extensions = Extension.objects.filter(milestone__cohort__in=ended(now, Extension, "reason"))
    return [
        *remove("drafts of teams", Draft.objects.filter(milestone__cohort__in=cohorts), dry_run),
        *remove("wishes to change agreed work", asked, dry_run),
        *remove("extensions of teams", extensions, dry_run),
    ]


@erases("challenges.Citation", "challenges.DraftCitation")
def people_met(now: datetime, dry_run: bool) -> Counts:
    """Whom teams met is forgotten a year after the end; what they used of it goes with the versions and drafts."""
    named = Q(person__isnull=False) | ~Q(who="")
    handed_in = Citation.objects.filter(named, version__submission__milestone__cohort__in=ended(now, Citation, "who"))
    drafted = DraftCitation.objects.filter(named, draft__milestone__cohort__in=ended(now, DraftCitation, "who"))
    return [
        *blank("people whom versions name", handed_in, dry_run, person=None, who=""),
        *blank("people whom drafts name", drafted, dry_run, person=None, who=""),
    ]


@erases("challenges.Conflict")
def conflicts(now: datetime, dry_run: bool) -> Counts:
    """The reasons of conflicts are removed; that a judge stood aside stays, since the result rests on it."""
    empty = {"reason": "", "decision": "", "declared_by": None, "decided_by": None}
    old = Conflict.objects.filter(team__cohort__in=ended(now, Conflict, "reason")).exclude(**empty)
    return blank("reasons of conflicts", old, dry_run, **empty)


@erases("challenges.PanelSeat", "challenges.DayPause")
def arrangements(now: datetime, dry_run: bool) -> Counts:
    """What judges know of, and when they were away, is forgotten; who sat on the panel stays with the result."""
    cohorts = ended(now, PanelSeat, "expertise")
    seats = PanelSeat.objects.filter(pitch_day__cohort__in=cohorts).exclude(expertise=[])
    pauses = DayPause.objects.filter(pitch_day__cohort__in=ended(now, DayPause, "title"))
    return [*blank("judges' fields", seats, dry_run, expertise=[]), *remove("breaks of pitch days", pauses, dry_run)]


@erases("challenges.PitchSlot")
def extra_time(now: datetime, dry_run: bool) -> Counts:
    """Extra minutes that a team was given are forgotten; when it pitched stays."""
    slots = PitchSlot.objects.filter(pitch_day__cohort__in=ended(now, PitchSlot, "extra_minutes"))
    return blank("extra minutes of teams", slots.exclude(extra_minutes=0), dry_run, extra_minutes=0)


@erases("challenges.Scorecard")
def notes(now: datetime, dry_run: bool) -> Counts:
    """Judges' notes of all kinds are removed; their scores stay."""
    written = ~Q(notes="") | ~Q(own_notes="") | ~Q(team_notes="")
    old = Scorecard.objects.filter(written, slot__team__cohort__in=ended(now, Scorecard, "notes"))
    return blank("judges' notes", old, dry_run, notes="", own_notes="", team_notes="")


@erases("challenges.Score")
def reasons(now: datetime, dry_run: bool) -> Counts:
    """The reasons that judges gave with a score are removed; the scores stay."""
    old = Score.objects.filter(card__slot__team__cohort__in=ended(now, Score, "reason")).exclude(reason="")
    return blank("reasons of scores", old, dry_run, reason="")


@erases("challenges.Device")
def devices(now: datetime, dry_run: bool) -> Counts:
    """Judges' devices are forgotten."""
    old = Device.objects.filter(seat__pitch_day__cohort__in=ended(now, Device, "key"))
    return remove("judges' devices", old, dry_run)


@erases("challenges.Certificate")
def certificates(now: datetime, dry_run: bool) -> Counts:
    """Ten years after the end nobody can check a certificate any more, nor one of somebody who was erased."""
    old = Certificate.objects.filter(Q(cohort__in=ended(now, Certificate, "name")) | Q(user__email__endswith=GONE))
    return remove("certificates", old, dry_run)


@erases("challenges.PaperSheet", "challenges.PaperReading")
def paper(now: datetime, dry_run: bool) -> Counts:
    """What judges wrote on paper is removed, later who read it; which sheets came from paper stays."""
    words = PaperReading.objects.filter(sheet__slot__team__cohort__in=ended(now, PaperReading, "notes"))
    written = words.exclude(notes="", reasons={})
    read = PaperReading.objects.filter(sheet__slot__team__cohort__in=ended(now, PaperReading, "entered_by"))
    decided = PaperSheet.objects.filter(slot__team__cohort__in=ended(now, PaperSheet, "decided_by"))
    return [
        *blank("words of paper sheets", written, dry_run, notes="", reasons={}),
        *blank("readers of paper sheets", read.exclude(entered_by=None), dry_run, entered_by=None),
        *blank(
            "decisions on paper sheets",
            decided.exclude(decided_by=None),
            dry_run,
            decided_by=None,
            reason="",
            replaced={},
        ),
    ]


@erases("challenges.OldSheet")
def old_sheets(now: datetime, dry_run: bool) -> Counts:
    """Sheets of rounds that did not count are removed."""
    old = OldSheet.objects.filter(slot__team__cohort__in=ended(now, OldSheet, "scores"))
    return remove("sheets of earlier rounds", old, dry_run)


@erases("challenges.ScorecardRevision")
def revisions(now: datetime, dry_run: bool) -> Counts:
    """What sheets held before, and from which device it came, is removed; what they held in the end stays."""
    cohorts = ended(now, ScorecardRevision, "reasons")
    old = ScorecardRevision.objects.filter(card__slot__team__cohort__in=cohorts)
    devices = ended(now, ScorecardRevision, "device")
    named = ScorecardRevision.objects.filter(card__slot__team__cohort__in=devices).exclude(device="", device_key="")
    return [
        *blank("devices of earlier scores", named, dry_run, device="", device_key=""),
        *remove("earlier scores", old, dry_run),
    ]


@erases("challenges.LateScore")
def late_scores(now: datetime, dry_run: bool) -> Counts:
    """What came late is removed with its device; that it came, and what the chair decided, stays a little longer."""
    filled = LateScore.objects.filter(slot__team__cohort__in=ended(now, LateScore, "payload")).exclude(payload={})
    named = LateScore.objects.filter(slot__team__cohort__in=ended(now, LateScore, "device")).exclude(device="")
    old = LateScore.objects.filter(slot__team__cohort__in=ended(now, LateScore, "reason"))
    return [
        *blank("devices of late scores", named, dry_run, device=""),
        *blank("late scores", filled, dry_run, payload={}),
        *remove("late scores and their reasons", old, dry_run),
    ]


@erases("challenges.Reopening")
def reopenings(now: datetime, dry_run: bool) -> Counts:
    """Who opened scores again, and why, is removed; the history of the day keeps that it was done."""
    old = Reopening.objects.filter(pitch_day__cohort__in=ended(now, Reopening, "reason"))
    return remove("reopenings", old, dry_run)


@erases("challenges.Nudge", "challenges.SeatCode")
def words_from_the_desk(now: datetime, dry_run: bool) -> Counts:
    """What the desk wrote to judges, and the codes of their devices, are removed."""
    nudges = Nudge.objects.filter(seat__pitch_day__cohort__in=ended(now, Nudge, "words"))
    codes = SeatCode.objects.filter(seat__pitch_day__cohort__in=ended(now, SeatCode, "code_hash"))
    return [*remove("words from the desk", nudges, dry_run), *remove("codes of judges", codes, dry_run)]


@erases("challenges.HandOver", "challenges.ReopenRequest")
def judges_changes(now: datetime, dry_run: bool) -> Counts:
    """Who was to take over a seat, and why a sheet was to be opened again, is removed; what came of it stays."""
    asked = HandOver.objects.filter(seat__pitch_day__cohort__in=ended(now, HandOver, "email"))
    reopened = ReopenRequest.objects.filter(slot__pitch_day__cohort__in=ended(now, ReopenRequest, "reason"))
    return [*remove("hand-overs of seats", asked, dry_run), *remove("requests to reopen", reopened, dry_run)]


@erases("challenges.Guest", "challenges.AudienceCode", "challenges.Vote")
def audience(now: datetime, dry_run: bool) -> Counts:
    """Guests of pitch days and their codes are removed, and votes of polls that nobody closed; ballots stay."""
    cohorts = ended(now, Guest, "name")
    return [
        *remove(
            "votes in polls that were never closed", Vote.objects.filter(poll__pitch_day__cohort__in=cohorts), dry_run
        ),
        *remove("codes of the audience", AudienceCode.objects.filter(pitch_day__cohort__in=cohorts), dry_run),
        *remove("guests of pitch days", Guest.objects.filter(pitch_day__cohort__in=cohorts), dry_run),
    ]


@erases("challenges.Question")
def questions(now: datetime, dry_run: bool) -> Counts:
    """Questions to the speakers are removed."""
    old = Question.objects.filter(pitch_day__cohort__in=ended(now, Question, "text"))
    return remove("questions to the speakers", old, dry_run)


@erases("challenges.ReviewedNote")
def reviewed_notes(now: datetime, dry_run: bool) -> Counts:
    """What teams read of judges' notes is removed."""
    old = ReviewedNote.objects.filter(card__slot__team__cohort__in=ended(now, ReviewedNote, "text"))
    return remove("judges' notes to teams", old, dry_run)


@erases("challenges.TeamQuestion")
def team_questions(now: datetime, dry_run: bool) -> Counts:
    """Teams' questions about their results are removed with the answers."""
    old = TeamQuestion.objects.filter(team__cohort__in=ended(now, TeamQuestion, "text"))
    return remove("teams' questions about results", old, dry_run)


@erases("core.StoredFile", "core.Preview")
def files(now: datetime, dry_run: bool) -> Counts:
    """Files of a cohort are removed a year after its end."""
    cohorts = ended(now, StoredFile, "file").values_list("pk", flat=True)
    old = StoredFile.objects.filter(cohort_id__in=list(cohorts))
    number = old.count()
    if not dry_run:
        SubmittedFile.objects.filter(stored__in=old).delete()
        DraftFile.objects.filter(stored__in=old).delete()
        for stored in old:
            remove_file(stored=stored, by=None, now=now)
    return [("files", number)]
