"""A site to begin with: home, cohorts, challenges, news, about, accessibility, privacy, and who may edit them."""

import json
import uuid

from django.db import migrations

from cms.first_texts import ABOUT, ACCESSIBILITY, PRIVACY

HOME = {
    "title": "Two sectors, one team. Twelve weeks. A real public problem.",
    "seo_title": "Digital skills for public problems",
    "lede": "Civil servants and technology staff learn digital skills by solving a challenge that a public body has "
    "today, and pitch what they made to the people who can use it.",
}
PAGES = (
    ("CohortsPage", "cohorts", "Cohorts", "Every run of the twelve weeks, and who won.", True, None),
    ("ChallengesPage", "challenges", "Challenges", "Public problems that teams work on.", True, None),
    ("NewsIndexPage", "news", "News", "", True, None),
    ("OrdinaryPage", "about", "About", "Two sectors, one team, twelve weeks.", True, ABOUT),
    (
        "OrdinaryPage",
        "accessibility",
        "Accessibility",
        "How usable this site is, and what to do where it is not.",
        False,
        ACCESSIBILITY,
    ),
    (
        "OrdinaryPage",
        "privacy",
        "Privacy and your data",
        "What is kept of whom, why, and for how long.",
        False,
        PRIVACY,
    ),
)
FOOTER = ("accessibility", "privacy")
# Editors publish: the pages hold nothing that a second person would have to weigh.
RIGHTS = ("add_page", "change_page", "publish_page")


def blocks(texts):
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in texts])


def add(apps, parent, place, model, slug, **fields):
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="cms", model=model.lower()
    )
    return apps.get_model("cms", model).objects.create(
        slug=slug,
        draft_title=fields["title"],
        content_type=kind,
        path=f"{parent.path}{place:04d}",
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        locale_id=parent.locale_id,
        live=True,
        **fields,
    )


def make_site(apps, schema_editor):
    """Wagtail's welcome page gives way to our own home."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    home = add(apps, root, 1, "HomePage", "home", **HOME)
    for place, (model, slug, title, lede, in_menu, texts) in enumerate(PAGES, start=1):
        more = {"is_in_footer": slug in FOOTER, "body": blocks(texts)} if texts else {}
        add(apps, home, place, model, slug, title=title, lede=lede, show_in_menus=in_menu, **more)
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Page.objects.filter(pk=home.pk).update(numchild=len(PAGES))
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Twelvefold")
    give_rights(apps, home)


def give_rights(apps, home):
    """One group of editors, who may add, change and publish what stands under Home."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Rights = apps.get_model("wagtailcore", "GroupPagePermission")
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="wagtailcore", model="page")
    Group.objects.filter(name="Moderators").delete()
    Rights.objects.all().delete()
    editors = Group.objects.get(name="Editors")
    for codename in RIGHTS:
        Rights.objects.create(
            group=editors, page_id=home.pk, permission=Permission.objects.get(content_type=kind, codename=codename)
        )


def keep_site(apps, schema_editor):
    """The pages are left in place: going back must not throw away what editors wrote."""


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(make_site, keep_site)]
