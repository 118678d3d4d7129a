"""The questions of a challenge in steps: fields, what is required, and a good and a weak example beside each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Question:
    """One question: its field, label and hint, whether it is required, and two examples."""

    field: str
    label: "StrOrPromise"
    hint: "StrOrPromise" = ""
    is_required: bool = True
    good: "StrOrPromise" = ""
    weak: "StrOrPromise" = ""
    why_weak: "StrOrPromise" = ""
    rows: int = 1


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    slug: str
    title: "StrOrPromise"
    lede: "StrOrPromise"
    questions: tuple[Question, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it asks for."""
        return tuple(question.field for question in self.questions)


STEPS = (
    Step(
        "problem",
        _("The problem"),
        _("What goes wrong today. Not the solution you have in mind: that is the team’s work."),
        (
            Question(
                "question",
                _("Your challenge as a question"),
                _("Start with “How might we”. Teams choose by this line."),
                good=_("How might we hear of damp homes before the tenant falls ill?"),
                weak=_("How might we build an app for repairs?"),
                why_weak=_("An app is a solution. What would be better with it?"),
                rows=2,
            ),
            Question(
                "summary",
                _("What happens today?"),
                _("Two or three sentences. Tell it as to a new colleague."),
                good=_("Damp is found when a tenant complains. By then the repair is large, and often a child is ill."),
                weak=_("Our repairs service needs to be modernised."),
                why_weak=_("Nobody can see what goes wrong, or for whom."),
                rows=5,
            ),
        ),
    ),
    Step(
        "need",
        _("Who has it"),
        _("Who suffers from the problem, and how you know."),
        (
            Question(
                "need",
                _("Who has this problem, and how do you know?"),
                _("Figures, complaints, research. Say also who else has it: other councils, departments, trusts."),
                good=_("1,900 homes had damp last winter (repair records). Every council nearby tells us the same."),
                weak=_("Many residents are unhappy about it."),
                why_weak=_("No figure and no source: how many, and who says so?"),
                rows=6,
            ),
        ),
    ),
    Step(
        "before",
        _("Before and after"),
        _("What was tried, and what would be different if the problem were solved."),
        (
            Question(
                "tried_before",
                _("What was tried before?"),
                _("And what came of it, with products that you looked at. It saves the team weeks."),
                good=_("Sensors on the market went into 40 homes. They worked, but nobody had time to read them."),
                weak=_("Nothing."),
                why_weak=_("Then say how people manage today."),
                rows=5,
            ),
            Question(
                "outcome",
                _("What would good look like?"),
                _("Something that you could see or count."),
                good=_("A repair begins within a week of the first sign, not after 40 days."),
                weak=_("A digital service that everybody loves."),
                why_weak=_("It names a thing, not what it changes."),
                rows=4,
            ),
        ),
    ),
    Step(
        "help",
        _("Help and size"),
        _("What a team finds with you, and why twelve weeks are enough to begin."),
        (
            Question(
                "resources",
                _("Which data and people can help?"),
                _("Whom a team can talk to, what it may see, and how soon."),
                good=_("Five years of repair records without names. Two housing officers, an hour a week each."),
                weak=_("Data can be provided on request."),
                why_weak=_("Requests take weeks. What is there on the first day?"),
                rows=4,
            ),
            Question(
                "scale",
                _("Why does it fit twelve weeks and five people?"),
                _("One place, one group or one step to begin with."),
                good=_("One estate of 300 homes and the first sign of damp alone. If it works there, it can grow."),
                weak=_("We want to transform all housing services."),
                why_weak=_("That is years of work for hundreds."),
                rows=4,
            ),
        ),
    ),
    Step(
        "people",
        _("Who stands behind it"),
        _("A contact with an hour a week, and somebody senior who opens doors."),
        (
            Question("contact_name", _("Named contact"), _("Whoever answers the team’s questions.")),
            Question("contact_email", _("Their address at work")),
            Question("sponsor_name", _("Senior sponsor"), _("We ask them to back the challenge before it goes out.")),
            Question("sponsor_post", _("Their post"), _("For example, Director of housing.")),
            Question("sponsor_email", _("The sponsor’s address at work")),
        ),
    ),
    Step(
        "public",
        _("What others may read"),
        _("Everybody reads the public words and nothing else. They go out later than the rest, or never."),
        (
            Question(
                "public_title",
                _("Public title"),
                good=_("Hearing of damp homes sooner"),
                weak=_("Backlog of 1,900 homes at Riverside"),
                why_weak=_("A newspaper would print this. Keep it for the teams."),
                rows=1,
            ),
            Question(
                "public_summary", _("The problem in public words"), _("Two sentences that anybody understands."), rows=4
            ),
            Question(
                "public_learn",
                _("What do you want to learn?"),
                _("It tells other bodies why to follow along."),
                is_required=False,
                rows=3,
            ),
            Question(
                "kept_private",
                _("What must stay private?"),
                _("Organisers and reviewers read this and keep it to themselves. Teams and the public never see it."),
                is_required=False,
                good=_("The contract with our repairs company ends in June; they do not know yet."),
                rows=4,
            ),
        ),
    ),
)  # fmt: skip
QUESTIONS = {question.field: question for step in STEPS for question in step.questions}
REQUIRED = tuple(question.field for question in QUESTIONS.values() if question.is_required)


def step_of(field: str) -> Step:
    """The step in which a field is asked for."""
    return next(step for step in STEPS if field in step.fields)
