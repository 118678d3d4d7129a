"""The kinds of mail about teams' own problems."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "choosing.own_accepted": MailKind(
        label=_("A team’s own problem has an owner"),
        subject=gettext_noop("Your own problem is accepted: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe problem that {team} proposed is accepted:\n\n{question}\n\n"
            "Its owner is {owner}. Once it is published it stands among your challenges and is kept for your team. "
            "Rank it first if you still want it most:\n{link}\n"
        ),
        placeholders={
            "team": _("the team’s name"),
            "question": _("the problem as a question"),
            "owner": _("the organisation that owns it"),
            "link": _("the page where the team chooses"),
        },
    ),
    "choosing.own_declined": MailKind(
        label=_("A team’s own problem is declined"),
        subject=gettext_noop("About the problem you proposed"),
        body=gettext_noop(
            "Hello {first_name},\n\n{team} proposed this problem:\n\n{question}\n\n"
            "It cannot be one of the challenges. The reason: {reason}\n\n"
            "Please rank the challenges that are out:\n{link}\n"
        ),
        placeholders={
            "team": _("the team’s name"),
            "question": _("the problem as a question"),
            "reason": _("why the organisers declined it"),
            "link": _("the page where the team chooses"),
        },
    ),
}
