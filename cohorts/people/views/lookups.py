"""What the addresses name: cohorts, places, mentors and imports, each looked up through its cohort (O-01)."""

from django.http import Http404, HttpRequest

from cohorts.people.models import Mentor, Participant, PeopleImport
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from core.access import found

cohort_at = found(Cohort, "programme", cohort="slug")
place_at = found(Participant, "user", "organisation", "cohort__programme", cohort="cohort__slug", key="key")
mentor_at = found(Mentor, "user", "organisation", "cohort__programme", cohort="cohort__slug", key="key")
import_at = found(PeopleImport, "uploaded_by", "cohort__programme", cohort="cohort__slug", key="key")


def own_place_at(request: HttpRequest, cohort: str) -> Participant:
    """The reader's own place in the cohort, while they take part."""
    rows = Participant.objects.select_related("user", "organisation", "cohort__programme")
    place = rows.filter(cohort__slug=cohort, user=request.user.pk, state=PlaceState.ACTIVE).first()
    if place is None:
        raise Http404
    return place
