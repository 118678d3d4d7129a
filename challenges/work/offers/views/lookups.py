"""The rows that addresses of offered times name."""

from challenges.work.offers.models import MeetingOffer
from core.access import found

OF_OFFER = ("brief__cohort__programme", "brief__owner", "offered_by")

offer_by_key = found(MeetingOffer, *OF_OFFER, key="key")
offer_in_address = found(MeetingOffer, *OF_OFFER, cohort="brief__cohort__slug", key="key")
