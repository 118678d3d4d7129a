"""Addresses of the messages feature, one list per audience."""

from django.urls import URLPattern, URLResolver, path

from cohorts.messages.views import mailings, texts

organise: list[URLPattern | URLResolver] = [
    path("programmes/<slug:slug>/mail/", texts.texts, name="mail_texts"),
    path("programmes/<slug:slug>/mail/<str:kind>/", texts.text, name="mail_text"),
    path("programmes/<slug:slug>/mail/<str:kind>/default/", texts.reset, name="mail_text_reset"),
    path("<slug:cohort>/messages/", mailings.mailings, name="mailings"),
    path("<slug:cohort>/messages/new/", mailings.new, name="mailing_new"),
    path("<slug:cohort>/messages/<slug:key>/", mailings.mailing, name="mailing"),
    path("<slug:cohort>/messages/<slug:key>/cancel/", mailings.cancel, name="mailing_cancel"),
]
my: list[URLPattern | URLResolver] = []
partner: list[URLPattern | URLResolver] = []
judge: list[URLPattern | URLResolver] = []
public: list[URLPattern | URLResolver] = []
