"""Questions about rounds and rules: which round it is, what was published, whether the rubric changed since."""

from dataclasses import dataclass

from challenges.pitchdays.digest import content_of, digest_of
from challenges.pitchdays.models import Criterion, PitchDay
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.versions import RoundRequest, RoundState, RubricVersion, Rules
from challenges.pitchdays.workflow import PitchDayState


def round_of(day: PitchDay) -> int:
    """The number of the round that is being planned or judged; the first is 1."""
    frozen = RubricVersion.objects.filter(pitch_day=day).count()
    return max(frozen + (day.state == PitchDayState.PLANNED), 1)


def rubric_digest(day: PitchDay) -> str:
    """The digest of the rubric as it stands now."""
    return digest_of(content_of(rubric_of(day)))


def versions_of(day: PitchDay) -> list[RubricVersion]:
    """The frozen rubrics of the day, the latest first."""
    return list(RubricVersion.objects.filter(pitch_day=day).select_related("frozen_by").order_by("-number"))


def open_request(day: PitchDay) -> RoundRequest | None:
    """The new round that the chair was asked for and has not decided on."""
    asked = RoundRequest.objects.filter(pitch_day=day, state=RoundState.ASKED)
    return asked.select_related("asked_by", "pitch_day__cohort").first()


@dataclass(frozen=True)
class RulesNow:
    """All published versions, the latest first, and whether the rubric is still the one they speak of."""

    versions: list[Rules]
    is_current: bool

    @property
    def latest(self) -> Rules | None:
        """The rules that hold."""
        return self.versions[0] if self.versions else None


def rules_of(day: PitchDay, rubric: list[Criterion] | None = None) -> RulesNow:
    """The rules of the day in one query, with its rubric where somebody has it already."""
    versions = list(Rules.objects.filter(pitch_day=day).select_related("published_by").order_by("-number"))
    if not versions:
        return RulesNow([], is_current=False)
    now = digest_of(content_of(rubric_of(day) if rubric is None else rubric))
    return RulesNow(versions, versions[0].rubric_digest == now)
