"""Services that desks deliver: recorded, listed, taken back, and never more de minimis aid than the ceiling."""

import csv
import io
import random
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.urls import reverse

from fieldlabs.models import Fieldlab
from hubs import actions, de_minimis, identity, services
from hubs.actions import Delivered
from hubs.models import Company, ServiceDelivered
from jobs import clock
from smartindustry import demo
from smartindustry.cast import CAST
from tests.hubs.asking import ask, hub_of
from tests.hubs.racing import race
from tests.hubs.test_book import company, page_of
from tests.hubs.test_desk import main_of
from tests.refusals import refused
from tests.rows import insert, refusal_of, statement

LIST = "/bureau/diensten/"
DAY = date(2018, 3, 1)
CEILING_RULE = "hubs_servicedelivered_de_minimis_is_within_ceiling"


def row(one, by, **changes):
    known = {"hub": one.hub, "company": one, "kind": "advice", "delivered_on": DAY, "aid_basis": "de_minimis"}
    return {**known, "recorded_at": clock.now(), "recorded_by": by, **changes}


def record(one, by, *, key=None, **changes):
    known = {"kind": "advice", "delivered_on": clock.today(), "aid_basis": "market", **changes}
    return actions.record_service(company=one, delivered=Delivered(**known), key=key or uuid.uuid4(), by=by)


def sent(**changes):
    known = {"kind": "validation", "provider": "desk", "delivered_on": clock.today().isoformat(), "amount": "1.000"}
    return {**known, "paid": "", "aid_basis": "de_minimis", "award_number": "", **changes}


def form_of(one):
    return reverse("hubs:service_record", args=[one.pk])


# --- The ceiling -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "amount", "since"),
    [
        (date(2018, 3, 1), 200_000, date(2016, 1, 1)),
        (date(2023, 12, 31), 200_000, date(2021, 1, 1)),
        (date(2024, 1, 1), 300_000, date(2021, 1, 2)),
        (date(2028, 2, 29), 300_000, date(2025, 3, 1)),
    ],
)
def test_ceiling_and_period_are_those_of_the_regulation_in_force(day, amount, since):
    assert (de_minimis.on(day).amount, de_minimis.first_day(day)) == (amount, since)


@pytest.mark.django_db
def test_database_knows_the_same_periods():
    days = [date(2017, 12, 30) + timedelta(days=number) for number in range(0, 4200, 7)] + [date(2028, 2, 29)]
    sql = (
        f"SELECT day, {de_minimis.first_day_sql('day')}, {de_minimis.amount_sql('day')} FROM unnest(%s::date[]) AS day"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [days])
        assert cursor.fetchall() == [(day, de_minimis.first_day(day), de_minimis.on(day).amount) for day in days]


@pytest.mark.django_db
def test_database_refuses_aid_above_the_ceiling_over_all_desks(eva):
    here, there = company(), company(at="noord-nederland")
    assert here.identity == there.identity
    insert(ServiceDelivered, **row(there, eva, amount=150_000, paid=0))
    insert(ServiceDelivered, **row(here, eva, amount=60_000, paid=10_000))

    assert refusal_of(ServiceDelivered, **row(here, eva, amount=1, paid=0)) == CEILING_RULE
    assert insert(ServiceDelivered, **row(here, eva, amount=5000, paid=5000))
    assert insert(ServiceDelivered, **row(here, eva, amount=5000, aid_basis="gber_28"))
    other = company(name="Bakker", kvk_number="90004833", email="b@x.nl")
    assert insert(ServiceDelivered, **row(other, eva, amount=200_000))


@pytest.mark.django_db
def test_database_refuses_aid_that_makes_a_later_period_too_full(eva):
    one = company()
    insert(ServiceDelivered, **row(one, eva, amount=200_000, delivered_on=date(2018, 6, 1)))

    assert refusal_of(ServiceDelivered, **row(one, eva, amount=1, delivered_on=date(2016, 6, 1))) == CEILING_RULE
    assert insert(ServiceDelivered, **row(one, eva, amount=200_000, delivered_on=date(2015, 12, 31)))
    assert insert(ServiceDelivered, **row(one, eva, amount=200_000, delivered_on=date(2021, 1, 1)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "amount = 200001",
        "aid_basis = 'de_minimis'",
        "withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawal_reason = ''",
    ],
    ids=["more", "basis", "back"],
)
def test_database_refuses_a_change_that_goes_above_the_ceiling(change, eva):
    one = company()
    insert(ServiceDelivered, **row(one, eva, amount=200_000))
    gone = {"withdrawn_at": clock.now(), "withdrawn_by": eva, "withdrawal_reason": "Dubbel"}
    changes = {"amount": {"amount": 1, "paid": 1}, "aid_bas": {"aid_basis": "gber_28"}, "withdra": gone}
    start = next(value for name, value in changes.items() if change.startswith(name))
    key = insert(ServiceDelivered, **{**row(one, eva, amount=50), **start})

    assert refused(f"UPDATE hubs_servicedelivered SET {change} WHERE id = %s", key) == CEILING_RULE


@pytest.mark.django_db
def test_company_without_identity_has_a_ceiling_of_its_own(eva):
    first, second = (company(name=name, kvk_number="", email="") for name in ("Een", "Twee"))
    for one in (first, second):
        insert(ServiceDelivered, **row(one, eva, amount=200_000))
        assert refusal_of(ServiceDelivered, **row(one, eva, amount=1)) == CEILING_RULE


@pytest.mark.django_db
def test_python_and_database_agree_about_the_room(eva):
    """Random services: the database takes exactly what the pure rule has room for."""
    chance = random.Random(2018)  # noqa: S311 -- the same services every time
    one, taken = company(), 0
    for _number in range(60):
        day = date(2019, 1, 1) + timedelta(days=chance.randrange(3500))
        amount = chance.randrange(1, 9) * 20_000
        fits = de_minimis.room(services.aid_given(one), day) >= amount
        sql, values = statement(ServiceDelivered, **row(one, eva, amount=amount, delivered_on=day))
        if fits:
            insert(ServiceDelivered, **row(one, eva, amount=amount, delivered_on=day))
            taken += 1
        else:
            assert refused(sql, *values) == CEILING_RULE
    assert 5 < taken < 55


@pytest.mark.parametrize("desks", [2, 16])
def test_last_room_goes_to_one_desk(fresh_database, desks):
    eva = demo.person(next(member for member in CAST if member.key == "eva"))
    regions = ("zuid-holland", "noord-nederland")
    rows = [company(at=regions[number % 2]) for number in range(desks)]
    assert len({one.identity for one in rows}) == 1
    steps = [lambda one=one: insert(ServiceDelivered, **row(one, eva, amount=150_000)) for one in rows]

    ends = race(steps)

    refusals = [one.__cause__.diag.constraint_name for one in ends if isinstance(one, Exception)]
    assert refusals == [CEILING_RULE] * (desks - 1)
    assert ServiceDelivered.objects.count() == 1


def test_aid_is_not_recorded_on_an_old_snapshot(fresh_database):
    eva = demo.person(next(member for member in CAST if member.key == "eva"))
    one = company()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        rule = refusal_of(ServiceDelivered, **row(one, eva, amount=1))
    assert rule == "hubs_servicedelivered_is_written_read_committed"


# --- Recording and taking back ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_service_is_recorded_once_and_stands_on_the_page_of_the_company(client_for, eva):
    one, lab = company(), Fieldlab.objects.public().first()
    asked = ask(hub_of(), email=one.email, company_name=one.name, kvk_number=one.kvk_number)
    client = client_for(eva)
    key = client.get(form_of(one)).context["form"]["key"].value()
    posted = sent(key=key, provider=str(lab.pk), paid="250", request=str(asked.pk), description="Proeflas")
    for _time in range(2):
        assert client.post(form_of(one), posted).status_code == 302

    service = ServiceDelivered.objects.get()
    assert (service.company, service.hub, service.fieldlab, service.request) == (one, hub_of(), lab, asked)
    assert (service.amount, service.paid, service.aid_basis) == (Decimal(1000), Decimal(250), "de_minimis")
    one.refresh_from_db()
    assert one.last_contact_on == clock.today()
    shown = main_of(client.get(page_of(one)))
    assert "Proeflas" in shown
    assert "€ 750" in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"delivered_on": "2999-01-01"}, "delivered_on"),
        ({"amount": ""}, "amount"),
        ({"amount": "300.001"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"award_number": "BESTAAT-NIET"}, "award_number"),
        ({"kind": ""}, "kind"),
        ({"provider": "999999"}, "provider"),
    ],
)
def test_mistake_is_told_at_its_field_and_keeps_what_was_typed(client_for, eva, wrong, field):
    one = company()
    response = client_for(eva).post(form_of(one), sent(description="Proeflas", **wrong))
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert "Proeflas" in response.content.decode()
    assert not ServiceDelivered.objects.exists()


@pytest.mark.django_db
def test_award_of_a_service_exists(eva):
    row_of = row(company(), eva, aid_basis="market", award_number="BESTAAT-NIET")
    assert refusal_of(ServiceDelivered, **row_of) == "hubs_servicedelivered_award_exists"


@pytest.mark.django_db
def test_refusal_says_how_much_room_there_is_and_nothing_of_the_other_desk(client_for, eva, noor):
    with clock.on(DAY):
        record(
            company(at="noord-nederland"), noor, aid_basis="de_minimis", amount=Decimal(180_000), description="Geheim"
        )
        one = company()
        client = client_for(eva)
        response = client.post(form_of(one), sent(amount="50.000", paid="10.000", delivered_on="2018-03-01"))
        shown = main_of(response)
        page = main_of(client.get(page_of(one)))

    assert "€ 20.000" in response.context["form"].errors["amount"][0]
    assert "€ 40.000" in response.context["form"].errors["amount"][0]
    for text in (shown, page):
        assert "€ 180.000" in text
        assert "Geheim" not in text
    assert services.standing(one, DAY) == services.Standing(
        DAY, date(2016, 1, 1), de_minimis.on(DAY), Decimal(180_000), Decimal(0), worst_case=True
    )


@pytest.mark.django_db
def test_company_that_turns_out_to_be_another_one_may_stand_above_the_ceiling(client_for, eva):
    """The truth about who it is can always be recorded: then no more aid comes on top."""
    with clock.on(DAY):
        one, two = company(), company(name="Twee", kvk_number="", email="twee@x.nl")
        for each in (one, two):
            record(each, eva, aid_basis="de_minimis", amount=Decimal(150_000))
        Company.objects.filter(pk=two.pk).update(hub=hub_of("noord-nederland"), identity=one.identity)
        assert services.standing(one, DAY).over
        assert "meer dan het plafond" in main_of(client_for(eva).get(page_of(one)))
        with pytest.raises(actions.RuleBroken, match="ruimte voor € 0"):
            record(one, eva, aid_basis="de_minimis", amount=Decimal(1))


@pytest.mark.django_db
def test_service_is_taken_back_with_a_reason_and_no_longer_counts(client_for, eva):
    one = company()
    service = record(one, eva, aid_basis="de_minimis", amount=Decimal(1000), description="Dubbel")
    client, address = client_for(eva), reverse("hubs:service_withdraw", args=[service.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Twee keer vastgelegd"}).status_code == 302

    service.refresh_from_db()
    assert (service.withdrawn_by, service.withdrawal_reason) == (eva, "Twee keer vastgelegd")
    assert services.standing(one, clock.today()).given == 0
    assert "Twee keer vastgelegd" in main_of(client.get(page_of(one)))
    assert client.get(address).status_code == 404
    assert actions.withdraw_service(service=service, reason="Nog eens", by=eva).withdrawal_reason == (
        "Twee keer vastgelegd"
    )


@pytest.mark.django_db
def test_only_the_desk_of_the_company_records_and_takes_back(client_for, eva, noor, gijs, anna):
    one = company()
    service = record(one, eva)
    addresses = [form_of(one), reverse("hubs:service_withdraw", args=[service.pk])]
    assert {client_for(noor).post(address, sent(reason="x")).status_code for address in addresses} == {404}
    for who in (gijs, anna):
        assert {client_for(who).get(address).status_code for address in [*addresses, LIST]} == {403}
    for act in (
        lambda: record(one, noor),
        lambda: actions.withdraw_service(service=service, reason="x", by=noor),
    ):
        with pytest.raises(actions.RuleBroken) as broken:
            act()
        assert broken.value.code == "not_allowed"


@pytest.mark.django_db
def test_request_of_another_company_is_refused(eva):
    asked = ask(hub_of(), email="ander@x.nl", company_name="Ander")
    with pytest.raises(actions.RuleBroken) as broken:
        record(company(), eva, request=asked)
    assert broken.value.code == "other_request"


# --- The list --------------------------------------------------------------------------------------------------------


def kinds_on(client, **query):
    return [one.kind for one, _by in client.get(LIST, query).context["rows"]]


@pytest.fixture
def three(eva, noor):
    one, two = company(), company(name="Bakker", kvk_number="90004833", email="b@x.nl")
    record(one, eva, kind="advice", amount=Decimal(500), paid=Decimal(0), delivered_on=date(2018, 1, 2))
    record(two, eva, kind="training", amount=Decimal(900), delivered_on=date(2018, 5, 2))
    record(two, eva, kind="prototype", aid_basis="unknown", delivered_on=date(2019, 5, 2))
    gone = record(one, eva, kind="network", amount=Decimal(1), delivered_on=date(2019, 5, 3))
    actions.withdraw_service(service=gone, reason="Dubbel", by=eva)
    record(company(at="noord-nederland"), noor, kind="use")
    return one, two


@pytest.mark.django_db
def test_list_shows_what_counts_at_the_own_desk_and_adds_what_is_known(client_for, eva, three):
    client = client_for(eva)
    assert kinds_on(client) == ["prototype", "training", "advice"]
    assert client.get(LIST).context["sums"] == services.Sums(3, Decimal(1400), 1, Decimal(0), 2)
    assert kinds_on(client, stand="alle") == ["network", "prototype", "training", "advice"]
    assert kinds_on(client, stand="teruggenomen") == ["network"]
    assert kinds_on(client, jaar="2018") == ["training", "advice"]
    assert kinds_on(client, soort="training") == ["training"]
    assert kinds_on(client, steun="unknown") == ["prototype"]
    assert kinds_on(client, q="bakk") == ["prototype", "training"]
    assert kinds_on(client, q="onvindbaar") == []
    assert kinds_on(client, jaar="0000", soort="x'", steun="--", stand="y", sort="z") == [
        "prototype", "training", "advice"
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "first"), [("day", "advice"), ("-worth", "training"), ("worth", "advice"), ("-company", "advice")]
)
def test_list_sorts(client_for, eva, three, sort, first):
    assert kinds_on(client_for(eva), sort=sort)[0] == first


@pytest.mark.django_db
def test_file_equals_the_screen(client_for, eva, three):
    client = client_for(eva)
    text = client.get(LIST + "diensten.csv", {"jaar": "2018"}).content.decode("utf-8-sig")
    head, *found = csv.reader(io.StringIO(text))
    assert head[:10] == [str(one) for one in services.COLUMNS]
    assert [(one[0], one[1], one[2], one[5], one[6]) for one in found] == [
        ("2018-05-02", "Bakker", "Training", "900.00", ""),
        ("2018-01-02", "Métaaltechniek Ångström", "Advies", "500.00", "0.00"),
    ]


@pytest.mark.django_db
def test_pages_keep_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    one, client = company(), client_for(eva)
    client.get(LIST)
    for address in (LIST, page_of(one), form_of(one)):
        with django_assert_max_num_queries(8) as few:
            client.get(address)
        for number in range(3):
            record(one, eva, kind="advice", description=f"Dienst {number}")
        with django_assert_max_num_queries(8) as many:
            client.get(address)
        if address != LIST:
            assert len(few.captured_queries) == len(many.captured_queries)


@pytest.mark.django_db
def test_data_of_a_company_go_and_its_aid_still_counts(eva):
    one = company()
    record(one, eva, aid_basis="de_minimis", amount=Decimal(1000))
    actions.erase_company(company=one, by=eva)
    again = company()
    assert again.identity == identity.of("68750110")
    assert services.standing(again, clock.today()).given == 1000
    actions.erase_company(company=again, by=eva)
    with pytest.raises(actions.RuleBroken) as broken:
        record(one, eva)
    assert broken.value.code == "removed"
