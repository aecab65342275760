"""A month of the financial administration: imported, compared, explained, imported again."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding import actions, bookings, reconciling, waiting
from funding.actions.reconciliation import FileRefused
from funding.models import Difference, Entry, Explanation, Reconciliation
from funding.rules import RuleBroken
from jobs import clock
from tests.funding import payment_world
from tests.funding.payment_world import TODAY
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db
MONTH = TODAY.replace(day=1)


@pytest.fixture
def desk():
    desk = payment_world.build()
    desk.commit = Entry.objects.get(kind="commit").reference
    return desk


def url(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def a_file(*rows, name="november.csv"):
    lines = ["kenmerk;datum;bedrag", *(f"{reference};{TODAY.isoformat()};{amount}" for reference, amount in rows)]
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def imported(desk, *rows):
    return actions.import_month(by=desk.world.controller, month=MONTH, upload=a_file(*rows))


def differences(one):
    return [(row.reference, row.ours, row.theirs) for row in one.differences.all()]


def test_books_of_a_month_have_each_number_with_its_sign(desk):
    paid = desk.pay(desk.approved(500), reference="FA-pay")
    actions.refund(
        by=desk.world.payer, basis=basis(TODAY, reference="FA-back"), award=desk.award, paid_in=TODAY.year,
        amount=euros(200),
    )  # fmt: skip
    actions.decommit(by=desk.world.decider, basis=basis(TODAY, reference="FA-low"), award=desk.award, amount=euros(50))
    actions.correct(
        by=desk.world.controller,
        basis=basis(TODAY, reference=""),
        entry=Entry.objects.get(kind="decommit"),
    )
    assert sorted(bookings.of_month(MONTH)) == sorted(
        [
            (desk.commit, euros(100_000)),
            ("FA-pay", euros(500)),
            ("FA-back", euros(-200)),
            ("FA-low", euros(-50)),
            ("FA-low", euros(50)),
        ]
    )
    assert list(bookings.entries_with("fa-PAY", MONTH)) == [paid]
    assert bookings.of_month(bookings.previous(MONTH)) == []


def test_equal_month_has_no_differences(desk):
    one = imported(desk, (desk.commit, "100.000,00"))
    assert differences(one) == []
    assert bookings.months()[0].state == "equal"


def test_differences_stay_until_somebody_explained_them(desk, client_for):
    one = imported(desk, (desk.commit, "99.999,00"), ("SAP-1", "5"))
    assert differences(one) == [(desk.commit, euros(100_000), euros(99_999)), ("SAP-1", None, euros(5))]
    client = client_for(desk.world.controller)
    first = one.differences.first()
    here = url("difference_explain", difference=first.pk)
    assert client.post(here, {"text": " "}).status_code == 422
    for _click in range(2):
        back = client.post(here, {"text": "afgerond in de administratie"})
        assert back["Location"] == url("reconciliation_detail", reconciliation=one.pk)
    assert Explanation.objects.count() == 1
    text = client.get(back["Location"]).content.decode()
    assert "afgerond in de administratie" in text
    assert "Toe te lichten" in text
    assert (bookings.months()[0].state, bookings.months()[0].open) == ("open", 1)
    assert "1 verschil wacht op een toelichting" in client.get(url("reconciliation_list")).content.decode()
    assert "Eerdere toelichting" in client.get(here).content.decode()
    actions.explain_difference(by=desk.world.controller, difference=one.differences.last(), text="andere regeling")
    assert bookings.months()[0].state == "explained"


def test_later_import_replaces_and_keeps_what_was_said_of_the_same_difference(desk, client_for):
    first = imported(desk, (desk.commit, "99.999,00"), ("SAP-1", "5"))
    for row in first.differences.all():
        actions.explain_difference(by=desk.world.controller, difference=row, text="zo")
    second = imported(desk, (desk.commit, "99.999,00"), ("SAP-1", "6"))
    assert [said and said.text for _row, said in bookings.explained(second.differences.all())] == ["zo", None]
    assert bookings.months()[0].latest == second
    old = client_for(desk.world.controller).get(url("reconciliation_detail", reconciliation=first.pk)).content.decode()
    assert "Deze maand is opnieuw ingelezen" in old
    assert "Licht toe" not in old.split("<h2")[1]


def test_same_file_twice_is_one_import_until_something_is_booked(desk, client_for):
    one = imported(desk, (desk.commit, "100.000"))
    assert imported(desk, (desk.commit, "100.000")) == one
    desk.pay(desk.approved(10))
    page = client_for(desk.world.payer).get(url("reconciliation_detail", reconciliation=one.pk)).content.decode()
    assert "Na het inlezen is nog iets in deze maand geboekt" in page
    assert imported(desk, (desk.commit, "100.000")) != one


def test_import_through_the_page_names_faults_by_row(desk, client_for):
    client = client_for(desk.world.controller)
    sent = {"month": MONTH.isoformat(), "file": SimpleUploadedFile("x.csv", b"kenmerk;datum;bedrag\nA;x;1\n")}
    page = client.post(url("reconciliation_import"), sent)
    assert page.status_code == 422
    assert "Rij 2: “x” is geen datum." in page.content.decode()
    assert not Reconciliation.objects.exists()
    sent["file"] = a_file((desk.commit, "100.000"), ("SAP-1", "5"), ("SAP-1", "5"))
    page = client.post(url("reconciliation_import"), sent, follow=True)
    assert "Het bestand herhaalt boekingen: rijen 4" in page.content.decode()
    huge = SimpleUploadedFile("x.csv", b"x" * 1_000_001)
    page = client.post(url("reconciliation_import"), {**sent, "file": huge})
    assert "groter dan 1 MB" in page.content.decode()


def test_only_the_controller_imports_and_explains(desk, client_for):
    one = imported(desk, ("SAP-1", "5"))
    with pytest.raises(RuleBroken) as caught:
        actions.import_month(by=desk.world.payer, month=MONTH, upload=a_file())
    assert caught.value.code == "not_allowed"
    with pytest.raises(RuleBroken):
        actions.explain_difference(by=desk.world.payer, difference=Difference.objects.first(), text="x")
    with pytest.raises(FileRefused):
        actions.import_month(by=desk.world.controller, month=MONTH, upload=SimpleUploadedFile("x.csv", b""))
    payer = client_for(desk.world.payer)
    assert "Licht toe<" not in payer.get(url("reconciliation_detail", reconciliation=one.pk)).content.decode()
    assert payer.get(url("reconciliation_import")).status_code == 403


def test_example_can_be_imported(desk, client_for):
    client = client_for(desk.world.controller)
    answer = client.get(url("reconciliation_template"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["bedrag"] for row in rows] == ["125000.00", "-1250.50"]
    english = client.get("/en" + url("reconciliation_template")).content.decode("utf-8-sig")
    assert english.splitlines()[0] == "reference,date,amount"
    for text in (english, answer.content.decode("utf-8-sig")):
        assert reconciling.read(text.encode(), date(2018, 2, 1)).faults == ()
    upload = SimpleUploadedFile("voorbeeld.csv", answer.content)
    one = actions.import_month(by=desk.world.controller, month=date(2018, 2, 1), upload=upload)
    assert one.differences.count() == 2


def test_month_is_late_from_the_tenth_when_there_is_something_to_compare(desk, monkeypatch):
    after = bookings.following(MONTH)
    monkeypatch.setattr(clock, "today", lambda: after.replace(day=9))
    assert bookings.late_month() is None
    monkeypatch.setattr(clock, "today", lambda: after.replace(day=10))
    assert bookings.late_month() == MONTH
    assert [one.kind for one in waiting.of(desk.world.controller)] == ["reconciliation"]
    imported(desk, ("SAP-1", "5"))
    assert bookings.late_month() is None
    (one,) = [one for one in waiting.of(desk.world.controller) if one.kind == "difference"]
    assert one.title == "2 verschillen om toe te lichten"


def test_before_the_first_entry_nothing_is_late(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2018, 2, 20))
    assert bookings.late_month() is None
    assert bookings.months() == []


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_as_many_statements_for_one_as_for_three(desk, client_for, count, django_assert_max_num_queries):
    one = imported(desk, *[(f"SAP-{number}", "5") for number in range(count)])
    client = client_for(desk.world.controller)
    client.get(url("reconciliation_list"))
    with django_assert_max_num_queries(8):
        client.get(url("reconciliation_list"))
    with django_assert_max_num_queries(9):
        client.get(url("reconciliation_detail", reconciliation=one.pk))
