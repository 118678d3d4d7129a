"""Mail about results: to the second person, to everybody, to a team."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

LINK = _("the address of the page")
PUBLIC_LINK = _("the address of the public page")
VERDICT = _("who won, in a sentence")

KINDS = {
    "results.approve": MailKind(
        label=_("A signed result to approve"),
        subject=gettext_noop("Please approve the result of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{chair} has signed the panel’s decision and named you as the second person.\n\n"
            "Read it, then approve it or send it back with a reason:\n{link}\n"
        ),
        placeholders={"chair": _("who signed"), "link": LINK},
    ),
    "results.agree": MailKind(
        label=_("A release to agree to"),
        subject=gettext_noop("Please agree to the release of the results of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{who} wants to release the results and named you as the second person.\n\n"
            "See just what will be public, then agree or not:\n{link}\n"
        ),
        placeholders={"who": _("who planned the release"), "link": LINK},
    ),
    "results.released": MailKind(
        label=_("Results are out"),
        subject=gettext_noop("The results of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe panel has decided: {verdict}\n\nRead its reasons here:\n{link}\n\n"
            "Thank you for twelve weeks of work.\n"
        ),
        placeholders={"verdict": VERDICT, "link": PUBLIC_LINK},
    ),
    "results.corrected": MailKind(
        label=_("Results are corrected"),
        subject=gettext_noop("A correction of the results of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe results you were told of have been corrected.\n\n{correction}\n\n"
            "The result is now: {verdict}\n\nBoth versions are explained here:\n{link}\n"
        ),
        placeholders={"correction": _("what is corrected"), "verdict": VERDICT, "link": PUBLIC_LINK},
    ),
    "results.asked": MailKind(
        label=_("A team’s question to the panel"),
        subject=gettext_noop("{team} asks the panel a question"),
        body=gettext_noop(
            "Hello {first_name},\n\nTeam {team} has one question about its result.\n\nAnswer it here, once:\n{link}\n"
        ),
        placeholders={"team": _("the team"), "link": LINK},
    ),
    "results.answered": MailKind(
        label=_("The panel’s answer to a team"),
        subject=gettext_noop("The panel has answered the question of {team}"),
        body=gettext_noop("Hello {first_name},\n\nThe panel has answered your team’s question:\n{link}\n"),
        placeholders={"team": _("the team"), "link": LINK},
    ),
}
