"""Certificates: given with the release and not before, right for each person, accessible, checked by anybody."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from challenges.certificates import services
from challenges.certificates.drawing import address_of, pdf_of
from challenges.certificates.models import Certificate
from challenges.certificates.parts import segments, start
from challenges.certificates.wanted import wanted_of
from challenges.models import Placing
from challenges.results.services import release_results
from core.erasers import forget
from core.models import Event
from core.retention import enforce
from tests.challenges.results.day import agree, approve, close
from tests.factories.challenges import CertificateFactory
from tests.factories.cohorts import MentorAssignmentFactory, ParticipantFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def decided(world):
    """The cast's cohort, whose chair decided that Lantern wins; nobody has a certificate."""
    Certificate.objects.all().delete()
    for team, rank in ((world.team, 1), (world.other_team, 2)):
        Placing.objects.create(decision=world.decision, team=team, rank=rank, is_winner=rank == 1)
    return world


def give(world, **more):
    return services.give_certificates(decision=world.decision, by=world.people["organiser"], **more)


def held(world, **which):
    rows = Certificate.objects.valid().filter(cohort=world.cohort, **which).order_by("kind", "name")
    return [(row.kind, row.name, row.words) for row in rows]


SPAN = "Spring 2027 of Digital skills, twelve weeks from 8 February 2027 to 30 April 2027, in team"


def test_everybody_gets_what_they_did_in_words(decided):
    given = give(decided)
    assert held(decided, kind="participant") == [
        ("participant", "Hana Aziz", f"completed {SPAN} Lantern."),
        ("participant", "Leo Marks", f"completed {SPAN} Lantern."),
        ("participant", "Tess Wynn", f"completed {SPAN} Compass."),
    ]
    won = "won the first prize of Spring 2027 of Digital skills with team Lantern."
    assert held(decided, kind="winner") == [("winner", "Hana Aziz", won), ("winner", "Leo Marks", won)]
    assert held(decided, kind="mentor") == [
        ("mentor", "Farah Iqbal", "mentored team Lantern of Spring 2027 of Digital skills.")
    ]
    assert [words for _kind, _name, words in held(decided, kind="judge")] == [
        "judged the pitches of Spring 2027 of Digital skills.",
        "chaired the panel of judges of Spring 2027 of Digital skills.",
        "judged the pitches of Spring 2027 of Digital skills.",
    ]
    assert given == Certificate.objects.count()
    assert Event.objects.get(event="certificates.given").data == {"given": given, "withdrawn": 0}


def test_joint_winners_share_and_a_mentor_of_two_teams_has_one(decided):
    Placing.objects.filter(decision=decided.decision).update(rank=1, is_winner=True)
    MentorAssignmentFactory(team=decided.other_team, mentor=decided.mentor)
    give(decided)
    assert [words for _kind, _name, words in held(decided, kind="winner")] == [
        "shared the first prize of Spring 2027 of Digital skills with team Lantern.",
        "shared the first prize of Spring 2027 of Digital skills with team Lantern.",
        "shared the first prize of Spring 2027 of Digital skills with team Compass.",
    ]
    assert [words for _kind, _name, words in held(decided, kind="mentor")] == [
        "mentored teams Lantern and Compass of Spring 2027 of Digital skills."
    ]


def test_giving_twice_is_giving_once(decided):
    first = give(decided)
    codes = set(Certificate.objects.values_list("code", flat=True))
    assert (give(decided), Certificate.objects.count()) == (0, first)
    assert set(Certificate.objects.values_list("code", flat=True)) == codes
    assert Event.objects.filter(event="certificates.given").count() == 1


def test_correction_withdraws_what_no_longer_holds_and_keeps_the_rest(decided):
    give(decided)
    kept = Certificate.objects.get(user=decided.people["participant"], kind="participant").code
    Placing.objects.filter(team=decided.team).update(rank=2, is_winner=False)
    Placing.objects.filter(team=decided.other_team).update(rank=1, is_winner=True)
    assert give(decided) == 1
    assert [name for _kind, name, _words in held(decided, kind="winner")] == ["Tess Wynn"]
    gone = Certificate.objects.exclude(withdrawn_at=None)
    assert sorted(gone.values_list("name", "kind", "withdrawn_why")) == [
        ("Hana Aziz", "winner", "The result was corrected."),
        ("Leo Marks", "winner", "The result was corrected."),
    ]
    assert Certificate.objects.get(user=decided.people["participant"], kind="participant").code == kept


def test_undone_release_leaves_no_certificate(decided, clock):
    given = give(decided, now=clock.now)
    undone = {"cohort": decided.cohort, "released_at": clock.now, "by": decided.people["organiser"]}
    services.take_back_certificates(**undone)
    services.take_back_certificates(**undone)
    assert Certificate.objects.count() == 0
    assert [event.data for event in Event.objects.filter(event="certificates.taken_back")] == [{"count": given}]


def test_undone_correction_leaves_the_certificates_of_before(decided, clock):
    give(decided, now=clock.now)
    before = set(Certificate.objects.values_list("code", "withdrawn_at"))
    Placing.objects.filter(team=decided.team).update(rank=2, is_winner=False)
    later = clock.now + timedelta(days=1)
    give(decided, now=later)
    services.take_back_certificates(cohort=decided.cohort, released_at=later, by=decided.people["organiser"])
    assert set(Certificate.objects.values_list("code", "withdrawn_at")) == before


def test_giving_takes_as_many_queries_for_more_people(decided, django_assert_num_queries):
    with CaptureQueriesContext(
        connection,
    ) as few:
        wanted_of(decided.decision)
    for _number in range(5):
        TeamMemberFactory(team=decided.team, participant=ParticipantFactory(cohort=decided.cohort))
    with django_assert_num_queries(len(few)):
        wanted_of(decided.decision)


def test_pdf_is_tagged_titled_and_in_its_language(world):
    """PDF/UA-1: marked, with a structure tree, a title that readers show, and the language of the text."""
    pdf = pdf_of(CertificateFactory(cohort=world.cohort, name="Siân Ŵyn-Ŷates", words="#strong[x] $y$ @z."))
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not None
    assert (str(root["/Lang"]), reader.metadata.title) == ("en-GB", "Thank you for hosting: Siân Ŵyn-Ŷates")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) is True
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    page = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    for words in ("Digital skills", "Siân Ŵyn-Ŷates", "#strong[x] $y$ @z."):
        assert words in page
    roles = {str(tag["/S"]) for tag in tags(root["/StructTreeRoot"]) if "/S" in tag}
    assert {"/Document", "/H1", "/P", "/Figure", "/Link"} <= roles
    alt = [str(tag["/Alt"]) for tag in tags(root["/StructTreeRoot"]) if "/Alt" in tag]
    assert "A ring of twelve segments, one for each week, all complete" in alt


def tags(node):
    """Every element of the structure tree."""
    node = node.get_object()
    found = [node] if isinstance(node, dict) else []
    kids = node.get("/K", []) if isinstance(node, dict) else node
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), dict):
            found += tags(kid)
    return found


def test_own_certificates_are_listed_and_downloaded(client, world, participant):
    client.force_login(participant)
    page = text(client.get(reverse("public:certificates")))
    assert "Host, Spring 2027" in page
    answer = client.get(reverse("public:certificate_pdf", args=[world.certificate.key]))
    assert (answer["Content-Type"], answer.content[:8]) == ("application/pdf", b"%PDF-1.7")
    assert answer["Content-Disposition"] == 'attachment; filename="spring-2027-host-hana-aziz.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_anybody_checks_a_certificate_by_its_code_alone(client, world):
    certificate = world.certificate
    answer = client.get(reverse("public:certificate", args=[certificate.code]))
    page = text(answer)
    for words in ("This certificate is genuine", "Hana Aziz", certificate.words):
        assert words in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert address_of(certificate).endswith(f"/certificates/{certificate.code}/")
    assert client.get(reverse("public:certificate", args=[certificate.key])).status_code == 404
    assert client.get(reverse("public:certificate", args=["nothing"])).status_code == 404


def test_withdrawn_certificate_says_only_that(client, world, organiser):
    client.force_login(organiser)
    address = reverse("organise:certificate_withdraw", args=["spring-2027", world.certificate.key])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Given by mistake."}).status_code == 302
    assert client.post(address, {"reason": "Again."}).status_code == 302
    assert [event.data["reason"] for event in Event.objects.filter(event="certificate.withdrawn")] == [
        "Given by mistake."
    ]
    assert "Given by mistake." in text(client.get(reverse("organise:certificates", args=["spring-2027"])))
    assert client.get(reverse("public:certificate_pdf", args=[world.certificate.key])).status_code == 404
    client.logout()
    page = text(client.get(reverse("public:certificate", args=[world.certificate.code])))
    assert "This certificate was withdrawn" in page
    for secret in ("Hana Aziz", world.certificate.words, "Given by mistake."):
        assert secret not in page


def test_name_is_corrected_and_the_code_stays(client, world, organiser):
    client.force_login(organiser)
    address = reverse("organise:certificate_name", args=["spring-2027", world.certificate.key])
    assert client.post(address, {"name": "Hana Aziz-Bell"}).status_code == 302
    code = world.certificate.code
    world.certificate.refresh_from_db()
    assert (world.certificate.name, world.certificate.code) == ("Hana Aziz-Bell", code)
    assert Event.objects.get(event="certificate.name_corrected").data == {"before": "Hana Aziz"}


def test_list_is_narrowed_by_kind_and_refuses_other_words(client, world, organiser):
    client.force_login(organiser)
    CertificateFactory(cohort=world.cohort, kind="judge", name="Helen Marsh")
    address = reverse("organise:certificates", args=["spring-2027"])
    page = text(client.get(address, {"kind": "judge"}))
    assert ("Helen Marsh" in page, "welcomed Spring 2027" in page.replace("Helen Marsh", "")) == (True, True)
    assert page.count("<tr>") == 2
    assert client.get(address, {"kind": "secret"}).status_code == 400


def test_list_takes_as_many_queries_for_more_certificates(client, world, organiser, django_assert_num_queries):
    client.force_login(organiser)
    address = reverse("organise:certificates", args=["spring-2027"])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _number in range(12):
        CertificateFactory(cohort=world.cohort)
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 15


def test_everybody_with_a_certificate_is_a_group_to_write_to(world, participant):
    assert [(name, people) for name, _label, people in segments(world.cohort)] == [("certificates", [participant])]
    subject, body = start(world.cohort, "ready")
    assert subject == "Your certificate for Spring 2027"
    assert "/certificates/" in body


def test_certificate_of_somebody_erased_is_gone(world, participant, clock):
    forget(participant, clock.now)
    enforce(now=clock.now)
    assert Certificate.objects.filter(pk=world.certificate.pk).count() == 0


def test_certificates_are_made_at_the_release_and_are_their_owners_alone(world, client):
    """J-14: none while the result waits, whatever is signed, approved and agreed; then at a drawn address, for one."""
    Certificate.objects.all().delete()
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    planned = agree(world, minutes=0)
    assert Certificate.objects.count() == 0
    release_results(plan=planned, now=planned.due_at)
    mine = Certificate.objects.get(kind="winner", user=world.people["participant"])
    assert len({len(mine.key), *(len(row.key) for row in Certificate.objects.all())}) == 1 == len(mine.key) // 12
    address = reverse("public:certificate_pdf", args=[mine.key])
    answers = {"participant": 200, "team_mate": 404, "judge": 404, "stranger": 404}
    for role, status in answers.items():
        client.force_login(world.people[role])
        assert client.get(address).status_code == status
