"""How the history tells of the result: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "result.signed": _("signed the panel’s decision"),
    "result.approved": _("approved the panel’s decision"),
    "result.sent_back": _("sent the panel’s decision back"),
    "result.signature_withdrawn": _("took the signature back"),
    "result.signature_void": _("made the signature void: scores changed after it"),
    "result.rules_set": _("set what is shown of the result"),
    "result.release_planned": _("planned the release of the results"),
    "result.release_agreed": _("agreed to the release of the results"),
    "result.release_cancelled": _("cancelled the planned release"),
    "result.release_stopped": _("stopped the planned release: what would be public had changed"),
    "result.released": _("released the results"),
    "result.release_undone": _("undid the release before anybody had seen it"),
    "result.correction_begun": _("began a correction of the result"),
    "feedback.reviewed": _("looked at a judge’s note for a team: %(subject)s"),
    "feedback.asked": _("asked the panel a question: %(subject)s"),
    "feedback.answered": _("answered a team’s question: %(subject)s"),
}
