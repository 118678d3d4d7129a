"""A group of people and a kind of mail for the tests of mail."""

from cohorts.messages.kinds import MailKind
from cohorts.models import Participant

KINDS = {
    "tests.seat": MailKind(
        label="Your seat",
        subject="You have a seat on {visit}",
        body="Hello {first_name},\n\nSee {link}\n",
        placeholders={"visit": "the visit", "link": "the page"},
    )
}


def everybody(cohort):
    """All participants."""
    places = Participant.objects.filter(cohort=cohort).select_related("user").order_by("pk")
    return [("everybody", "Everybody", [place.user for place in places]), ("empty", "Nobody", [])]
