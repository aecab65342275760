"""The start page: for every role what waits and where to go, and no link that is closed or dead."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, Role, RoleHolding, User
from assessments.models import Assessment
from funding import waiting
from regions.models import Region
from reports.start_page import WORK
from smartindustry.cast import CAST
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db


def main_of(response):
    assert response.status_code == 200
    return re.search(r"<main.*</main>", response.content.decode(), re.S)[0]


def links(response):
    return re.findall(r'<a [^>]*?href="([^"]+)"', main_of(response))


def titles(response):
    return [title.strip() for title in re.findall(r'<h3 class="si-card__title"><a [^>]+>([^<]+)<', main_of(response))]


@pytest.fixture
def start(client_for):
    return lambda user, language="": client_for(user).get(f"{language}/start/")


@pytest.fixture
def newcomer(db):
    return User.objects.create_user("nieuw@voorbeeld.nl", "Nieuw", "een-lang-wachtwoord")


def give(person, role, organisation):
    RoleHolding.objects.create(person=person, organisation=organisation, role=role, starts_on=date(2018, 1, 1))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_every_link_of_every_role_opens(cast, client_for, start, member, language):
    response = start(cast[member.key], language)
    found = links(response)
    assert len(found) >= 2
    client = client_for(cast[member.key])
    closed = {url: client.get(url.split("#")[0]).status_code for url in found}
    assert set(closed.values()) == {200}, closed
    assert all(url.startswith("/en/") == bool(language) for url in found)


def test_anchors_stand_on_their_page(cast, client_for, start):
    for url in links(start(cast["mirjam"])):
        path, _hash, anchor = url.partition("#")
        if anchor:
            assert f'id="{anchor}"' in client_for().get(path).content.decode()


def test_every_role_has_work():
    assert {role for roles, _links in WORK for role in roles} == set(Role.values)


def test_no_role_leads_to_a_page_that_it_may_not_open(start, cast):
    assert reverse("reports:budget_dashboard") in links(start(cast["gijs"]))
    assert reverse("reports:budget_dashboard") not in links(start(cast["mirjam"]))
    assert reverse("accounts:person_list") not in links(start(cast["eva"]))
    assert reverse("accounts:person_list") in links(start(cast["noor"]))


def test_company_finds_scan_fieldlabs_support_and_its_own_hub(start, anna):
    assert links(start(anna)) == [
        reverse("assessments:start"),
        reverse("fieldlabs:fieldlab_list"),
        reverse("programme:instrument_list"),
        reverse("hubs:hub_detail", args=["zuid-holland"]),
    ]


def test_company_goes_on_with_the_scan_that_it_began(start, anna, bram):
    run = Assessment.objects.create(
        questionnaire="smart-industry", version="2026.1", digest="0" * 64, language="nl", person=anna
    )
    assert links(start(anna))[0] == reverse("assessments:result", kwargs={"key": run.pk})
    assert str(run.pk) not in main_of(start(bram))


@pytest.mark.parametrize(
    ("who", "hub", "waits"), [("eva", "zuid-holland", 1), ("noor", "zuid-holland", 0), ("karim", None, 1)]
)
def test_desk_sees_what_companies_asked_it(start, cast, who, hub, waits):
    ask(hub_of(hub) if hub else None)

    assert main_of(start(cast[who])).count("Pak de vraag van Café Ångström &amp; Zn op") == waits


def test_nothing_waits_for_the_auditor(start, gijs):
    assert "Er wacht nu niets op u" in main_of(start(gijs))


def test_roles_add_up(start, eva, client_for):
    give(eva, Role.STEERING, Organisation.objects.create(name="Stuurgroep", kind="steering"))
    shown = links(start(User.objects.get(pk=eva.pk)))
    assert reverse("fieldlabs:fieldlab_register") in shown
    assert reverse("fieldlabs:decision_queue") in shown


def test_several_roles_for_the_same_work_give_it_once(start, fenna):
    give(fenna, Role.MINISTRY_READER, fenna.holdings[0].organisation)
    shown = links(start(User.objects.get(pk=fenna.pk)))
    assert shown.count(reverse("reports:budget_dashboard")) == 1


def test_person_without_role_reads_how_to_get_one(start, newcomer):
    main = main_of(start(newcomer))
    assert "nog geen rol" in main
    assert newcomer.email in main
    assert set(links(start(newcomer))) >= {
        reverse("contact"),
        reverse("assessments:start"),
    }


def test_role_that_ended_gives_nothing(start, newcomer):
    organisation = Organisation.objects.create(name="Oud", kind="ministry")
    RoleHolding.objects.create(
        person=newcomer,
        organisation=organisation,
        role=Role.MINISTRY_READER,
        starts_on=date(2018, 1, 1),
        ends_on=date(2018, 12, 31),
    )
    assert reverse("reports:budget_dashboard") not in links(start(newcomer))


def test_stranger_signs_in_first(client_for):
    response = client_for().get("/start/")
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next=/start/")


def statements_of_money(user):
    """What waits in the money is asked of each kind of work, apart from the page's own statements."""
    with CaptureQueriesContext(connection) as asked:
        waiting.of(user)
    return len(asked)


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_start_takes_few_statements(cast, client_for, member, django_assert_max_num_queries):
    client = client_for(cast[member.key])
    with django_assert_max_num_queries(8):
        client.get("/start/")


def test_start_takes_few_statements_with_every_role(client_for, newcomer, django_assert_max_num_queries):
    region = Region.objects.get(slug="zuid-holland")
    hub = Organisation.objects.create(name="Alles", kind="hub", region=region)
    for role in Role.values:
        give(newcomer, role, hub)
    client = client_for(newcomer)
    with django_assert_max_num_queries(8 + statements_of_money(newcomer)):
        client.get("/start/")
