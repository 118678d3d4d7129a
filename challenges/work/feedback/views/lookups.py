"""The rows that addresses of feedback name."""

from challenges.work.feedback.models import MarkRound, MarkSheet
from core.access import found

OF_SHEET = (
    "round__version__submission__milestone__cohort__programme",
    "round__version__submission__team",
    "marker",
)
OF_ROUND = ("version__submission__milestone__cohort__programme", "version__submission__team")

sheet_by_key = found(MarkSheet, *OF_SHEET, key="key")
sheet_in_address = found(MarkSheet, *OF_SHEET, cohort="round__version__submission__milestone__cohort__slug", key="key")
round_in_address = found(MarkRound, *OF_ROUND, cohort="version__submission__milestone__cohort__slug", key="key")
