"""To whom questions and answers are told, and what each letter says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from challenges.briefs.letters import people_in, people_of
from challenges.briefs.models import Brief, published_lines
from challenges.briefs.questions.models import BriefAnswer, BriefQuestion
from challenges.briefs.questions.workflow import AskedState, Owes
from challenges.briefs.review.services.telling import organisers_of, owners_of
from cohorts.messages.services import notify
from core.models import User
from core.people.links import site_link

Facts = Callable[[User], Mapping[str, str]]


def owing(question: BriefQuestion) -> list[User]:
    """Who owes the answer now: the owner's people, or the organisers where nobody is named."""
    owners = owners_of(question.brief) if question.owed_by == Owes.OWNER else []
    return owners or organisers_of(question.cohort)


def askers_of(questions: Iterable[BriefQuestion]) -> dict[User, BriefQuestion]:
    """The people of the teams that asked, each with their team's first question among these."""
    rows = list(questions)
    people = people_in({row.team_id for row in rows})
    found: dict[User, BriefQuestion] = {}
    for row in rows:
        for user in people[row.team_id]:
            found.setdefault(user, row)
    return found


def together(question: BriefQuestion) -> list[BriefQuestion]:
    """The question and those that are the same, withdrawn ones left out."""
    doubles = question.doubles.exclude(state=AskedState.WITHDRAWN).select_related("team").order_by("pk")
    return [question, *doubles]


def concerned(brief: Brief) -> list[User]:
    """Whom an answer to all is told: everybody who takes part; once challenges are given, the teams that work on it."""
    given = published_lines(brief.cohort)
    teams = list(given.filter(brief=brief).values_list("team_id", flat=True))
    if not teams and not given.exists():
        return people_of(brief.cohort)
    return [user for people in people_in(teams).values() for user in people]


def told_of_answer(question: BriefQuestion, *, is_for_all: bool) -> list[User]:
    """Everybody who gets a letter when the question is answered so."""
    askers = askers_of(together(question))
    others = concerned(question.brief) if is_for_all else []
    return list(dict.fromkeys([*askers, *others]))


def pages_of_date(brief: Brief) -> dict[User, str]:
    """Who is told that questions close at another moment, each with the page that is theirs."""
    found = dict.fromkeys(concerned(brief) if brief.is_out else [], team_page(brief))
    for user in owners_of(brief):
        found.setdefault(user, site_link(reverse("partner:brief", args=[brief.key])))
    return found


def told_of_date(brief: Brief) -> list[User]:
    """Who is told that questions close at another moment; before the release its owners alone (O-10)."""
    return list(pages_of_date(brief))


def own_page(question: BriefQuestion, side: str) -> str:
    """Where that side reads and answers the question."""
    if side == Owes.OWNER:
        return site_link(reverse("partner:brief_question", args=[question.key]))
    return site_link(reverse("organise:brief_question", args=[question.cohort.slug, question.key]))


def team_page(brief: Brief) -> str:
    """Where teams ask and read answers."""
    return site_link(reverse("my:brief_asked", args=[brief.cohort.slug, brief.key]))


def tell_owing(
    question: BriefQuestion, kind: str, *, by: User | None, key: str, now: datetime, words: str = ""
) -> None:
    """Whoever owes the answer has a letter of this kind."""
    owners = {user.pk for user in owners_of(question.brief)}
    people = owing(question)

    def facts(user: User) -> Mapping[str, str]:
        side = Owes.OWNER if user.pk in owners and question.owed_by == Owes.OWNER else Owes.ORGANISER
        return {
            "challenge": question.brief.title,
            "team": question.team.name,
            "question": question.text,
            "words": words,
            "link": own_page(question, side),
        }

    if people:
        notify(cohort=question.cohort, kind=f"questions.{kind}", to=people, facts=facts, by=by, key=key, now=now)


def tell_askers(
    questions: Sequence[BriefQuestion], answer: BriefAnswer, *, by: User | None, key: str, now: datetime
) -> list[User]:
    """Each person of the asking teams has the answer to their own team's words, once; who they are."""
    askers = askers_of(questions)
    brief = answer.question.brief

    def facts(user: User) -> Mapping[str, str]:
        return {
            "challenge": brief.title,
            "question": askers[user].text,
            "answer": answer.text,
            "link": team_page(brief),
        }

    if askers:
        people = list(askers)
        notify(cohort=brief.cohort, kind="questions.answered", to=people, facts=facts, by=by, key=key, now=now)
    return list(askers)


def tell_all(answer: BriefAnswer, but: Iterable[User], *, by: User | None, key: str, now: datetime) -> None:
    """The others concerned have the answer with the question's words as everybody may read them."""
    brief, told = answer.question.brief, {user.pk for user in but}
    people = [user for user in concerned(brief) if user.pk not in told]
    facts = {"challenge": brief.title, "question": answer.wording, "answer": answer.text, "link": team_page(brief)}
    if people:
        notify(cohort=brief.cohort, kind="questions.answered_all", to=people, facts=facts, by=by, key=key, now=now)


def tell_corrected(answer: BriefAnswer, before: str, *, by: User | None, now: datetime) -> None:
    """Everybody who could read the answer has the corrected one beside what it said before."""
    question = answer.question
    askers = askers_of(together(question))
    others = concerned(question.brief) if answer.is_for_all else []
    people = list(dict.fromkeys([*askers, *others]))

    def facts(user: User) -> Mapping[str, str]:
        return {
            "challenge": question.brief.title,
            "question": askers[user].text if user in askers else answer.wording,
            "answer": answer.text,
            "before": before,
            "link": team_page(question.brief),
        }

    if people:
        key = f"{answer.key}-{answer.version}"
        notify(cohort=question.cohort, kind="questions.corrected", to=people, facts=facts, by=by, key=key, now=now)
