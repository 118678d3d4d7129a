"""The permission table: what each permission's name grants, fit to be read aloud."""

from challenges.briefs.intake.roles import file_is_for_reviewers, file_is_for_teams
from challenges.briefs.review.roles import brief_reviewer, checker, reviewer
from challenges.briefs.roles import brief_is_out, brief_owner
from challenges.judges.roles import seat_holder
from challenges.pitchdays.roles import chair, judge
from challenges.results.roles import release_second, second
from challenges.verdicts.roles import verdict_is_given
from challenges.work.checkins.roles import is_for_team
from challenges.work.feedback.roles import (
    comment_author,
    comment_reader,
    comment_settler,
    helper,
    marker,
    marks_reader,
    request_answerer,
    request_reader,
)
from challenges.work.offers.roles import offered_to, offered_to_mentored
from challenges.work.roles import shown_to, team_owner
from challenges.work.rooms.roles import note_is_shared
from cohorts.people.roles import mentor, participant, the_person
from cohorts.programmes.roles import any_organiser, organiser, programme_organiser
from cohorts.teams.roles import team_member, team_mentor
from cohorts.visits.roles import visit_host, visit_is_open
from core.access import (
    Rule,
    administrator,
    all_of,
    any_of,
    is_self,
    only,
    public,
    signed_in,
)
from core.files.roles import file_owner

POLICY: dict[str, Rule] = {
    # the site
    "public": public,
    "site.administer": administrator,
    "account.use": signed_in,
    "person.impersonate": administrator,
    "person.edit": is_self,
    "export.fetch": file_owner,
    # programmes and cohorts
    "programme.create": any_organiser,
    "programme.view": programme_organiser(),
    "programme.manage": programme_organiser(),
    "cohort.view": any_of(organiser(""), participant(""), mentor("")),
    "cohort.manage": organiser(""),
    "mailing.view": organiser(),
    "mailing.send": organiser(),
    # people
    "people.manage": organiser(""),
    "people_import.manage": organiser(),
    "participant.view": any_of(organiser(), the_person()),
    "participant.edit": any_of(organiser(), the_person()),
    "participant.withdraw": any_of(organiser(), the_person()),
    "participant.manage": organiser(),
    "mentor.view": any_of(organiser(), the_person()),
    "mentor.manage": organiser(),
    # teams
    "teams.manage": organiser(""),
    "proposal.view": organiser(),
    "team.form": organiser(),
    "team.view": any_of(organiser(), team_member(""), team_mentor("")),
    "team.name": team_member(""),
    # repairs of published teams
    "repair.view": organiser(),
    "repair.manage": organiser(),
    # wishes before teams are formed
    "wishes.manage": organiser(""),
    "wishes.send": only(the_person()),
    "topic.manage": organiser(),
    # programme days
    "visits.manage": organiser(""),
    "visit.view": any_of(organiser(), visit_host(""), all_of(participant(), visit_is_open())),
    "visit.manage": organiser(),
    "visit.book": all_of(participant(), visit_is_open()),
    "visit.receive": any_of(organiser(), visit_host("")),
    "visit.hear": only(visit_host("")),
    "booking.view": any_of(organiser("visit__cohort"), visit_host("visit"), the_person("participant__user")),
    # challenge briefs
    "briefs.manage": organiser(""),
    "brief.view": any_of(
        organiser(),
        brief_owner(""),
        all_of(brief_is_out(), any_of(participant(), mentor())),
    ),
    "brief.manage": organiser(),
    "brief.answer": any_of(organiser(), brief_owner("")),
    "brief_version.view": any_of(organiser("brief__cohort"), brief_owner("brief"), reviewer("")),
    "brief.check": any_of(organiser(), checker("")),
    "brief_check.do": any_of(organiser("brief__cohort"), the_person("checker")),
    "brief_comment.make": any_of(organiser("brief__cohort"), reviewer("")),
    "brief_comment.view": any_of(organiser("version__brief__cohort"), brief_owner("version__brief"), reviewer()),
    "review.view": any_of(organiser("version__brief__cohort"), the_person("reviewer")),
    "review.manage": organiser("version__brief__cohort"),
    "review.write": only(the_person("reviewer")),
    "brief_criteria.manage": programme_organiser(""),
    "brief.publish": organiser(),
    # challenges as they come in
    "brief_application.view": organiser(),
    "brief_application.decide": organiser(),
    "brief_file.view": any_of(
        organiser("brief__cohort"),
        brief_owner("brief"),
        all_of(file_is_for_reviewers, brief_reviewer()),
        all_of(file_is_for_teams, any_of(participant("brief__cohort"), mentor("brief__cohort"))),
    ),
    "brief_file.manage": any_of(organiser("brief__cohort"), brief_owner("brief")),
    # questions about challenges
    "brief_question.read": all_of(brief_is_out(), any_of(organiser(), brief_owner(""), participant(), mentor())),
    "brief_question.view": any_of(
        organiser("brief__cohort"), brief_owner("brief"), all_of(brief_is_out("brief"), team_member())
    ),
    "brief_question.withdraw": all_of(brief_is_out("brief"), team_member()),
    "brief_question.answer": any_of(organiser("brief__cohort"), brief_owner("brief")),
    "brief_question.manage": organiser("brief__cohort"),
    "brief.rank": team_member(""),
    "choosing.manage": organiser(),
    "own_problem.view": organiser("team__cohort"),
    "own_problem.manage": organiser("team__cohort"),
    "own_problem.take_back": team_member(),
    "brief.allocate": organiser(),
    "allocation.view": organiser(),
    # milestones
    "milestones.manage": organiser(""),
    "milestone.view": any_of(organiser(), participant(), mentor()),
    "milestone.manage": organiser(),
    "milestone_template.manage": programme_organiser("programme"),
    "submission.view": any_of(
        all_of(organiser("milestone__cohort"), shown_to("organisers")),
        team_member(),
        all_of(team_mentor(), shown_to("mentors")),
        all_of(team_owner(), shown_to("owners")),
    ),
    "submission.submit": team_member(""),
    "submission_version.view": any_of(
        all_of(organiser("submission__milestone__cohort"), shown_to("organisers", "submission__milestone")),
        team_member("submission__team"),
        all_of(team_mentor("submission__team"), shown_to("mentors", "submission__milestone")),
        all_of(team_owner("submission__team"), shown_to("owners", "submission__milestone")),
    ),
    "submission_version.agree": only(
        any_of(
            all_of(team_mentor("submission__team"), shown_to("mentors", "submission__milestone")),
            all_of(team_owner("submission__team"), shown_to("owners", "submission__milestone")),
        )
    ),
    "receipts.check": any_of(organiser(""), participant("")),
    "submission_version.check": any_of(organiser("submission__milestone__cohort"), team_member("submission__team")),
    "draft.view": only(team_member()),
    "clash.view": only(team_member("draft__team")),
    "statement_request.view": any_of(
        organiser("submission__milestone__cohort"), team_member("submission__team"), team_owner("submission__team")
    ),
    "statement_request.decide": any_of(organiser("submission__milestone__cohort"), team_owner("submission__team")),
    # times that owners offer to their teams
    "meeting_offer.view": any_of(organiser("brief__cohort"), brief_owner("brief"), offered_to(), offered_to_mentored()),
    "meeting_offer.manage": any_of(organiser("brief__cohort"), brief_owner("brief")),
    "meeting_offer.take": only(offered_to()),
    # verdicts at the end, and what became of the work
    "verdicts.manage": organiser(""),
    "verdict.view": all_of(organiser("brief__cohort"), verdict_is_given),
    "verdict.give": only(brief_owner("brief")),
    "verdict.read": only(any_of(team_member(""), team_mentor(""))),
    "follow_up.view": any_of(organiser("brief__cohort"), brief_owner("brief")),
    "follow_up.answer": only(brief_owner("brief")),
    # feedback on submissions
    "submission.comment": helper(),
    "work_comment.view": only(comment_reader()),
    "work_comment.change": only(comment_author()),
    "work_comment.settle": only(comment_settler()),
    "work_feedback.ask": only(team_member()),
    "feedback_request.view": request_reader(),
    "feedback_request.answer": only(request_answerer()),
    "feedback_request.call_off": only(team_member("version__submission__team")),
    "work_marks.ask": all_of(organiser("milestone__cohort"), shown_to("organisers")),
    "mark_round.manage": organiser("version__submission__milestone__cohort"),
    "mark_sheet.view": only(marks_reader()),
    "mark_sheet.write": only(marker()),
    # a team's own room; an owner of its challenge has no way in
    "room.view": any_of(organiser(), team_member(""), team_mentor("")),
    "room.write": only(team_member("")),
    "team_decision.view": any_of(organiser("team__cohort"), team_member(), team_mentor()),
    "team_link.view": any_of(organiser("team__cohort"), team_member(), team_mentor()),
    "team_link.change": only(team_member()),
    "team_meeting.view": any_of(organiser("team__cohort"), team_member(), team_mentor()),
    "team_meeting.answer": only(any_of(team_member(), team_mentor())),
    "team_meeting.run": only(team_member()),
    "team_note.view": only(
        any_of(team_member(), all_of(note_is_shared(), any_of(team_mentor(), organiser("team__cohort"))))
    ),
    "team_note.write": only(team_member()),
    "note_clash.settle": only(team_member("note__team")),
    "contact_card.write": only(any_of(participant(""), mentor(""))),
    # check-ins, needs and early warnings
    "check_ins.manage": organiser(""),
    "check_ins.read": organiser(),
    "check_in.write": only(team_member("")),
    "check_in.view": any_of(
        organiser("team__cohort"),
        the_person("participant__user"),
        all_of(is_for_team, any_of(team_member(), team_mentor())),
    ),
    "check_in_need.manage": organiser("check_in__team__cohort"),
    "early_warning.manage": organiser("team__cohort"),
    # pitch day, judging, results
    "pitchdays.manage": organiser(""),
    "pitchday.view": any_of(organiser(), judge("")),
    "pitchday.manage": organiser(),
    "pitchday.lead": any_of(organiser(), chair("")),
    "pitchday.chair": only(chair("")),
    "pitchday.judge": only(judge("")),
    "panel.view": any_of(organiser("pitch_day__cohort"), judge("pitch_day")),
    "panel.manage": organiser("pitch_day__cohort"),
    "criterion.manage": organiser("pitch_day__cohort"),
    "slot.view": any_of(organiser("pitch_day__cohort"), judge("pitch_day")),
    "slot.manage": organiser("pitch_day__cohort"),
    "conflict.declare": any_of(organiser("pitch_day__cohort"), the_person()),
    "conflict.decide": any_of(organiser("seat__pitch_day__cohort"), chair("seat__pitch_day")),
    "scorecard.view": only(the_person("seat__user")),
    "scorecard.score": only(the_person("seat__user")),
    "paper.enter": organiser("slot__pitch_day__cohort"),
    "paper.decide": only(chair("slot__pitch_day")),
    "scorecard.void": any_of(organiser("slot__pitch_day__cohort"), chair("slot__pitch_day")),
    "late.decide": only(chair("slot__pitch_day")),
    "reopening.view": any_of(organiser("pitch_day__cohort"), chair("pitch_day")),
    # Whoever did not ask: the service sees to that.
    "reopening.agree": organiser("pitch_day__cohort"),
    "scorecard.reopen": organiser("slot__pitch_day__cohort"),
    "live.run": organiser("slot__pitch_day__cohort"),
    # judges before and beside the scoring
    "seat.sit": only(seat_holder()),
    "hand_over.ask": only(seat_holder("seat")),
    "hand_over.decide": any_of(organiser("seat__pitch_day__cohort"), chair("seat__pitch_day")),
    "reopen.answer": only(chair("slot__pitch_day")),
    "audience.manage": organiser(),
    "poll.view": organiser("pitch_day__cohort"),
    "poll.manage": organiser("pitch_day__cohort"),
    "guest.manage": organiser("pitch_day__cohort"),
    "question.moderate": organiser("pitch_day__cohort"),
    "result.view": any_of(organiser("pitch_day__cohort"), judge("pitch_day")),
    "result.release": organiser(),
    "certificates.manage": organiser(""),
    "certificate.view": any_of(organiser(), the_person()),
    "certificate.manage": organiser(),
    "result.approve": only(second("")),
    "result.agree": only(release_second("")),
    "feedback.view": any_of(organiser(), team_member("")),
    "feedback.ask": only(team_member("")),
    # homes
    "home.organise": organiser(""),
    "home.my": any_of(participant(""), mentor("")),
    "home.partner": signed_in,
    "home.judge": signed_in,
}
