"""Rows F-10, F-11 and F-12: what people type does nothing anywhere it is shown, sent or saved."""

import ast
import re

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from wagtail.models import Page

from cohorts.messages.services import announce
from cohorts.people import services
from cohorts.people.models import Participant
from core.models import Event, Organisation, User
from core.outbox.deliver import deliver_due
from tests.factories.cms import make_news
from tests.house.code import ROOMS, files, name, tree

pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> [go](javascript:alert(3)) https://evil.example.com"
RICH = (
    '<p onclick="alert(1)" style="position:fixed">a</p><a href="javascript:alert(2)">b</a><img src=x onerror=alert(3)>'
    '<a href="data:text/html,<script>alert(4)</script>">c</a><script>alert(5)</script>'
)
ACTIVE = re.compile(r"<script>alert|<img src=x|onerror=alert\(1\)>|href=[\"']?(javascript|data):", re.IGNORECASE)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_hostile_words_in_a_letter_stay_text_without_a_link(world, mailoutbox):
    """F-10: mail has no HTML part, and a name makes no link."""
    hana = world.people["participant"]
    hana.first_name = "https://evil.example.com"
    hana.save()
    words = {"subject": "News for {first_name}", "body": f"Hello {{first_name}}, {HOSTILE}"}
    announce(cohort=world.cohort, to=[hana], by=world.people["organiser"], key="a", **words)
    deliver_due()
    [letter] = mailoutbox
    assert (letter.content_subtype, getattr(letter, "alternatives", [])) == ("plain", [])
    assert ("https://evil" in letter.subject, letter.body.count("https://evil")) == (False, 1)


def test_the_preview_and_the_page_of_a_letter_show_it_as_text(world):
    """F-10: the organiser sees what was typed, and nothing of it acts."""
    client = signed_in(world.people["organiser"])
    group = client.get("/organise/spring-2027/messages/new/").context["form"].fields["segment"].choices[0][0]
    typed = {"segment": group, "subject": HOSTILE[:100], "body": HOSTILE, "step": "preview"}
    preview = client.post("/organise/spring-2027/messages/new/", typed)
    assert preview.status_code == 200
    words = {"subject": HOSTILE[:100], "body": HOSTILE}
    to = [world.people["participant"]]
    made = announce(cohort=world.cohort, to=to, by=world.people["organiser"], key="a", **words)
    page = client.get(f"/organise/spring-2027/messages/{made.key}/")
    changes = client.get("/organise/spring-2027/changes/")
    for answer in (preview, page, changes):
        assert "&lt;img src=x" in answer.content.decode()
        assert ACTIVE.findall(answer.content.decode()) == []


@pytest.mark.parametrize(
    "view", ["edit/preview", "history", "compare", "view_draft", "revisions", "list", "search", "usage"]
)
def test_hostile_rich_text_does_nothing_in_the_editors_admin(world, view):
    """F-10: preview, history, comparison, draft, an older version, lists: whatever the database holds."""
    page = make_news(f"News {HOSTILE}"[:200], slug="hostile", body=[("text", RICH), ("heading", HOSTILE[:100])])
    page.save_revision(user=world.people["editor"], log_action=True).publish()
    page.lede = HOSTILE
    page.save_revision(user=world.people["editor"], log_action=True)
    first = page.revisions.order_by("pk").first().pk
    address = {
        "compare": f"/cms/pages/{page.pk}/revisions/compare/{first}...latest/",
        "revisions": f"/cms/pages/{page.pk}/revisions/{first}/view/",
        "list": f"/cms/pages/{page.get_parent().pk}/",
        "search": "/cms/pages/search/?q=News",
    }.get(view, f"/cms/pages/{page.pk}/{view}/")
    answer = signed_in(world.people["administrator"]).get(address)
    assert answer.status_code == 200
    assert ACTIVE.findall(answer.content.decode()) == []
    assert Page.objects.get(slug="hostile").title.startswith("News <img")


def test_no_feed_and_no_pdf_is_made_anywhere():
    """F-10: there is no other kind of output that would need its own cleaning; one that comes fails here first."""
    makers = re.compile(r"django\.contrib\.syndication|feedgen|icalendar|reportlab|weasyprint|fpdf")
    assert [name(file) for file in files(*ROOMS) if makers.search(file.read_text())] == []


def test_every_export_is_written_by_the_one_writer_that_neutralises():
    """F-11: nobody else writes CSV or workbooks; the demo writes the list that it then imports."""
    writing = {
        name(file)
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in ("csv.writer", "csv.DictWriter"))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("openpyxl"))
    }
    assert writing <= {"core/spreadsheets/write.py", "core/spreadsheets/workbook.py", "config/demo/beginning.py"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the trigger is written for SQLite")
def test_an_import_that_breaks_off_leaves_nothing(world):
    """F-12: all or nothing: the database fails at the very last row of the import, and every line before is gone."""
    data = b"First name,Last name,E-mail,Organisation,Sector\nZoe,Hart,zoe@example.com,MoJ,Public\n"
    data += b"Owen,Price,owen@example.com,Brand New Body,Public\n"
    by = world.people["organiser"]
    upload = services.upload_people(cohort=world.cohort, data=data, filename="people.csv", by=by)
    before = [model.objects.count() for model in (User, Participant, Organisation, Event)]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER break_off BEFORE INSERT ON core_event WHEN NEW.event = 'import.confirmed'"
            " BEGIN SELECT RAISE(ABORT, 'broken off'); END"
        )
    with pytest.raises(IntegrityError, match="broken off"):
        services.confirm_import(upload=upload, by=by)
    assert [model.objects.count() for model in (User, Participant, Organisation, Event)] == before
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER break_off")
    services.confirm_import(upload=upload, by=by)
    assert User.objects.filter(email__in=["zoe@example.com", "owen@example.com"]).count() == 2
