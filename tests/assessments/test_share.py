"""A link to the result: what it shows and hides, how it ends, and links that are not ours."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import actions, sharing
from assessments.models import Contact, Share
from tests.assessments.runs import completed_run, new_run, text, url

pytestmark = pytest.mark.django_db


def share_of(run, days=30):
    return sharing.share(assessment=run, days=days, by=None)


def address(share, language="nl"):
    return url("shared", None, language, token=sharing.token_of(share))


def expire(share):
    moment = timezone.now()
    Share.objects.filter(pk=share.pk).update(made_at=moment - timedelta(days=8), expires_at=moment - timedelta(days=1))


# --- Making and withdrawing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [7, 30, 90])
def test_link_is_made_listed_and_shows_the_result(client, client_for, days):
    run = completed_run()
    page = url("share", run)

    response = client.post(page, {"days": days, "make": ""})
    shown = client.get(page).content.decode()
    link = re.search(r'href="(http://testserver/zelfscan/gedeeld/[^"]+)"', shown).group(1)
    other = client_for(None).get(link)

    assert (response.status_code, response.url) == (302, page)
    assert (Share.objects.get().expires_at - Share.objects.get().made_at).days == days
    assert other.status_code == 200
    assert "Een bedrijf deelt dit resultaat met u" in text(other)


@pytest.mark.parametrize("posted", [{}, {"days": ""}, {"days": "8"}, {"days": "-1"}, {"days": "x"}, {"days": "3650"}])
def test_wrong_number_of_days_is_explained(client, posted):
    run = completed_run()

    response = client.post(url("share", run), posted)

    assert response.status_code == 422
    assert Share.objects.count() == 0
    assert 'href="#id_days_0"' in response.content.decode()


def test_action_takes_no_other_number_of_days():
    with pytest.raises(actions.RuleBroken) as caught:
        share_of(completed_run(), days=3650)
    assert caught.value.code == "days"


def test_there_is_an_end_to_links(client):
    run = completed_run()
    for _number in range(sharing.MOST):
        last = share_of(run)

    response = client.post(url("share", run), {"days": 7})

    assert response.status_code == 422
    assert "Er zijn al 20 links" in text(response)
    sharing.withdraw(share=last, by=None)
    assert client.post(url("share", run), {"days": 7}).status_code == 302


def test_withdrawn_link_ends_at_once(client):
    run = completed_run()
    keep, end = share_of(run), share_of(run)

    response = client.post(url("share", run), {"withdraw": str(end.pk)}, follow=True)

    assert "De link is ingetrokken" in text(response)
    assert client.get(address(keep)).status_code == 200
    gone = client.get(address(end))
    assert gone.status_code == 410
    assert "heeft de link ingetrokken" in text(gone)
    assert [one.pk for one in sharing.valid(run)] == [keep.pk]


def test_withdrawing_twice_is_no_error(client):
    run = completed_run()
    share = share_of(run)
    client.post(url("share", run), {"withdraw": str(share.pk)})
    before = Share.objects.get().withdrawn_at

    response = client.post(url("share", run), {"withdraw": str(share.pk)}, follow=True)

    assert "Deze link was al afgelopen" in text(response)
    assert Share.objects.get().withdrawn_at == before


@pytest.mark.parametrize("value", ["x", "", "1", "11111111-2222-4333-8444-555555555555", "' OR 1=1"])
def test_withdrawing_what_is_not_there_is_not_found(client, value):
    assert client.post(url("share", completed_run()), {"withdraw": value}).status_code == 404


def test_nobody_withdraws_the_link_of_another_run(client):
    mine, other = completed_run(), completed_run()
    share = share_of(other)

    assert client.post(url("share", mine), {"withdraw": str(share.pk)}).status_code == 404
    assert client.get(address(share)).status_code == 200


def test_unfinished_run_cannot_be_shared(client):
    run = new_run([3, 4])

    assert client.get(url("share", run)).url == url("question", run, number=3)
    with pytest.raises(actions.RuleBroken) as caught:
        share_of(run)
    assert caught.value.code == "unfinished"


def test_run_that_was_deleted_cannot_be_shared():
    run = completed_run()
    actions.erase(assessment=run, by=None)

    with pytest.raises(actions.RuleBroken) as caught:
        share_of(run)
    assert caught.value.code == "gone"


def test_only_who_may_open_the_run_shares_it(client_for, anna, chris):
    run = completed_run()
    share = share_of(run)
    type(run).objects.filter(pk=run.pk).update(person=anna)
    page = url("share", run)

    assert client_for(anna).get(page).status_code == 200
    assert client_for(chris).get(page).status_code == 404
    assert client_for(chris).post(page, {"days": 7}).status_code == 404
    assert client_for(chris).post(page, {"withdraw": str(share.pk)}).status_code == 404
    # The link itself keeps working: it was given out by who may.
    assert client_for(None).get(address(share)).status_code == 200


def test_two_clicks_on_one_form_make_two_links_that_can_both_be_withdrawn(client):
    run = completed_run()
    for _click in range(2):
        client.post(url("share", run), {"days": 7})

    assert client.get(url("share", run)).content.decode().count('name="withdraw"') == 2


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_one_link_as_for_three(client, django_assert_max_num_queries, number):
    run = completed_run()
    for _link in range(number):
        share_of(run)

    with django_assert_max_num_queries(6):
        client.get(url("share", run))


# --- What the link shows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("horizon", ["", "?horizon=this-year"])
def test_link_never_tells_the_key_or_who_it_is(client, language, horizon):
    run = completed_run()
    Contact.objects.create(
        assessment=run,
        email="anna@voorbeeld.example",
        name="Anna de Vries",
        company_name="Draaierij De Vries",
        kvk_number="12345678",
        language="nl",
        given_at=timezone.now(),
    )

    response = client.get(address(share_of(run), language) + horizon)
    page = response.content.decode() + str(response.headers) + str(response.cookies)

    assert response.status_code == 200
    for secret in (str(run.pk), run.pk.hex, "anna@", "Anna", "De Vries", "12345678"):
        assert secret not in page


def test_link_shows_the_result_and_nothing_to_change_it(client):
    run = completed_run()
    page = client.get(address(share_of(run)))
    own = client.get(url("result", run))

    for part in ("Wat opvalt", "Uw volgende stappen", "Waarom dit niveau, en wat nu"):
        assert part in text(page)
        assert part in text(own)
    body = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert "<form" not in body
    for part in ("/wissen/", "/delen/", "/rapport/", "verdiepen"):
        assert part not in body


def test_order_can_be_chosen_on_the_shared_page(client):
    link = address(share_of(completed_run()))

    chosen = client.get(f"{link}?horizon=four-years").content.decode()

    assert re.search(r'data-horizon="four-years" aria-current="true"', chosen)


def test_shared_page_is_kept_by_nobody_and_found_by_nobody(client):
    share = share_of(completed_run())
    shown = client.get(address(share))
    sharing.withdraw(share=share, by=None)
    gone = client.get(address(share))

    for response in (shown, gone):
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert response.headers["Referrer-Policy"] == "same-origin"


def test_shared_page_is_only_read(client):
    assert client.post(address(share_of(completed_run()))).status_code == 405


# --- Links that show nothing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "De link was geldig tot"), ("en", "The link was valid until")]
)
def test_expired_link_says_so(client, language, sentence):
    share = share_of(completed_run(), days=7)
    expire(share)

    response = client.get(address(share, language))

    assert response.status_code == 410
    assert sentence in text(response)


def test_link_to_a_deleted_run_says_so(client):
    run = completed_run()
    link = address(share_of(run))
    actions.erase(assessment=run, by=None)

    response = client.get(link)

    assert response.status_code == 410
    assert "heeft het verwijderd" in text(response)


def test_link_to_a_questionnaire_that_is_gone_shows_nothing(client):
    run = new_run([3] * 8, version="1999.1")
    moment = timezone.now()
    share = Share.objects.create(assessment=run, made_at=moment, expires_at=moment + timedelta(days=1))

    assert client.get(address(share)).status_code == 410


def tampered(token):
    number, signature = token.split(".")
    other = uuid.uuid4().hex
    return [
        number,
        f"{number}.",
        f"{number}.{signature[:-1]}",
        f"{other}.{signature}",
        f"{number}.{signature[::-1]}",
        f"{token}.x",
        "x",
        ".",
        signing.Signer(salt="assessments.other").sign(number),
        signing.Signer(salt="assessments.share", sep=".").sign("not-a-number"),
        str(uuid.UUID(number)),
    ]


def test_link_that_is_not_ours_is_not_found(client):
    token = sharing.token_of(share_of(completed_run()))

    for wrong in tampered(token):
        assert client.get(url("shared", token=wrong)).status_code == 404, wrong


def test_key_of_a_run_is_no_link(client):
    run = completed_run()
    share_of(run)

    assert client.get(url("shared", token=str(run.pk))).status_code == 404
    assert (
        client.get(url("shared", token=signing.Signer(salt="assessments.share", sep=".").sign(run.pk.hex))).status_code
        == 410
    )


def test_number_of_a_link_is_no_key(client):
    share = share_of(completed_run())

    assert client.get(f"/zelfscan/{share.pk}/").status_code == 404


def test_database_knows_no_link_without_a_term():
    run, moment = completed_run(), timezone.now()

    with pytest.raises(IntegrityError, match="assessments_share_expires_after_making"), transaction.atomic():
        Share.objects.create(assessment=run, made_at=moment, expires_at=moment)
