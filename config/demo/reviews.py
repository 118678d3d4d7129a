"""The demo's challenges on their way to the teams: one in every state, read by two, commented, checked and backed."""

from typing import Any

from challenges.briefs.review.criteria import defaults
from challenges.briefs.review.services import (
    Findings,
    Named,
    Opinion,
    add_comment,
    answer_comment,
    approve_brief,
    ask_backing,
    check_sensitivity,
    hand_in_review,
    make_ready,
    reject_brief,
    request_changes,
    start_review,
)
from challenges.briefs.services import (
    add_owner,
    close_brief,
    create_brief,
    edit_brief,
    publish_brief,
    submit_brief,
    withdraw_brief,
)
from challenges.models import Brief, BriefVersion
from cohorts.models import Cohort
from config.demo import people as cast
from config.demo.clock import Calendar, at
from core.models import User
from core.people.services import prove

CLEAN = Findings("NONE", "NONE", "NONE", is_kept=True)
OWNER = "Gwen Parry"
REVIEWERS = ("Malika Stone", "Hugh Denny")
BODY = "Northmoor County Council"
# short name -> (question, problem, need, what was tried); bodies and problems of this chapter are invented
TEXTS = {
    "Potholes": (
        "How might we mend roads before they break?",
        "Crews mend what is reported. Small cracks that could be sealed in an hour become holes that close a lane.",
        "Residents reported nine thousand holes last year; two in three had been seen as a crack before.",
        "A camera car drives each road once a year, which is too seldom.",
    ),
    "School meals": (
        "How might we reach every child who may eat free at school?",
        "Families who may have free meals do not ask for them, and schools cannot tell who they are.",
        "One in nine who may does not. Head teachers name the form, and the shame of asking.",
        "A shorter form helped a little. Letters home did not.",
    ),
    "Flood wardens": (
        "How might we help flood wardens tell a street in time?",
        "Volunteers watch gauges by night and knock on doors; some doors they reach after the water.",
        "Wardens of four valleys kept a diary for us over two winters.",
        "Text messages go to those who signed up, who are not those who need them.",
    ),
    "Planning letters": (
        "How might we answer planning letters in plain words?",
        "People who write about a plan get an answer that they cannot read.",
        "Half of all answers lead to another letter that asks what the first one meant.",
        "",
    ),
    "Library rooms": (
        "How might we fill library rooms that stand empty?",
        "Rooms for groups stand empty while clubs look for one.",
        "Forty groups asked last year and found nothing.",
        "An online calendar was bought and is not kept up.",
    ),
    "Parking portal": (
        "How might we get drivers to use our new parking service?",
        "We have bought a parking service and few people use it.",
        "",
        "",
    ),
    "Bus passes": (
        "How might we renew bus passes without a queue?",
        "Each March eight thousand people renew a pass at a counter.",
        "They wait an hour on average, and most of them are over seventy.",
        "Renewal by post loses one in twenty.",
    ),
    "Winter gritting": (
        "How might we grit the pavements that people fall on?",
        "Roads are gritted by plan, pavements by complaint.",
        "The hospital counts falls by street and would share it.",
        "Grit bins at corners are empty by January.",
    ),
}
EXPECTED = "A team that talks with the people concerned in the first three weeks."


def make_ready_by_letter(brief: Brief, organiser: User) -> None:
    """The organisers know the challenge well: approved with the reason, checked, backed by a letter."""
    make_ready(
        brief=brief,
        reason="Chosen with its owner for the pilot.",
        findings=CLEAN,
        sponsor="Morwenna Hale",
        backing_reason="Her letter to the programme.",
        by=organiser,
    )


def on_their_way(calendar: Calendar, cohort: Cohort, organiser: User) -> None:
    """Eight challenges that came later, each in another state."""
    way = _Way(calendar, cohort, organiser)
    way.closed("Winter gritting")
    way.rejected("Parking portal")
    way.withdrawn("Bus passes")
    way.approved("School meals")
    way.changed("Flood wardens")
    way.in_review("Potholes")
    way.submitted("Planning letters")
    way.draft("Library rooms")


class _Way:
    """What every one of the eight begins with."""

    def __init__(self, calendar: Calendar, cohort: Cohort, organiser: User) -> None:
        self.calendar, self.cohort, self.organiser = calendar, cohort, organiser

    def draft(self, name: str) -> Brief:
        """Written, with somebody who answers for it."""
        question, problem, need, tried = TEXTS[name]
        with at(self.calendar.moment(3, 0, 9)):
            text: dict[str, Any] = {"owner": BODY, "question": question, "short_name": name, "region": "North East"}
            brief = create_brief(
                cohort=self.cohort, by=self.organiser, summary=problem, need=need, tried_before=tried, **text
            )
            names = cast.names(OWNER)
            self.owner = add_owner(brief=brief, email=cast.address(OWNER), **names, by=self.organiser).user
            prove(user=self.owner, by=self.organiser)
        return brief

    def submitted(self, name: str) -> Brief:
        """Handed in by its owner."""
        brief = self.draft(name)
        with at(self.calendar.moment(3, 1, 15)):
            submit_brief(brief=brief, by=self.owner)
        return brief

    def in_review(self, name: str, *, day: int = 2) -> Brief:
        """Two people read it; one has handed in."""
        brief = self.submitted(name)
        with at(self.calendar.moment(3, day, 10)):
            named = [Named(email=cast.address(person), **cast.names(person)) for person in REVIEWERS]
            self.reviews = start_review(brief=brief, reviewers=named, by=self.organiser)
            for review in self.reviews:
                prove(user=review.reviewer, by=self.organiser)
        with at(self.calendar.moment(3, day, 16)):
            first = self.reviews[0]
            text = "How many of the nine thousand were on main roads?"
            add_comment(version=first.version, field="need", text=text, by=first.reviewer)
            hand_in_review(review=first, opinion=_opinion((3, 3, 2, 3, 2, 1, 2), "CHANGES"), by=first.reviewer)
        return brief

    def reviewed(self, name: str) -> Brief:
        """Both have handed in, and see two criteria very differently."""
        brief = self.in_review(name)
        with at(self.calendar.moment(3, 3, 11)):
            second = self.reviews[1]
            hand_in_review(review=second, opinion=_opinion((3, 1, 2, 3, 0, 2, 2), "APPROVE"), by=second.reviewer)
        return brief

    def changed(self, name: str) -> Brief:
        """Changes were requested, the owner wrote anew and submitted, and is asked once more: two versions."""
        brief = self.reviewed(name)
        with at(self.calendar.moment(3, 4, 10)):
            version = BriefVersion.objects.get(brief=brief)
            text = "Say how early the wardens would have to know."
            comment = add_comment(version=version, field="summary", text=text, by=self.organiser)
            request_changes(brief=brief, words="Nearly there: two things to make clearer.", by=self.organiser)
        with at(self.calendar.moment(4, 0, 14)):
            comment.refresh_from_db()
            answer_comment(comment=comment, text="Two hours. It is in the text now.", by=self.owner)
            problem = TEXTS[name][1].replace("some doors", "with two hours’ notice they would reach all; some doors")
            question, _problem, need, tried = TEXTS[name]
            text_now: dict[str, Any] = {"question": question, "short_name": name, "owner": brief.owner}
            edit_brief(brief=brief, summary=problem, need=need, tried_before=tried, by=self.owner, **text_now)
            brief.refresh_from_db()
            submit_brief(brief=brief, by=self.owner)
        with at(self.calendar.moment(4, 1, 9)):
            request_changes(brief=brief, words="One last thing: name the four valleys.", by=self.organiser)
        return brief

    def approved(self, name: str) -> Brief:
        """Approved after both reviews, checked; the sponsor was asked and has not answered."""
        brief = self.reviewed(name)
        with at(self.calendar.moment(3, 4, 12)):
            approve_brief(brief=brief, by=self.organiser)
            check_sensitivity(brief=brief, findings=CLEAN, by=self.organiser)
            ask_backing(
                brief=brief,
                name="Oswin Trent",
                post="Director of Children’s Services",
                email="oswin.trent@example.com",
                by=self.organiser,
            )
        return brief

    def rejected(self, name: str) -> Brief:
        """It was a solution looking for users."""
        brief = self.submitted(name)
        with at(self.calendar.moment(3, 2, 9)):
            reason = "It asks for users of something that was bought. Tell us what drivers find hard today."
            reject_brief(brief=brief, reason=reason, by=self.organiser)
        return brief

    def withdrawn(self, name: str) -> Brief:
        """Its owner has no time after all."""
        brief = self.submitted(name)
        with at(self.calendar.moment(3, 3, 9)):
            withdraw_brief(brief=brief, note="The team that could help moves offices this spring.", by=self.owner)
        return brief

    def closed(self, name: str) -> Brief:
        """It was out for a few days, and is kept for the next cohort."""
        brief = self.draft(name)
        with at(self.calendar.moment(3, 1, 9)):
            make_ready_by_letter(brief, self.organiser)
            publish_brief(brief=brief, by=self.organiser)
        with at(self.calendar.moment(3, 4, 17)):
            close_brief(brief=brief, note="Kept for the next cohort.", by=self.organiser)
        return brief


def _opinion(levels: tuple[int, ...], advice: str) -> Opinion:
    keys = [one.key for one in defaults()]
    given = dict(zip(keys, levels, strict=True))
    notes = {key: "It would take a year as it stands." for key, level in given.items() if level == 0}
    return Opinion(levels=given, notes=notes, advice=advice, summary=EXPECTED)
