"""The scoring sheet that a programme starts with: five weighted criteria, five worded levels each."""

from core.workflow import gettext_noop

LEVELS = (
    gettext_noop("Not shown"),
    gettext_noop("Thin"),
    gettext_noop("Sound"),
    gettext_noop("Strong"),
    gettext_noop("Excellent"),
)
# name, weight, question, wording of each level from the lowest
DEFAULT = (
    (
        gettext_noop("Evidence of need"),
        25,
        gettext_noop("How well do we know who has this problem?"),
        (
            gettext_noop("No user was asked."),
            gettext_noop("A few opinions, none checked."),
            gettext_noop("Several users, one clear need."),
            gettext_noop("Many users of different kinds, the need measured."),
            gettext_noop("Measured, and confirmed by the challenge owner's own figures."),
        ),
    ),
    (
        gettext_noop("Idea and fit"),
        20,
        gettext_noop("Does the solution answer the need?"),
        (
            gettext_noop("It answers another problem."),
            gettext_noop("The link to the need is claimed, not shown."),
            gettext_noop("It answers the main need."),
            gettext_noop("It answers the need better than what is there now."),
            gettext_noop("It answers the need in a way nobody in the room had thought of."),
        ),
    ),
    (
        gettext_noop("Feasibility"),
        20,
        gettext_noop("Could the owner run this within a year?"),
        (
            gettext_noop("No route from the idea to a working service."),
            gettext_noop("A route is named, but the hard parts are skipped."),
            gettext_noop("The main risks are named, each with a plan."),
            gettext_noop("The riskiest part was tried with real users or data."),
            gettext_noop("Tried end to end; cost, skills and owner are settled."),
        ),
    ),
    (
        gettext_noop("Value to the public"),
        20,
        gettext_noop("What would be better, for whom, and how much?"),
        (
            gettext_noop("No benefit is stated."),
            gettext_noop("A benefit is stated without a size."),
            gettext_noop("A benefit with a rough size."),
            gettext_noop("A benefit with its size, its cost and who gains."),
            gettext_noop("A large benefit that other public bodies could have too."),
        ),
    ),
    (
        gettext_noop("Pitch and team"),
        15,
        gettext_noop("Was it clear, and did both sectors shape it?"),
        (
            gettext_noop("Hard to follow."),
            gettext_noop("Clear in parts; one voice only."),
            gettext_noop("Clear; the work was shared."),
            gettext_noop("Clear and honest about what is not known."),
            gettext_noop("It changed how the room thinks; visibly the work of both sectors."),
        ),
    ),
)
