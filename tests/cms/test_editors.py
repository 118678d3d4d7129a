"""Wagtail's admin: editors work on pages and see nothing of the cohorts; accounts are managed elsewhere."""

import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from challenges.briefs.workflow import BriefState
from cms.models import CohortPage, HomePage, NewsPage
from cohorts.models import AccessNeed
from cohorts.programmes.workflow import CohortState
from core.models import User
from tests.cast import PEOPLE
from tests.factories import challenges, cohorts
from tests.factories.cms import home, make_cohort_page, make_news

pytestmark = pytest.mark.django_db
SECRET = ("The unreleased reasons", "Draft question", "Secret cohort", "hana.aziz@secret.example.com", "Needs a lift")
SEARCHES = re.compile("search|results|choose|api/|reports|usage")
# Wagtail's own try-out of its error page.
LEFT_OUT = ("cms/failwhale/",)


@pytest.fixture
def site(world, settings):
    """The cast's cohort with its page, and things that nobody but organisers and the panel may know."""
    settings.REQUIRE_SECOND_FACTOR = False
    world.page = make_cohort_page(world.cohort)
    world.page.save_revision(user=world.people["administrator"], log_action=True).publish()
    world.page.save_revision(user=world.people["editor"], log_action=True).publish()
    world.news = make_news()
    world.decision.reasons = SECRET[0]
    world.decision.save()
    challenges.BriefFactory(cohort=world.cohort, state=BriefState.DRAFT, question=SECRET[1])
    cohorts.CohortFactory(name=SECRET[2], slug="secret", state=CohortState.DRAFT)
    world.people["stranger"].email = SECRET[3]
    world.people["stranger"].save()
    AccessNeed.objects.create(booking=world.booking, text=SECRET[4], given_at=world.visit.starts_at)
    world.image = Image.objects.create(title="A bridge", file=ImageFile(pixels(), name="bridge.png"))
    world.document = Document.objects.create(title="A form", file=ImageFile(pixels(), name="form.txt"))
    return world


def pixels():
    made = BytesIO()
    Picture.new("RGB", (40, 30)).save(made, "PNG")
    made.seek(0)
    return made


def addresses(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here)
        elif isinstance(entry, URLPattern) and here.startswith("cms/"):
            yield here


def filled(site):
    """Every address of the admin, its arguments filled with pages, pictures, models of the site and of the cohorts."""
    revisions = list(site.page.revisions.values_list("pk", flat=True))
    pages = [site.page.pk, site.news.pk, home().pk]
    numbers = {"image_id": [site.image.pk], "document_id": [site.document.pk], "doc_id": [site.document.pk]}
    models = [("cms", "cohortpage"), ("cms", "newspage"), ("core", "user"), ("cohorts", "participant")]
    for address in addresses():
        if "(?P" in address or address in LEFT_OUT:
            continue
        arguments = re.findall(r"<(\w+):(\w+)>", address)
        if "app_label" in address or "app_name" in address:
            for app, model in models:
                for page in pages:
                    made = re.sub(r"<\w+:\w*app_\w+>", app, address)
                    made = re.sub(r"<\w+:\w*model_name>", model, made)
                    yield re.sub(r"<\w+:(\w+)>", str(page), made)
            continue
        choices = [numbers.get(name, revisions[:1] if "revision" in name else pages) for _, name in arguments]
        for place in range(max([len(each) for each in choices], default=1)):
            made = address
            for each in choices:
                made = re.sub(r"<\w+:\w+>", str(each[place % len(each)]), made, count=1)
            yield made
    yield from (f"cms/pages/{site.page.pk}/revisions/compare/{a}...{b}/" for a, b in [("earliest", "live"), revisions])


def test_editors_find_no_data_of_cohorts_anywhere_in_the_admin(site, sign_in):
    """O-07: every address of the admin, with pages and the cohorts' models as arguments, and its searches."""
    client = sign_in("editor")
    others = [role for role in PEOPLE if role not in ("editor", "administrator")]
    marks = [*SECRET, *(f"{PEOPLE[role][0]} {PEOPLE[role][1]}" for role in others)]
    marks += [site.people[role].email for role in others]
    tried, found = 0, []
    for address in filled(site):
        for query in ("", "?q=Hana") if SEARCHES.search(address) else ("",):
            response = client.get(f"/{address}{query}", follow=True)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            said = body.decode(errors="replace")
            found += [(address, mark) for mark in marks if mark in said]
            tried += response.status_code == 200
            assert response.status_code < 500, address
    assert found == []
    assert tried > 150


@pytest.mark.parametrize("kind", [CohortPage, HomePage])
def test_choosers_offer_no_draft_cohort_and_no_people(site, sign_in, kind):
    """O-07: the forms of pages name public things only."""
    page = kind.objects.first()
    said = sign_in("editor").get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert SECRET[2] not in said
    assert "Spring 2027" in said or kind is HomePage


def test_editors_may_add_change_and_publish_under_home_and_nothing_else():
    """O-07: the whole of what the one group of editors is given."""
    assert list(Group.objects.values_list("name", flat=True)) == ["Editors"]
    rights = GroupPagePermission.objects.values_list("group__name", "page__slug", "permission__codename")
    assert sorted(rights) == [("Editors", "home", f"{act}_page") for act in ("add", "change", "publish")]
    apps = Group.objects.get().permissions.values_list("content_type__app_label", flat=True)
    assert set(apps) == {"wagtailadmin", "wagtaildocs", "wagtailimages"}


def test_an_editor_writes_and_publishes_news(site, sign_in):
    index = Page.objects.get(slug="news")
    body = streamfield([("heading", "Why"), ("text", rich_text("<p>Because.</p>", features=["bold"]))])
    form = {"title": "New rooms", "lede": "Two.", "published_on": "2027-03-09", "slug": "new-rooms", "body": body}
    data = nested_form_data(form | {"action-publish": "1", "search_description": "", "seo_title": ""})
    response = sign_in("editor").post(f"/cms/pages/add/cms/newspage/{index.pk}/", data)
    assert response.status_code == 302
    page = NewsPage.objects.get(slug="new-rooms")
    assert (page.live, page.owner) == (True, site.people["editor"])
    assert "<p>Because.</p>" in page.body[1].render()


@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.parametrize("address", ["users/", "users/add/", "users/{}/", "users/{}/delete/", "groups/", "groups/new/"])
def test_accounts_and_groups_are_not_managed_in_wagtail(site, sign_in, who, address):
    """O-07, I-12: nobody makes, changes or deletes people beside the services, administrators neither."""
    path = f"/cms/{address.format(site.people['participant'].pk)}"
    client = sign_in(who)
    before = list(User.objects.order_by("pk").values("email", "is_superuser", "is_active"))
    assert client.get(path).status_code == 404
    form = {"email": "new@example.com", "is_superuser": "on", "first_name": "N", "last_name": "N", "name": "G"}
    assert client.post(path, form).status_code == 404
    assert list(User.objects.order_by("pk").values("email", "is_superuser", "is_active")) == before
    assert Group.objects.count() == 1


@pytest.mark.parametrize("model", ["core/user", "auth/group"])
def test_bulk_actions_reach_no_people(site, sign_in, model):
    """O-07: neither does the long way round."""
    address = f"/cms/bulk/{model}/delete/?id={site.people['participant'].pk}"
    for who in ("editor", "administrator"):
        client = sign_in(who)
        assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert User.objects.filter(pk=site.people["participant"].pk).exists()


def test_the_settings_menu_offers_nothing_that_is_closed(site, sign_in):
    said = sign_in("administrator").get("/cms/").content.decode()
    assert [
        name for name in ("/cms/users/", "/cms/groups/", "/cms/api-tokens/", "/cms/workflows/") if name in said
    ] == []


@pytest.mark.parametrize("who", ["organiser", "participant", "judge", "chair", "stranger"])
def test_others_do_not_enter(site, sign_in, who):
    response = sign_in(who).get("/cms/")
    assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("slug", ["home", "cohorts", "challenges", "news"])
@pytest.mark.parametrize("act", ["delete", "unpublish", "copy"])
def test_pages_that_the_site_stands_on_stay(site, sign_in, slug, act):
    page = Page.objects.get(slug=slug)
    data = {"new_title": "C", "new_slug": "c", "new_parent_page": page.get_parent().pk}
    for who in ("editor", "administrator"):
        sign_in(who).post(f"/cms/pages/{page.pk}/{act}/", data)
    assert Page.objects.get(pk=page.pk).live
    assert Page.objects.filter(slug="c").count() == 0


def test_the_page_of_a_cohort_is_not_copied_nor_moved(site, sign_in):
    client = sign_in("administrator")
    data = {"new_title": "C", "new_slug": "c", "new_parent_page": site.page.get_parent().pk}
    assert client.post(f"/cms/pages/{site.page.pk}/copy/", data).status_code == 302
    assert client.post(f"/cms/pages/{site.page.pk}/move/{home().pk}/confirm/").status_code in (302, 403)
    assert CohortPage.objects.get().url == "/cohorts/spring-2027/"


def test_many_at_once_leave_the_pillars_alone(site, sign_in):
    page = Page.objects.get(slug="news")
    for act in ("delete", "unpublish"):
        sign_in("administrator").post(f"/cms/bulk/wagtailcore/page/{act}/?id={page.pk}", {"include_descendants": "on"})
    assert Page.objects.get(pk=page.pk).live


def test_pages_have_no_passwords_of_their_own(site, sign_in):
    """I-12: a shared password would be a way in beside accounts."""
    client = sign_in("administrator")
    client.post(f"/cms/pages/{site.news.pk}/privacy/", {"restriction_type": "password", "password": "x"})
    assert site.news.get_view_restrictions().count() == 0
    assert client.get(site.news.url).status_code == 200
