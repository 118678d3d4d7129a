"""How the history tells the steps of the day: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "live.team_called": _("called %(subject)s"),
    "live.pitch_started": _("started the pitch of %(subject)s"),
    "live.questions_started": _("started the questions to %(subject)s"),
    "live.scoring_started": _("started the scoring of %(subject)s"),
    "live.slot_finished": _("finished the pitch of %(subject)s"),
    "live.slot_skipped": _("skipped %(subject)s in the running order"),
    "live.step_undone": _("undid the last step of the day: %(subject)s"),
    "live.rest_shifted": _("moved the pitches still to come by %(minutes)s minutes"),
    "live.stage_link_renewed": _("made a new address for the stage screen"),
}
