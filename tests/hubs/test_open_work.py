"""Who leaves a desk hands over first what is open."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from accounts import actions as people
from accounts.models import RoleHolding
from accounts.rules import RuleBroken
from hubs import actions, tasks
from hubs.models import HelpRequest
from jobs import clock
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST, Member
from tests.hubs.asking import ask, hub_of
from tests.hubs.racing import race
from tests.hubs.test_desk import main_of
from tests.refusals import refused

ENDED_FIRST, NOT_STAYING = "hubs_role_ends_after_handing_over", "hubs_helprequest_is_with_who_stays"
END = "UPDATE accounts_roleholding SET ends_on = %s WHERE person_id = %s"
GIVE = "UPDATE hubs_helprequest SET assigned_to_id = %s, state = 'taken' WHERE id = %s"


def member(key):
    return next(one for one in CAST if one.key == key)


def colleague(key="els", role="hub_coordinator", of="eva"):
    eva = member(of)
    return demo.person(Member(key, f"{key.capitalize()} Demo", role, eva.organisation, eva.kind, eva.region))


@pytest.fixture
def els(db):
    """Eva's colleague, coordinator of the same hub."""
    return colleague()


def page_of(person):
    return f"/bureau/in-handen/{person.pk}/?bureau={hub_of().slug}"


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def taken(by, hub=None, **who):
    return actions.take(request=ask(hub or hub_of(), **who), by=by)


# --- The rule --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_role_ends_with_open_requests_in_hand(eva):
    request = taken(eva)
    today = clock.today()

    for day in (today, today + timedelta(days=60)):
        assert refused(END, day, eva.pk) == ENDED_FIRST
    assert refused("DELETE FROM accounts_roleholding WHERE person_id = %s", eva.pk) == ENDED_FIRST
    assert refused("UPDATE accounts_roleholding SET role = 'hub_reader' WHERE person_id = %s", eva.pk) == ENDED_FIRST

    actions.release(request=request, by=eva)
    run(END, today, eva.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["closed", "erased", "withdrawn"])
def test_what_is_over_holds_nobody(eva, end):
    request = taken(eva)
    if end == "closed":
        actions.close(request=request, result=actions.Result("answered"), text="Klaar", by=eva)
    elif end == "erased":
        HelpRequest.objects.filter(pk=request.pk).update(**actions.ERASED, erased_at=clock.now())
    else:
        actions.withdraw(request=request, by=None)

    run(END, clock.today(), eva.pk)


@pytest.mark.django_db
def test_second_role_at_the_same_desk_keeps_the_work(eva):
    taken(eva)
    eva_there = RoleHolding.objects.get(person=eva)
    people_there = {"person": eva, "organisation": eva_there.organisation, "starts_on": eva_there.starts_on}
    RoleHolding.objects.create(role="hub_coordinator", **people_there)

    run("UPDATE accounts_roleholding SET ends_on = %s WHERE id = %s", clock.today(), eva_there.pk)


@pytest.mark.django_db
def test_role_at_another_desk_keeps_nothing(eva, karim):
    """An adviser at the national desk is no member of the hub's."""
    at_hub = taken(eva)
    run("UPDATE accounts_roleholding SET ends_on = %s WHERE person_id = %s", clock.today(), karim.pk)
    assert refused(GIVE, karim.pk, at_hub.pk) == NOT_STAYING


@pytest.mark.django_db
def test_adviser_of_the_national_desk_hands_over_too(karim):
    request = actions.take(request=ask(None), by=karim)

    assert refused(END, clock.today(), karim.pk) == ENDED_FIRST
    assert refused("UPDATE hubs_helprequest SET hub_id = %s WHERE id = %s", hub_of().pk, request.pk) == NOT_STAYING


@pytest.mark.django_db
def test_nobody_who_leaves_or_only_reads_gets_a_request(eva, els):
    request = ask(hub_of())
    reader = colleague("rik", role="hub_reader")
    run(END, clock.today() + timedelta(days=9), els.pk)

    for person in (els, reader):
        assert refused(GIVE, person.pk, request.pk) == NOT_STAYING
    with pytest.raises(actions.RuleBroken) as broken:
        actions.assign(request=request, to=els, by=eva)
    assert (broken.value.code, "einddatum" in broken.value.message) == (NOT_STAYING, True)


@pytest.mark.django_db
def test_reopened_request_goes_to_who_opens_it_when_the_former_has_left(eva, els):
    request = taken(els)
    actions.close(request=request, result=actions.Result("answered"), text="Klaar", by=els)
    run(END, clock.today() + timedelta(days=9), els.pk)

    assert actions.reopen(request=request, reason="Toch niet", by=eva).assigned_to == eva


@pytest.mark.parametrize("rounds", range(3))
def test_role_ends_or_request_is_given_never_both(fresh_database, rounds):
    eva, els, ans = demo.person(member("eva")), colleague(), demo.person(member("ans"))
    request = ask(hub_of())
    holding = RoleHolding.objects.get(person=els)
    end = {"holding": holding, "last_day": clock.today(), "reason": "Andere baan"}

    found = race(
        [lambda: people.end_role(by=ans, **end), lambda: actions.assign(request=request, to=els, by=eva)]
        if rounds % 2
        else [lambda: actions.assign(request=request, to=els, by=eva), lambda: people.end_role(by=ans, **end)]
    )

    broken = [one for one in found if isinstance(one, Exception)]
    assert [one.code in (ENDED_FIRST, NOT_STAYING) for one in broken] == [True]
    request.refresh_from_db()
    holding.refresh_from_db()
    assert (request.assigned_to == els) is (holding.ends_on is None)


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_go_to_one_colleague_who_gets_one_letter(client_for, eva, els):
    for number in range(3):
        taken(els, email=f"demo{number}@bedrijf.nl")
    Job.objects.all().delete()
    client = client_for(eva)
    assert client.post(page_of(els), {"do": "all", "person": str(eva.pk)}).status_code == 302
    assert set(HelpRequest.objects.values_list("assigned_to", flat=True)) == {eva.pk}
    assert not Job.objects.exists()

    client.post(page_of(eva), {"do": "all", "person": str(els.pk)})
    (job,) = Job.objects.all()
    assert (job.kind, job.payload) == ("hubs.tell_of_work", {"person_id": els.pk, "number": 3})
    tasks.tell_of_work(job)
    assert [(letter.to, "3 open hulpvragen" in letter.body) for letter in mail.outbox] == [([els.email], True)]


@pytest.mark.django_db
def test_one_by_one_and_back(client_for, eva, els):
    rik = colleague("rik", role="hub_editor")
    one, two, three = (taken(els, email=f"demo{number}@bedrijf.nl") for number in range(3))
    client = client_for(eva)
    client.post(page_of(els), {"do": "chosen", f"to-{one.pk}": str(eva.pk), f"to-{two.pk}": str(rik.pk), "to-x": "1"})
    hands = dict(HelpRequest.objects.values_list("pk", "assigned_to"))
    assert hands == {one.pk: eva.pk, two.pk: rik.pk, three.pk: els.pk}

    page = client.get(page_of(els))
    assert len(page.context["given"]) == 2
    client.post(page_of(els), {"do": "back", "request": str(two.pk)})
    assert HelpRequest.objects.get(pk=two.pk).assigned_to == els
    again = client.post(page_of(els), {"do": "back", "request": str(two.pk)})
    assert (again.status_code, "kan niet meer terug" in main_of(again)) == (422, True)


@pytest.mark.django_db
def test_mistakes_are_told_and_change_nothing(client_for, eva, els, noor):
    request = taken(els)
    client = client_for(eva)

    for wrong in (
        {"do": "all"},
        {"do": "all", "person": str(noor.pk)},
        {"do": "all", "person": str(els.pk)},
        {"do": "chosen"},
        {"do": "chosen", f"to-{request.pk}": str(noor.pk)},
        {"do": "back", "request": str(request.pk)},
        {},
    ):
        assert client.post(page_of(els), wrong).status_code == 422
    assert HelpRequest.objects.get().assigned_to == els


@pytest.mark.django_db
def test_request_of_another_desk_does_not_move(eva, els, noor):
    theirs = taken(noor, hub=hub_of("noord-nederland"))

    assert actions.hand_on(person=noor, hub=hub_of(), to={theirs.pk: els}, by=eva) == []
    with pytest.raises(actions.RuleBroken):
        actions.hand_on(person=noor, hub=hub_of("noord-nederland"), to={theirs.pk: noor}, by=eva)


@pytest.mark.django_db
def test_page_is_for_the_desk_and_for_who_ends_roles(client_for, cast, els):
    eva, noor, ans, gijs, anna = (cast[key] for key in ("eva", "noor", "ans", "gijs", "anna"))
    taken(els)

    assert client_for(noor).get(page_of(els)).status_code == 404
    assert client_for(eva).get(page_of(noor)).status_code == 404
    assert client_for(eva).get(page_of(anna)).status_code == 404
    assert client_for(gijs).get(page_of(els)).status_code == 403
    whole, bare = main_of(client_for(eva).get(page_of(els))), main_of(client_for(ans).get(page_of(els)))
    assert ("Ångström" in whole, "Ångström" in bare) == (True, False)
    assert client_for(ans).post(page_of(els), {"do": "all", "person": str(eva.pk)}).status_code == 302
    assert HelpRequest.objects.get().assigned_to == eva


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_one_and_for_three(client_for, eva, els, number, django_assert_max_num_queries):
    for one in range(number * 2):
        taken(els, email=f"demo{one}@bedrijf.nl")
    client = client_for(eva)
    keys = HelpRequest.objects.values_list("pk", flat=True)[:number]
    client.post(page_of(els), {"do": "chosen", **{f"to-{key}": str(eva.pk) for key in keys}})

    address = page_of(els)
    with django_assert_max_num_queries(8):
        page = client.get(address)
    assert (len(page.context["rows"]), len(page.context["given"])) == (number, number)


@pytest.mark.django_db
def test_page_for_ending_a_role_leads_to_the_hand_over(client_for, els, eva, ans):
    taken(els)
    holding = RoleHolding.objects.get(person=els)
    typed = {"last_day": clock.today().isoformat(), "reason": "Andere baan"}

    page = client_for(ans).post(reverse("accounts:role_end", args=[holding.pk]), typed)
    assert "open hulpvragen in handen" in main_of(page)
    assert f'href="/bureau/in-handen/{els.pk}/"' in page.content.decode()
    led = client_for(ans).get(f"/bureau/in-handen/{els.pk}/")
    assert (led.status_code, led["Location"]) == (302, page_of(els))
    hub_page = client_for(els).post(f"/hubs/zuid-holland/mensen/rol/{holding.pk}/", typed)
    assert f'href="{page_of(els)}"' in hub_page.content.decode()
    with pytest.raises(RuleBroken):
        people.end_role(by=ans, holding=holding, last_day=clock.today(), reason="Andere baan")
