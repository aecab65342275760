"""Pages of the rules of schemes: everybody reads, the controller publishes."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions
from funding.models import BudgetLine, MatchPool, Plan, Scheme, SchemeVersion
from regions.models import Region
from tests.funding import world as worlds
from tests.funding.steps import confirm, key_of, read_over, text_of
from tests.funding.test_schemes import publish
from tests.funding.world import PAPER

LIST = "/regelingen/"
KNOWN = {
    "starts_on": "2018-03-01",
    "end": "open",
    "instrument": "subsidy",
    "ratio_is": "known",
    "ratio": "1",
    "level": "region",
    "advance_is": "known",
    "advance": "80",
    "origins_are": "known",
    "origins": ["municipal", "provincial"],
    "in_kind": "valued",
    "evidence_is": "known",
    "performance_from": "25.000",
    "costs_from": "125.000",
    "document": "Brief 7",
    "document_date": "2018-02-05",
}
UNKNOWN = {
    **KNOWN,
    "instrument": "unknown",
    "ratio_is": "unknown",
    "level": "unknown",
    "advance_is": "unknown",
    "origins_are": "unknown",
    "in_kind": "unknown",
    "evidence_is": "unknown",
    **dict.fromkeys(["ratio", "advance", "performance_from", "costs_from"], ""),
    "origins": [],
}


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def controller(world, client_for):
    return client_for(world.controller)


@pytest.fixture
def scheme(world):
    return actions.add_scheme(by=world.controller, key="regio", name_nl="Regio's", name_en="Regions", demo=False)


# --- The list ---------------------------------------------------------------------------------------------------------


def test_everybody_reads_the_rules(world, scheme, client_for):
    publish(world, scheme, date(2018, 1, 1))
    publish(world, scheme, date(2018, 7, 1), ends_on=date(2018, 12, 31))
    text = text_of(client_for(None).get(LIST))
    assert "minstens 1 euro voor elke euro van het Rijk" in text
    assert "80% van de verlening" in text
    assert "vanaf € 25.000" in text
    assert "Van kracht van 1 januari 2018 tot en met 30 juni 2018." in text
    assert "Van kracht van 1 juli 2018 tot en met 31 december 2018." in text
    assert "Versie vaststellen" not in text


def test_unknown_is_written(world, scheme, client_for):
    nothing = dict.fromkeys(["ratio", "level", "advance_share", "origins", "in_kind", "evidence"])
    publish(world, scheme, date(2018, 1, 1), instrument="unknown", **nothing)
    text = text_of(client_for(None).get(LIST))
    assert "Onder deze versie kan niets worden verleend" in text
    assert "Juridisch instrument onbekend" in text
    assert text.count("onbekend") >= 7


def test_demonstration_says_which_rules_are_ours(world, client_for):
    demo = actions.add_scheme(by=world.controller, key="demo", name_nl="Proef", name_en="Trial", demo=True)
    publish(world, demo, date(2018, 1, 1), ratio=Decimal(0))
    text = text_of(client_for(None).get(LIST))
    assert "Demonstratie" in text
    assert "De brief aan de Kamer geeft alleen de verhouding" in text
    assert "er wordt geen cofinanciering gevraagd" in text
    english = text_of(client_for(None).get("/en" + LIST))
    assert "The letter to Parliament gives the ratio alone" in english
    assert "Trial" in english


def test_empty_list_says_so(db, client_for):
    assert "Nog geen regeling" in text_of(client_for(None).get(LIST))


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(
    world, scheme, client_for, number, django_assert_num_queries
):
    region = Region.objects.get(slug="noord-nederland")
    for one in range(number):
        version = publish(world, scheme, date(2018, 1 + one, 1))
        actions.open_pool(by=world.controller, version=version, line=world.line, region=region, **PAPER)
    with django_assert_num_queries(3):
        client_for(None).get(LIST)


def test_pools_are_shown_by_line_and_region_and_plans_are_counted(world, scheme, client_for):
    version = publish(world, scheme, date(2018, 1, 1), level="award")
    plan = Plan.objects.create(
        kind="regional", organisation=world.hub, line=world.line, region=world.pool.region, recorded_by=world.editor
    )
    actions.open_pool(by=world.controller, version=version, line=world.line, plan=plan, **PAPER)
    text = text_of(client_for(None).get(LIST))
    assert "SMITZH, hub Zuid-Holland: Zuid-Holland" in text
    assert "voor 1 plan apart" in text


def test_controller_gets_the_ways_to_change(world, scheme, controller):
    assert "Versie vaststellen" in text_of(controller.get(LIST))


@pytest.mark.parametrize("path", ["nieuw/", "regio/versie/", "regio/pot/"])
def test_only_the_controller_may_change(world, scheme, client_for, path):
    assert client_for(world.controller).get(LIST + path).status_code == 200
    for person in (world.decider, world.preparer, world.payer, world.editor):
        assert client_for(person).get(LIST + path).status_code == 403


# --- Adding -----------------------------------------------------------------------------------------------------------


def test_scheme_is_added(controller):
    filled = {"name_nl": "Proef", "name_en": "Trial", "slug": "Proef-1", "real": "demo"}
    answer = confirm(controller, f"{LIST}nieuw/", **filled)
    assert answer["Location"] == "/regelingen/#proef-1"
    added = Scheme.objects.get(key="proef-1")
    assert (added.name_en, added.demo) == ("Trial", True)


def test_scheme_with_a_name_that_is_taken_is_refused(controller, scheme):
    answer = read_over(controller, f"{LIST}nieuw/", name_nl="x", name_en="x", slug="regio", real="real")
    assert answer.status_code == 422
    assert "bestaat al" in text_of(answer)


def test_version_is_published_after_reading_it_over(controller, scheme):
    url = f"{LIST}regio/versie/"
    looked = read_over(controller, url, **KNOWN)
    assert looked.status_code == 200
    assert SchemeVersion.objects.filter(scheme=scheme).count() == 0
    assert "Weet dit voordat u het vastlegt" not in text_of(looked)
    assert confirm(controller, url, **KNOWN)["Location"] == "/regelingen/#regio"
    version = scheme.versions.get()
    assert (version.ratio, version.level, version.advance_share) == (1, "region", Decimal("0.8"))
    assert (version.origins, version.in_kind) == (["municipal", "provincial"], "valued")
    assert version.evidence == [[0, "none"], [25000, "performance"], [125000, "costs"]]
    assert (version.starts_on, version.ends_on) == (date(2018, 3, 1), None)


def test_all_may_be_unknown_and_the_page_says_what_then_cannot_be_decided(controller, scheme):
    url = f"{LIST}regio/versie/"
    looked = text_of(read_over(controller, url, **{**UNKNOWN, "end": "known", "ends_on": "2018-12-31"}))
    assert "Weet dit voordat u het vastlegt" in looked
    assert "Er kan geen toezegging worden bevestigd" in looked
    assert "Een pot mag elke vorm hebben" in looked
    confirm(controller, url, **{**UNKNOWN, "end": "known", "ends_on": "2018-12-31"})
    version = scheme.versions.get()
    rules = ("ratio", "level", "advance_share", "origins", "in_kind", "evidence")
    assert [getattr(version, name) for name in rules] == [None] * 6
    assert (version.instrument, version.ends_on) == ("unknown", date(2018, 12, 31))


def test_unknown_in_kind_alone_holds_up_pledges_in_kind(controller, scheme):
    looked = text_of(read_over(controller, f"{LIST}regio/versie/", **{**KNOWN, "in_kind": "unknown"}))
    assert "Er kan geen toezegging in natura worden bevestigd" in looked


def test_nothing_is_chosen_beforehand(controller, scheme, world):
    publish(world, scheme, date(2018, 1, 1))
    page = controller.get(f"{LIST}regio/versie/").content.decode()
    assert " checked" not in page
    answer = read_over(controller, f"{LIST}regio/versie/")
    assert answer.status_code == 422
    assert len(answer.context["form"].errors) == 11


WRONG = {
    "ratio": ({"ratio": "veel"}, "ratio"),
    "ratio is missing": ({"ratio": ""}, "ratio"),
    "ratio though unknown": ({"ratio_is": "unknown"}, "ratio"),
    "ratio below zero": ({"ratio": "-1"}, "ratio"),
    "advance above all": ({"advance": "101"}, "advance"),
    "no origin": ({"origins": []}, "origins"),
    "the State's own money": ({"origins": ["state_hours"]}, "origins"),
    "no amount": ({"performance_from": ""}, "performance_from"),
    "half euros": ({"performance_from": "25.000,50"}, "performance_from"),
    "costs before performance": ({"costs_from": "20.000"}, "costs_from"),
    "no last day": ({"end": "known"}, "ends_on"),
    "document of tomorrow": ({"document_date": "2099-01-01"}, "document_date"),
}


@pytest.mark.parametrize("case", WRONG)
def test_version_that_cannot_be_is_refused_at_its_field(controller, scheme, case):
    change, field = WRONG[case]
    answer = read_over(controller, f"{LIST}regio/versie/", **{**KNOWN, **change})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_evidence_from_nothing_upwards_starts_with_performance(controller, scheme):
    confirm(controller, f"{LIST}regio/versie/", **{**KNOWN, "performance_from": "0", "costs_from": ""})
    assert scheme.versions.get().evidence == [[0, "performance"]]


def test_marks_of_both_languages_are_read(controller, scheme):
    changes = {"ratio": "0.5", "advance": "62.5", "performance_from": "25,000", "costs_from": ""}
    confirm(controller, f"/en{LIST}regio/versie/", **{**KNOWN, **changes})
    version = scheme.versions.get()
    assert (version.ratio, version.advance_share) == (Decimal("0.5"), Decimal("0.625"))
    assert version.evidence == [[0, "none"], [25000, "performance"]]


def test_refusal_of_the_database_is_shown_before_it_counts(controller, scheme, world):
    publish(world, scheme, date(2018, 7, 1))
    answer = read_over(controller, f"{LIST}regio/versie/", **KNOWN)
    assert answer.status_code == 422
    assert "1 juli 2018" in text_of(answer)
    assert 'value="Brief 7"' in answer.content.decode()


def test_double_click_publishes_once(controller, scheme):
    url = f"{LIST}regio/versie/"
    sent = {"key": key_of(controller, url), **KNOWN, "step": "confirm"}
    assert [controller.post(url, sent)["Location"] for _ in range(2)] == ["/regelingen/#regio"] * 2
    assert scheme.versions.count() == 1
    again = controller.post(url, {**sent, "document": "Brief 8"})
    assert again.status_code == 422
    assert "eerder verstuurd" in text_of(again)


def test_way_back_from_reading_over_keeps_what_was_typed(controller, scheme):
    url = f"{LIST}regio/versie/"
    back = controller.post(url, {"key": key_of(controller, url), **KNOWN, "step": "change"})
    assert back.status_code == 200
    assert 'value="Brief 7"' in back.content.decode()


# --- Pools ------------------------------------------------------------------------------------------------------------


def pool_of(world, version, **changes):
    return {"version": version.pk, "line": world.line.pk, "document": "Brief", "document_date": "2018-02-05", **changes}


def test_pool_is_opened(controller, scheme, world):
    version = publish(world, scheme, date(2018, 1, 1))
    region = Region.objects.get(slug="noord-nederland")
    answer = confirm(controller, f"{LIST}regio/pot/", **pool_of(world, version, region=region.pk))
    assert answer["Location"] == "/regelingen/#regio"
    assert MatchPool.objects.get(version=version).region == region


@pytest.mark.parametrize("case", [("award", False, "version"), ("region", False, "region"), ("line", True, "region")])
def test_pool_of_another_shape_is_refused_at_its_field(controller, scheme, world, case):
    level, with_region, field = case
    version = publish(world, scheme, date(2018, 1, 1), level=level)
    change = {"region": world.pool.region.pk} if with_region else {}
    answer = read_over(controller, f"{LIST}regio/pot/", **pool_of(world, version, **change))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_pool_of_another_scheme_cannot_be_chosen(controller, scheme, world):
    publish(world, scheme, date(2018, 1, 1))
    answer = read_over(controller, f"{LIST}regio/pot/", **pool_of(world, world.version, region=world.pool.region.pk))
    assert list(answer.context["form"].errors) == ["version"]


def test_second_pool_of_one_place_is_refused(controller, scheme, world):
    version = publish(world, scheme, date(2018, 1, 1), level="line")
    root = BudgetLine.objects.get(parent=None)
    confirm(controller, f"{LIST}regio/pot/", **pool_of(world, version, line=root.pk))
    answer = read_over(controller, f"{LIST}regio/pot/", **pool_of(world, version, line=root.pk))
    assert answer.status_code == 422
    assert "bestaat al" in text_of(answer)
