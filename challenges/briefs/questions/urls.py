"""Addresses of questions, one list per audience; before those of briefs, whose keys would swallow their words."""

from django.urls import URLPattern, URLResolver, path

from challenges.briefs.questions.views import answering, queue
from challenges.briefs.questions.views import my as mine

organise: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/questions/", queue.questions, name="questions"),
    path("<slug:cohort>/questions/rules/", queue.rules, name="questions_rules"),
    path("<slug:cohort>/briefs/<str:key>/questions/", queue.faq, name="brief_faq"),
    path("<slug:cohort>/briefs/<str:key>/questions/date/", queue.date, name="brief_asking"),
    path("<slug:cohort>/questions/<str:key>/", answering.page, name="brief_question"),
    path("<slug:cohort>/questions/<str:key>/claim/", answering.claim, name="brief_question_claim"),
    path("<slug:cohort>/questions/<str:key>/let-go/", answering.let_go, name="brief_question_let_go"),
    path("<slug:cohort>/questions/<str:key>/correct/", answering.correct, name="brief_question_correct"),
    path("<slug:cohort>/questions/<str:key>/pass/", answering.pass_on, name="brief_question_pass"),
    path("<slug:cohort>/questions/<str:key>/merge/", answering.merge, name="brief_question_merge"),
    path("<slug:cohort>/questions/<str:key>/part/", answering.part, name="brief_question_part"),
    path("<slug:cohort>/questions/<str:key>/list/", answering.change_list, name="brief_question_list"),
]
my: list[URLPattern | URLResolver] = [
    path("<slug:cohort>/briefs/<str:key>/questions/", mine.asked, name="brief_asked"),
    path("<slug:cohort>/questions/<str:key>/withdraw/", mine.withdraw, name="brief_question_withdraw"),
]
partner: list[URLPattern | URLResolver] = [
    path("questions/", queue.own_questions, name="questions"),
    path("briefs/<str:key>/questions/", queue.own_faq, name="brief_faq"),
    path("questions/<str:key>/", answering.own_page, name="brief_question"),
    path("questions/<str:key>/claim/", answering.own_claim, name="brief_question_claim"),
    path("questions/<str:key>/let-go/", answering.own_let_go, name="brief_question_let_go"),
    path("questions/<str:key>/correct/", answering.own_correct, name="brief_question_correct"),
    path("questions/<str:key>/pass/", answering.own_pass_on, name="brief_question_pass"),
    path("questions/<str:key>/merge/", answering.own_merge, name="brief_question_merge"),
    path("questions/<str:key>/part/", answering.own_part, name="brief_question_part"),
    path("questions/<str:key>/list/", answering.own_change_list, name="brief_question_list"),
]
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
