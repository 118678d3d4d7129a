"""Mail to judges and teams about the pitch day."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "pitchdays.seated": MailKind(
        label=_("Invitation to judge"),
        subject=gettext_noop("You are on the panel of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThank you for judging the pitch day of {cohort}, {when}.\n\n"
            "Please accept, choose how you sign in, and tell us of any conflict of interest:\n{link}\n\n"
            "On the day you score on your phone; it takes about three minutes a team. This address opens your judging "
            "on any device without a password; the first time we send you a code:\n{judging_link}\n"
        ),
        placeholders={
            "when": _("day, time and place"),
            "link": _("the address to accept at"),
            "judging_link": _("the judge’s own address on the day"),
        },
    ),
    "pitchdays.chair": MailKind(
        label=_("Chair of the panel"),
        subject=gettext_noop("You chair the panel of {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nFrom now on you chair the panel of {cohort}, {when}. You rule on doubtful "
            "conflicts of interest, close the scores, lead the panel to its decision and sign it.\n\n"
            "A chair signs in with a second step, not by a judge’s link; the site shows you how:\n{link}\n"
        ),
        placeholders={"when": _("day and time"), "link": _("the address of the judges' pages")},
    ),
    "pitchdays.doubt": MailKind(
        label=_("Conflict of interest for the chair"),
        subject=gettext_noop("A conflict of interest waits for your ruling"),
        body=gettext_noop(
            "Hello {first_name},\n\nIt is doubtful whether {judge} may score {team}. You chair the panel of {cohort}: "
            "please read the reason, and rule on it with yours.\n\n{link}\n"
        ),
        placeholders={
            "judge": _("the judge's name"),
            "team": _("the team's name"),
            "link": _("the address of the rulings"),
        },
    ),
    "pitchdays.rules": MailKind(
        label=_("Rules of judging"),
        subject=gettext_noop("How {cohort} is judged: the rules"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe rules by which the pitches of {cohort} are judged are published, "
            "version {version}: what judges score and what it counts, how scores become an order, and what happens "
            "when teams are equal.\n\n{link}\n\nThe text does not change. You can prove it by its fingerprint "
            "(SHA-256):\n{digest}\n"
        ),
        placeholders={
            "link": _("the address of the rules"),
            "version": _("which version it is"),
            "digest": _("the fingerprint of the text"),
        },
    ),
    "pitchdays.round_asked": MailKind(
        label=_("A new round is asked for"),
        subject=gettext_noop("{cohort}: a new round of judging is asked for"),
        body=gettext_noop(
            "Hello {first_name},\n\n{name} asks you as chair to let the pitches of {cohort} be judged anew by another "
            "rubric:\n\n{reason}\n\nNothing changes until you agree. What would follow stands here:\n{link}\n"
        ),
        placeholders={
            "name": _("who asks"),
            "reason": _("why"),
            "link": _("the address to decide at"),
        },
    ),
    "pitchdays.round_begun": MailKind(
        label=_("A new round begins"),
        subject=gettext_noop("{cohort}: a new round of judging begins"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe chair has agreed to judge the pitches of {cohort} anew by another rubric:\n\n"
            "{reason}\n\nYour sheets so far are kept and do not count. As soon as scoring opens again you score your "
            "teams once more:\n{link}\n"
        ),
        placeholders={
            "reason": _("why"),
            "link": _("the address of the judges' pages"),
        },
    ),
}
