"""Whom the demo's sign-in page offers."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from cohorts.models import TeamMember
from config.demo import people as cast
from config.demo.intake import WRITER
from core.models import User


def members() -> list[tuple[User, str, str]]:
    """The cast that is there at this stage: person, role in words, first page ('' is their own home)."""
    wanted = list(_wanted())
    known = {user.email: user for user in User.objects.filter(email__in=[email for email, _role in wanted])}
    return [(known[email], role, "") for email, role in wanted if email in known]


def _wanted() -> Iterator[tuple[str, str]]:
    yield cast.ORGANISER[1], _("organiser")
    yield from _participants()
    yield cast.address("Farah Iqbal"), _("mentor from government")
    yield cast.address("Tara Wood"), _("challenge owner")
    yield cast.address(WRITER), _("challenge owner who is still writing")
    yield cast.address("Calla Finch"), _("host of a programme day")
    yield cast.address("Helen Marsh"), _("judge, on a phone")
    yield cast.address("Idris Vaughan"), _("chair of the panel")
    yield cast.EDITOR[1], _("editor of the public pages")
    yield cast.ADMINISTRATOR[1], _("site administrator")


def _participants() -> Iterator[tuple[str, str]]:
    """Hana and somebody of another team."""
    hana = cast.address("Hana Aziz")
    yield hana, _("participant")
    own = TeamMember.objects.filter(participant__user__email=hana).values("team")
    others = TeamMember.objects.exclude(team__in=own).filter(~Q(participant__user__email=hana))
    other = others.select_related("participant__user").order_by("participant__pk").first()
    yield (other.participant.user.email if other else cast.address("Leo Marks")), _("participant of another team")
