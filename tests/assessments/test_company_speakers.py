"""Who speaks for a company, and how a company is known again; see decision 12."""

import threading

import pytest
from django.db import connection

from accounts.actions import company_digest, find_or_found_company
from accounts.models import Organisation, Role, RoleHolding
from assessments.locations import Location
from assessments.models import Assessment, Site
from regions.models import Place, Region
from tests.assessments.letters import give_and_confirm, give_follow, in_holland
from tests.assessments.runs import completed_run, text, url


@pytest.mark.django_db
def test_known_number_is_nobodys_to_take(client):
    first, second = in_holland(), in_holland()
    give_and_confirm(client, first)

    page = give_and_confirm(client, second, email="vreemd@elders.nl", company_name="Metaal?")

    second.refresh_from_db()
    assert second.site is None
    assert "Iemand anders spreekt al voor dit bedrijf" in text(page)
    assert "Iemand anders spreekt al voor dit bedrijf" in text(client.get(url("company", second)))
    assert Organisation.objects.get(kvk_number="12345678").name == "Metaal BV"


@pytest.mark.django_db
def test_same_address_may_come_again(client):
    runs = [in_holland(), in_holland()]
    for run in runs:
        give_and_confirm(client, run)

    assert Assessment.objects.filter(site__organisation__kvk_number="12345678").count() == 2
    assert Site.objects.count() == 1


@pytest.mark.django_db
def test_who_holds_the_role_of_the_company_may_speak_for_it(client_for, anna):
    run = completed_run()
    give_and_confirm(client_for(None), run)
    organisation = Organisation.objects.get(kvk_number="12345678")
    RoleHolding.objects.create(person=anna, organisation=organisation, role=Role.COMPANY, starts_on="2018-01-01")
    other = completed_run()

    give_follow(client_for(anna), other, email=anna.email)

    other.refresh_from_db()
    assert other.site.organisation == organisation


@pytest.mark.django_db
def test_number_of_a_hub_is_no_company(client):
    region = Region.objects.first()
    Organisation.objects.create(name="Hub", kind="hub", kvk_number="12345678", region=region)
    run = completed_run()

    give_and_confirm(client, run)

    run.refresh_from_db()
    assert run.site is None


@pytest.mark.django_db
def test_company_without_a_number_is_known_by_its_address(client):
    runs = [completed_run(), completed_run()]
    for run in runs:
        give_and_confirm(client, run, kvk_number="")

    sites = set(Assessment.objects.values_list("site", flat=True))
    assert len(sites) == 1
    organisation = Organisation.objects.get(email_digest=company_digest("BAAS@metaal.nl"))
    assert (organisation.kvk_number, "metaal" in organisation.email_digest) == ("", False)


@pytest.mark.django_db
def test_number_given_later_stays_with_the_same_company(client):
    for kvk_number in ("", "12345678"):
        give_and_confirm(client, completed_run(), kvk_number=kvk_number)

    assert Organisation.objects.filter(name="Metaal BV").values_list("kvk_number", flat=True).get() == "12345678"


@pytest.mark.django_db
def test_one_person_can_have_two_companies(client):
    for kvk_number in ("12345678", "11112222"):
        give_and_confirm(client, completed_run(), kvk_number=kvk_number)

    assert Assessment.objects.filter(site__isnull=False).values("site__organisation").distinct().count() == 2


@pytest.mark.django_db
def test_two_sites_of_one_company_are_two(client):
    places = Place.objects.filter(name__in=["Dordrecht", "Rotterdam"])
    for place in places:
        give_and_confirm(client, completed_run(location=Location(place=place)))

    assert set(Site.objects.values_list("place__name", flat=True)) == {"Dordrecht", "Rotterdam"}
    assert Organisation.objects.filter(kvk_number="12345678").count() == 1


@pytest.mark.parametrize("numbers", [("12345678", "12345678"), ("", ""), ("12345678", "")])
def test_two_founders_at_once_found_one_company(fresh_database, numbers):
    barrier, found = threading.Barrier(2), []

    def found_company(number):
        barrier.wait()
        try:
            digest = company_digest("baas@metaal.nl")
            found.append(
                find_or_found_company(by=None, name="Metaal", kvk_number=number, email_digest=digest, region=None)
            )
        except Exception as error:  # noqa: BLE001 -- handed to the test
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=found_company, args=[number]) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert sorted(one[1] for one in found) == [False, True]
    assert len({one[0].pk for one in found}) == 1
