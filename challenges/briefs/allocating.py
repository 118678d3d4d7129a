"""Running the engine on one allocation; only tasks import this, since it loads scipy."""

import logging

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from challenges.briefs import services
from challenges.briefs.engine.allocation import AllocationLine as Line
from challenges.briefs.engine.allocation import CannotAllocate
from challenges.briefs.engine.solve import allocate
from challenges.briefs.models import Allocation
from challenges.briefs.snapshot import Snapshot, snapshot_of
from challenges.briefs.workflow import AllocationState
from core.errors import Refused

logger = logging.getLogger(__name__)


def run(pk: int) -> str:
    """The allocation is out of WORKING, with all its lines or with the reason it has none (C-03); its state."""
    allocation = Allocation.objects.select_related("cohort").get(pk=pk)
    if allocation.state != AllocationState.WORKING:
        return str(allocation.state)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            ended = _work_out(allocation)
        except Refused:
            # Somebody threw it away while the engine ran.
            return str(Allocation.objects.values_list("state", flat=True).get(pk=pk))
    return str(ended.state)


def _work_out(allocation: Allocation) -> Allocation:
    snapshot = snapshot_of(allocation.cohort)
    try:
        lines = _lines(snapshot)
    except CannotAllocate as impossible:
        return services.fail_allocation(allocation=allocation, reason=impossible.message.translated(gettext))
    except Exception:
        logger.exception("allocation %s failed", allocation.pk)
        return services.fail_allocation(allocation=allocation, reason=gettext("A fault stopped it. Propose again."))
    return services.finish_allocation(allocation=allocation, lines=lines, digest=snapshot.digest)


def _lines(snapshot: Snapshot) -> list[services.Given]:
    return [_given(line) for line in allocate(snapshot.teams, snapshot.briefs).lines]


def _given(line: Line) -> services.Given:
    choice = line.choice if line.is_ranked else None
    return services.Given(int(line.team), int(line.brief), choice, line.sentence.translated(gettext))
