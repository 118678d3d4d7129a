"""For messages: reviewers who owe a review, and owners who were asked for changes."""

from django.utils.translation import gettext as _

from challenges.briefs.models import BriefOwner
from challenges.briefs.review.models import Review
from challenges.briefs.workflow import BriefState
from cohorts.models import Cohort
from core.models import User


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """Both groups, left out while nobody owes anything; two queries."""
    reading = {"version__brief__cohort": cohort, "version__brief__state": BriefState.IN_REVIEW}
    owed = Review.objects.owed().filter(**reading).select_related("reviewer").order_by("pk")
    asked = BriefOwner.objects.filter(brief__cohort=cohort, brief__state=BriefState.CHANGES).select_related("user")
    found = [
        ("brief-reviewers", _("Reviewers who owe a review"), [review.reviewer for review in owed]),
        ("brief-owners", _("Owners who were asked for changes"), [owner.user for owner in asked.order_by("pk")]),
    ]
    return [group for group in found if group[2]]
