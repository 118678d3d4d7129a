"""Everything the site does with questions about challenges."""

from challenges.briefs.questions.services.answering import (
    answer_question,
    claim_question,
    correct_answer,
    drop_claim,
    pass_question,
)
from challenges.briefs.questions.services.asking import MOST_OPEN, ask_question, withdraw_question
from challenges.briefs.questions.services.errors import (
    AnsweredAlready,
    ClosesInThePast,
    GivesTeamAway,
    NobodyThere,
    NoTeam,
    NothingAnswered,
    NothingAsked,
    NothingChanged,
    NotOpen,
    NotTheSame,
    OnlyToAll,
    QuestionsClosed,
    TooManyOpen,
    WordingMissing,
    WordMissing,
)
from challenges.briefs.questions.services.listing import list_answer, shift_answer, unlist_answer
from challenges.briefs.questions.services.merging import merge_questions, part_questions
from challenges.briefs.questions.services.reminding import remind_overdue
from challenges.briefs.questions.services.rules import is_ahead, set_asking, set_date, told_of_cohorts_date
from challenges.briefs.questions.services.telling import told_of_answer, told_of_date

__all__ = [
    "MOST_OPEN",
    "AnsweredAlready",
    "ClosesInThePast",
    "GivesTeamAway",
    "NoTeam",
    "NobodyThere",
    "NotOpen",
    "NotTheSame",
    "NothingAnswered",
    "NothingAsked",
    "NothingChanged",
    "OnlyToAll",
    "QuestionsClosed",
    "TooManyOpen",
    "WordMissing",
    "WordingMissing",
    "answer_question",
    "ask_question",
    "claim_question",
    "correct_answer",
    "drop_claim",
    "is_ahead",
    "list_answer",
    "merge_questions",
    "part_questions",
    "pass_question",
    "remind_overdue",
    "set_asking",
    "set_date",
    "shift_answer",
    "told_of_answer",
    "told_of_cohorts_date",
    "told_of_date",
    "unlist_answer",
    "withdraw_question",
]
