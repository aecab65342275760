"""A company is known again, at its desk and over all desks."""

import pytest

from hubs import actions, identity
from hubs.models import Company
from smartindustry import demo
from smartindustry.cast import CAST
from tests.hubs import racing
from tests.hubs.asking import hub_of

A = {"name": "Metaal BV", "kvk_number": "68750110", "email": "info@metaal.nl"}


def company(hub, by=None, source=Company.Source.DESK, **profile):
    return actions.company_for(hub=hub, profile=actions.Profile(**profile), source=source, by=by)


def test_number_gives_one_digest_however_it_is_typed_and_whatever_the_address():
    digests = {
        identity.of(number, mail) for number in ("68750110", "6875 0110", "68.75.01.10 ") for mail in ("", "a@b.nl")
    }
    assert len(digests) == 1


def test_address_counts_where_there_is_no_number():
    assert identity.of("", " Info@Metaal.nl") == identity.of("123", "info@metaal.nl") != identity.of("", "x@metaal.nl")
    assert identity.of("", "") == ""


def test_digest_tells_neither_number_nor_address():
    assert identity.of("68750110").isalnum()
    assert len(identity.of("68750110")) == 64
    assert "68750110" not in identity.of("68750110")


@pytest.mark.django_db
def test_company_is_made_once_at_a_desk_and_apart_at_another():
    first, again = company(hub_of(), **A), company(hub_of(), **A | {"name": "Andere naam", "email": "jan@metaal.nl"})
    other, national = company(hub_of("noord-nederland"), **A), company(None, **A)

    assert first == again
    assert again.name == "Metaal BV"
    assert again.email == "info@metaal.nl"
    assert len({first.pk, other.pk, national.pk}) == 3
    assert {first.identity, other.identity, national.identity} == {identity.of("68750110")}
    assert company(None, **A) == national


@pytest.mark.django_db
def test_company_without_a_number_takes_the_number_it_gives_later():
    first = company(hub_of(), name="Metaal BV", email="INFO@metaal.nl")

    later = company(hub_of(), **A)
    without = company(hub_of(), name="Metaal", email="info@metaal.nl")

    assert first == later == without
    assert (later.kvk_number, later.identity, later.version) == ("68750110", identity.of("68750110"), 2)


@pytest.mark.django_db
def test_two_companies_with_one_address_and_their_own_numbers_stay_two():
    first, second = company(hub_of(), **A), company(hub_of(), **A | {"name": "Twee", "kvk_number": "90004833"})
    third = company(hub_of(), name="Wie?", email="info@metaal.nl")

    assert len({first.pk, second.pk, third.pk}) == 3


@pytest.mark.django_db
def test_companies_about_which_nothing_is_known_are_never_one():
    assert company(hub_of(), name="Bakker") != company(hub_of(), name="Bakker")


@pytest.mark.django_db
def test_emptied_company_that_comes_back_is_filled_again():
    first = company(hub_of(), **A)
    gone = {"name": "", "kvk_number": "", "email": "", "erased_at": "2018-03-01T10:00Z"}
    Company.objects.filter(pk=first.pk).update(**gone)

    back = company(hub_of(), **A)

    back.refresh_from_db()
    assert (back.pk, back.name, back.email, back.erased_at) == (first.pk, "Metaal BV", "info@metaal.nl", None)


@pytest.mark.django_db
def test_number_that_is_none_is_refused_in_a_sentence():
    with pytest.raises(actions.RuleBroken) as broken:
        company(hub_of(), **A | {"kvk_number": "123"})
    assert broken.value.code == "hubs_company_kvk_number_has_8_digits"


def test_of_many_who_make_a_company_at_once_all_get_the_same(fresh_database):
    hub = hub_of()

    made = racing.race([lambda: company(hub, **A).pk] * 6)

    assert len(set(made)) == 1
    assert Company.objects.count() == 1


def test_of_two_who_change_a_company_at_once_one_is_told(fresh_database):
    eva = demo.person(next(member for member in CAST if member.key == "eva"))
    one = company(hub_of(), **A)

    def change(name):
        profile = actions.Profile(**A | {"name": name})
        return lambda: actions.change_company(company=one, profile=profile, version=1, by=eva).name

    results = racing.race([change("Een"), change("Twee")])

    assert sorted(type(result).__name__ for result in results) == ["NewerVersion", "str"]
