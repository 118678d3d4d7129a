"""How the history tells of wishes: never what was wished, nor about whom."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "wishes.changed": _("changed their wishes"),
    "wishes.removed": _("removed the wishes of %(subject)s"),
    "wishes.opened": _("asked participants for their wishes"),
    "wishes.closed": _("closed the wishes"),
    "challenges.timed": _("chose when challenges are given"),
    "topic.added": _("added the topic %(subject)s"),
    "topic.edited": _("changed the topic %(subject)s"),
    "topic.moved": _("put the topics in another order"),
    "topic.removed": _("removed the topic %(subject)s"),
    "topics.taken": _("took the published challenges as topics"),
}
