"""Every list of the site, and the test that counts its queries at two sizes."""

# Function that makes a page of rows (core.lists.page_of) -> the test of its queries.
LISTS = {
    "core.people.views.administration.people": (
        "tests/journeys/test_accounts.py::test_the_accounts_list_asks_the_same_number_of_queries_for_one_and_three"
    ),
    "challenges.certificates.views.organise.certificates": (
        "tests/challenges/certificates/test_certificates.py::test_list_takes_as_many_queries_for_more_certificates"
    ),
    "cohorts.messages.views.mailings.mailing": (
        "tests/cohorts/messages/test_pages.py::test_mailing_takes_the_same_queries_for_one_and_three"
    ),
    "cohorts.messages.views.mailings.mailings": (
        "tests/cohorts/messages/test_pages.py::test_list_takes_the_same_queries_for_one_and_three"
    ),
    "cohorts.people.views.imports._preview_context": (
        "tests/cohorts/people/test_services_imports.py::test_import_of_many_takes_few_queries"
    ),
    "cohorts.people.views.mentors.mentors": (
        "tests/cohorts/people/test_views_people.py::test_mentors_take_the_same_queries_for_one_and_three"
    ),
    "cohorts.people.views.organisations.organisations": (
        "tests/cohorts/people/test_views_organisations.py::test_organisations_take_the_same_queries_for_one_and_three"
    ),
    "cohorts.people.views.people.people": (
        "tests/cohorts/people/test_views_people.py::test_list_takes_the_same_queries_for_one_and_three"
    ),
    "cohorts.programmes.views.programmes.programmes": (
        "tests/cohorts/programmes/test_pages.py::test_list_takes_the_same_queries_for_one_and_three"
    ),
    "cohorts.teams.views.teams.teams": (
        "tests/cohorts/teams/test_views_teams.py::test_teams_page_takes_the_same_queries"
    ),
    "cohorts.visits.views.organise.visits": (
        "tests/cohorts/visits/test_views.py::test_list_asks_the_same_number_of_queries"
    ),
    "challenges.work.checkins.views.organise.check_ins": (
        "tests/challenges/work/checkins/test_pages.py::test_map_asks_the_same_number_of_queries"
    ),
    "challenges.work.checkins.views.organise._needs_page": (
        "tests/challenges/work/checkins/test_pages.py::test_needs_ask_the_same_number_of_queries"
    ),
    "challenges.briefs.intake.views.organise.applications": (
        "tests/challenges/briefs/intake/test_pages.py::test_applications_ask_the_same_number_of_queries"
    ),
    "challenges.briefs.questions.views.queue._queue": (
        "tests/challenges/briefs/questions/test_pages.py::test_the_queue_asks_the_same_number_of_queries"
    ),
    "challenges.briefs.choosing.views.organise.choosing": (
        "tests/challenges/briefs/test_choosing_pages.py::test_choosing_asks_the_same_number_of_queries"
    ),
    "challenges.briefs.views.allocation.swaps": (
        "tests/challenges/briefs/test_choosing_pages.py::test_allocation_to_look_at_asks_the_same_number_of_queries"
    ),
    "challenges.briefs.views.organise.briefs": (
        "tests/challenges/briefs/test_views.py::test_list_asks_the_same_number_of_queries"
    ),
    "challenges.judging.paper.views.organise.papers": (
        "tests/challenges/judging/test_paper_pages.py::test_the_list_takes_the_same_queries_for_few_sheets_and_many"
    ),
    "challenges.judging.rounds.views.old_sheets": (
        "tests/challenges/judging/test_rounds.py::test_old_values_show_when_scores_are_closed_and_not_before"
    ),
    "challenges.judging.views.late.late": (
        "tests/challenges/judging/test_late.py::test_the_page_asks_the_same_number_of_queries_for_one_and_three"
    ),
    "challenges.audience.views.door.guests": (
        "tests/challenges/audience/test_organise_pages.py::test_the_check_in_list_asks_the_same_for_few_and_many"
    ),
    "challenges.audience.views.moderating.audience_questions": (
        "tests/challenges/audience/test_organise_pages.py::test_the_questions_ask_the_same_for_few_and_many"
    ),
    "challenges.work.views.table.work": (
        "tests/challenges/work/test_table.py::test_the_table_asks_the_same_for_few_teams_and_many"
    ),
    "challenges.work.cited.views.organise.cited": (
        "tests/challenges/work/test_cited_pages.py::test_the_tally_asks_the_same_for_10_teams_and_400"
    ),
    "challenges.verdicts.views.organise.verdicts": (
        "tests/challenges/verdicts/test_pages.py::test_the_list_asks_the_same_for_ten_teams_and_four_hundred"
    ),
    "challenges.work.feedback.views.table.teams": (
        "tests/challenges/work/feedback/test_table.py::test_the_table_asks_the_same_for_ten_teams_and_four_hundred"
    ),
    "challenges.judging.views.organise.scores": (
        "tests/challenges/judging/test_sheets.py::test_sheets_cost_the_same_however_many"
    ),
    "desk.views.organise.changes": "tests/desk/test_pages_organise.py::test_changes_ask_the_same_number_of_queries",
}
