"""Public pages and Wagtail's admin against hostile addresses, texts, sizes and frames."""

import json
import time
from io import BytesIO

import pytest
from django.conf import settings as site_settings
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.blocks import TEXT_MAX
from cms.models import BLOCKS_MAX, NewsPage
from cms.rich import shown
from tests.factories.cms import make_cohort_page, make_news, make_ordinary

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/cohorts/", "/challenges/", "/news/", "/about/", "/sitemap.xml", "/robots.txt"]


@pytest.fixture
def editing(world, settings, sign_in):
    """The editor's browser."""
    settings.REQUIRE_SECOND_FACTOR = False
    return sign_in("editor")


def directives(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {part.split(" ")[0]: part.split(" ")[1:] for part in parts}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_allow_nothing_inline_and_no_frame(client, address):
    """W-03: one strict policy."""
    policy = directives(client.get(address))
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in str(policy)
    assert "script-src" not in policy


def test_wagtails_admin_may_be_framed_by_itself_only(editing):
    """W-03: its preview is a frame; its inline scripts are allowed there and nowhere else."""
    policy = directives(editing.get("/cms/"))
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize("who", ["participant", "organiser", "editor"])
@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_of_signed_in_people_are_kept_by_no_cache(world, sign_in, who, address):
    """O-09: the bar shows who they are."""
    response = sign_in(who).get(address)
    assert response["Cache-Control"] == "private, no-store"


def test_public_pages_tell_caches_that_they_differ_by_person(client):
    """O-09."""
    assert "Cookie" in client.get("/").headers["Vary"]


@pytest.mark.parametrize(
    "address",
    [
        "/%2fcohorts/",
        "/cohorts//spring-2027/",
        "/cohorts/;x/",
        "/cohorts/spring-2027;jsessionid=1/",
        "/cohorts/..%2fcms/",
        "/cohorts/%2e%2e/",
        "/cohorts/%00/",
        "/cohorts/spring-2027%0d%0aSet-Cookie:%20a=b/",
        "/media/images/..%2f..%2fsettings.py",
        "/media/images/%2fetc%2fpasswd",
        "/media/original_images/a.png",
        "/x" * 2000 + "/",
    ],
)
def test_odd_addresses_are_not_there(client, world, address):
    """W-02: no answer under a second name, nothing outside."""
    make_cohort_page(world.cohort)
    assert client.get(address).status_code in (400, 404)


def test_an_encoded_slash_gives_the_same_answer(client, world):
    """W-02: the server hands it on decoded, so it is the same address."""
    make_cohort_page(world.cohort)
    assert client.get("/cohorts%2fspring-2027/").content == client.get("/cohorts/spring-2027/").content


def test_a_missing_slash_never_leads_to_another_host(client):
    """W-02."""
    response = client.get("/%2fevil.example.com/about")
    assert response.status_code in (301, 404)
    assert not response.headers.get("Location", "/").startswith(("//", "http"))


@pytest.mark.parametrize("headers", [{"host": "evil.example.com"}, {"host": "localhost@evil.example.com"}])
def test_a_foreign_host_is_refused(client, headers):
    """W-02."""
    assert client.get("/", headers=headers).status_code == 400


def test_a_forwarded_host_changes_nothing(client):
    """W-02: addresses in the page are the site's own."""
    said = client.get("/", headers={"x-forwarded-host": "evil.example.com"}).content.decode()
    assert "evil" not in said
    assert f'<link rel="canonical" href="{site_settings.SITE_URL}/">' in said


HOSTILE = (
    '<p onclick="x()">a</p><script>x()</script><a href="javascript:x()">b</a><a href="data:text/html,x">c</a>'
    '<img src=x onerror=x()><iframe src="//x"></iframe><p style="color:red">d</p>'
    '<a linktype="page" id="999">e</a><a href="https://example.com" target="_blank">f</a><svg/onload=x()>'
)


def test_rich_text_is_cleaned_as_it_is_shown(client):
    """F-10: whatever the database holds."""
    page = make_ordinary(body=[("text", HOSTILE), ("heading", "<script>x()</script>"), ("quote", {"words": HOSTILE})])
    said = client.get(page.url).content.decode()
    assert shown(HOSTILE) == (
        '<p>a</p><a rel="noopener">b</a><a rel="noopener">c</a><p>d</p><a rel="noopener">e</a>'
        '<a href="https://example.com" rel="noopener">f</a>'
    )
    assert shown(HOSTILE) in said
    main = said[said.index("<main") : said.index("</main>")]
    assert [bad for bad in ("<script", "<img", "<iframe", "<p onclick", 'href="javascript') if bad in main] == []


def test_rich_text_that_is_typed_is_cleaned_before_it_is_stored(editing):
    """F-10: a link that is no address is not kept."""
    index = make_news().get_parent()
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    block = {
        "key": "a",
        "text": "press",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
    }
    body = streamfield([("text", json.dumps({"blocks": [block], "entityMap": {"0": entity}}))])
    assert save(editing, index, body).status_code == 302
    page = NewsPage.objects.get(slug="hostile")
    assert "javascript:" not in editing.get(page.url).content.decode()
    assert "javascript:" not in editing.get(f"/cms/pages/{page.pk}/edit/preview/").content.decode()


def save(client, index, body, **more):
    form = {"title": "Hostile", "slug": "hostile", "lede": "", "published_on": "2027-03-09", "body": body}
    form |= {"action-publish": "1", "search_description": "", "seo_title": ""} | more
    return client.post(f"/cms/pages/add/cms/newspage/{index.pk}/", nested_form_data(form))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([("heading", "x")] * (BLOCKS_MAX + 1), "maximum number of items is 40"),
        ([("heading", "x" * 121)], "at most 120 characters"),
        ([("text", rich_text("<p>" + "x" * (TEXT_MAX + 1) + "</p>"))], "at most 10000 characters"),
        ([("quote", {"words": "x" * 601, "who": ""})], "at most 600 characters"),
    ],
)
def test_too_much_is_refused_with_words(editing, body, words):
    """F-08: limits of number and length are declared, and told."""
    response = save(editing, make_news().get_parent(), streamfield(body))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert NewsPage.objects.filter(slug="hostile").count() == 0


def test_a_description_as_long_as_a_book_is_refused_with_words(editing):
    """F-08: Wagtail's own field has no limit."""
    body = streamfield([("heading", "x")])
    response = save(editing, make_news().get_parent(), body, search_description="x" * 100_000)
    assert "Write at most 300 characters." in response.content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        {"body-count": "1000000000"},
        {"body-count": "x"},
        {"body-count": "1", "body-0-deleted": "", "body-0-type": "text", "body-0-order": "0", "body-0-value": "{"},
        {"body-count": "1", "body-0-deleted": "", "body-0-type": "text", "body-0-order": "0", "body-0-value": "[1]"},
        {
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-type": "text",
            "body-0-order": "0",
            "body-0-value": "[" * 100_000,
        },
        {f"key-{number}": "x" for number in range(10_000)},
        {"title": "x" * 3_000_000},
    ],
)
def test_forms_that_no_editor_sends_are_refused_at_once(editing, broken):
    """F-08: huge counts, deep JSON, ten thousand keys, megabytes: 400, and quickly."""
    index = make_news().get_parent()
    data = {"title": "Hostile", "slug": "hostile", "published_on": "2027-03-09", "body-count": "0"} | broken
    began = time.process_time()
    response = editing.post(f"/cms/pages/add/cms/newspage/{index.pk}/", data)
    assert response.status_code in (400, 413)
    assert time.process_time() - began < 2
    assert NewsPage.objects.filter(slug="hostile").count() == 0


def test_the_fullest_page_can_be_opened_and_saved_again(editing, client):
    """F-08: at every limit at once."""
    body = [("text", "<p>" + "x " * (TEXT_MAX // 2 - 1) + "</p>")] * BLOCKS_MAX
    page = make_news("Full", lede="x" * 300, body=body)
    page.save_revision().publish()
    assert editing.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    assert client.get(page.url).status_code == 200
    form = {"title": "Full", "slug": "full", "lede": "x", "published_on": "2027-03-09", "action-publish": "1"}
    form["body"] = streamfield([("text", rich_text(value)) for _, value in body])
    data = nested_form_data(form | {"search_description": "", "seo_title": ""})
    assert editing.post(f"/cms/pages/{page.pk}/edit/", data).status_code == 302
    assert NewsPage.objects.get(slug="full").lede == "x"


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://localhost:1/", "https://www.youtube.com/watch?v=1"])
def test_nothing_is_fetched_for_an_embed(editing, url, monkeypatch):
    """W-01: no provider is listed, so no address is asked."""

    def asked(*args, **kwargs):
        raise AssertionError("the site went out")

    monkeypatch.setattr("socket.socket.connect", asked)
    response = editing.post("/cms/embeds/chooser/upload/", {"embed-chooser-url": url})
    assert response.status_code in (200, 404)
    assert "embed_chosen" not in response.content.decode()


# Wagtail leaves the temporary file of a new size to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_pictures_are_given_in_the_sizes_of_pages_only(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    made = BytesIO()
    Picture.new("RGB", (1600, 900)).save(made, "PNG")
    made.seek(0)
    image = Image.objects.create(title="A bridge", file=ImageFile(made, name="bridge.png"))
    image.contextual_alt_text, image.decorative = "A bridge over the Usk", False
    picture = [("picture", {"image": image.pk, "alt_text": "A bridge over the Usk", "decorative": False})]
    page = make_ordinary()
    page.body = json.dumps([{"type": "picture", "value": picture[0][1], "id": "1"}])
    page.save()
    said = client.get(page.url).content.decode()
    address = said[said.index("/media/images/") :].split('"')[0]
    assert 'alt="A bridge over the Usk"' in said
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert b"".join(response.streaming_content)[:4] == b"RIFF"
    assert client.get(f"/media/{image.file.name}").status_code == 404
