"""Taking a run into an account: whose it is then, and who can open it."""

import uuid

import pytest

from assessments import actions, sharing
from assessments.models import Assessment, Share
from tests.assessments.runs import begin, completed_run, new_run, text, url

pytestmark = pytest.mark.django_db


def test_claimed_run_is_private(client, client_for, anna, chris):
    run = completed_run()
    mine = client_for(anna)

    response = mine.post(url("claim", run), follow=True)

    assert response.redirect_chain == [(url("mine"), 302)]
    assert f'href="{url("result", run)}"' in response.content.decode()
    assert mine.get(url("result", run)).status_code == 200
    assert client_for(chris).get(url("result", run)).status_code == 404
    stranger = client.get(url("result", run))
    assert (stranger.status_code, "/account/inloggen/?next=" in stranger.url) == (302, True)


def test_claiming_ends_the_links_that_were_shared(client, client_for, anna):
    run = completed_run()
    link = url("shared", token=sharing.token_of(sharing.share(assessment=run, days=90, by=None)))
    assert client.get(link).status_code == 200

    client_for(anna).post(url("claim", run))

    assert client.get(link).status_code == 410
    kept = sharing.share(assessment=run, days=90, by=anna)
    actions.claim(assessment=run, by=anna)
    assert sharing.is_valid(Share.objects.get(pk=kept.pk))


def test_claim_takes_the_run_and_its_copies(client_for, anna):
    run = completed_run()
    copy = actions.deepen(assessment=run, by=None)

    client_for(anna).post(url("claim", copy))

    assert set(Assessment.objects.values_list("person", flat=True)) == {anna.pk}


def test_run_of_somebody_else_cannot_be_claimed(client_for, anna, chris):
    run = completed_run()
    actions.claim(assessment=run, by=anna)

    response = client_for(chris).post(url("claim", run))

    run.refresh_from_db()
    assert (response.status_code, run.person) == (404, anna)


def test_action_refuses_to_take_from_somebody_else(anna, chris):
    run = completed_run()
    actions.claim(assessment=run, by=anna)
    actions.claim(assessment=run, by=anna)

    with pytest.raises(actions.RuleBroken) as caught:
        actions.claim(assessment=run, by=chris)

    assert caught.value.code == "taken"


def test_claim_needs_an_account_and_comes_back_to_the_run(client, client_for, anna):
    run = new_run([3])

    sign_in = client.post(url("claim", run))
    page = client.get(url("keep", run)).content.decode()

    assert "/account/inloggen/" in sign_in.url
    assert f"next=%2Fzelfscan%2F{run.pk}%2Fbewaren%2F" in page
    assert client_for(anna).get(url("claim", run)).url == url("keep", run)


def test_list_offers_the_run_of_this_browser(client_for, anna, client):
    mine = client_for(anna)
    key = begin(mine)
    Assessment.objects.filter(pk=key).update(person=None)

    page = mine.get(url("mine")).content.decode()

    assert f'action="{url("claim", Assessment.objects.get(pk=key))}"' in page


def test_list_shows_own_runs_only_and_says_when_there_is_none(client_for, anna, chris):
    for run in (completed_run(), new_run([3])):
        actions.claim(assessment=run, by=anna)

    shown, empty = text(client_for(anna).get(url("mine"))), text(client_for(chris).get(url("mine")))

    assert (shown.count("afgerond"), shown.count("niet af")) == (1, 1)
    assert "Nog geen zelfscans" in empty


def test_start_shows_no_draft_that_somebody_took_into_an_account(client, anna):
    run = Assessment.objects.get(pk=begin(client))
    actions.claim(assessment=run, by=anna)

    assert str(run.pk) not in client.get(url("start")).content.decode()


def test_unknown_run_can_neither_be_kept_nor_claimed(client_for, anna):
    client, key = client_for(anna), uuid.uuid4()

    run = Assessment(id=key)
    assert [client.get(url(name, run)).status_code for name in ("keep", "file", "company", "claim")] == [404] * 4
