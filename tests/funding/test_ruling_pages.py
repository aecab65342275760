"""The pages of a ruling: record it with the judgment, read it, carry it out; and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import Role
from funding import actions, award_notices, letter_document, waiting
from funding.models import Award, Objection, Proposal, Ruling
from jobs import clock
from regions.models import Region
from tests.funding import planned
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.ruled import carried_out, objected, ordered, ruling
from tests.funding.test_after_award_pages import KEY, at, follow, text_of
from tests.funding.world import DAY, euros
from tests.ui.uploads import PDF

pytestmark = pytest.mark.django_db
TYPED = {
    "court": "College van Beroep voor het bedrijfsleven", "number": "18/1234", "ecli": "ECLI:NL:CBB:2018:600",
    "ruled_on": DAY.isoformat(), "upheld": "yes", "text": "De verlening wordt € 1.400.",
}  # fmt: skip


@pytest.fixture
def one():
    granted = Granted(1000)
    granted.objection, granted.answer = objected(granted)
    return granted


def sent(**changes) -> dict[str, object]:
    return {"key": KEY, **TYPED, "file": SimpleUploadedFile("uitspraak.pdf", PDF), **changes}


def test_ruling_is_recorded_once_with_its_judgment(client_for, one):
    client, url = client_for(one.world.preparer), at("ruling_create", letter=one.answer.pk)
    assert "Een uitspraak van de rechter" in text_of(client.get(follow(one)))
    assert client.get(url).status_code == 200
    assert [client.post(url, sent()).status_code for _ in range(2)] == [302, 302]
    found = Ruling.objects.get()
    assert (found.about, found.upheld, found.file.name) == (one.letter, True, "uitspraak.pdf")
    page = text_of(client.get(at("ruling_detail", ruling=found.pk)))
    for words in ("ECLI:NL:CBB:2018:600", "Het beroep is gegrond.", "uitspraak.pdf", "Het besluit voorbereiden"):
        assert words in page
    assert "Nog niet uitgevoerd" in text_of(client.get(follow(one)))
    assert "18/1234" in str(client_for(one.coordinator).get(at("ruling_detail", ruling=found.pk)).content)
    assert client_for(one.coordinator).get(at("file", file=found.file_id)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": ""}, "uitspraak zelf"),
        ({"ecli": "NL:CBB:2018"}, "Een ECLI ziet er zo uit"),
        ({"ruled_on": "2018-05-01"}, "tussen de brief en vandaag"),
        ({"upheld": ""}, "Het beroep is"),
        ({"text": " "}, "Wat de rechter opdraagt"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(client_for, one, changes, words):
    answer = client_for(one.world.preparer).post(at("ruling_create", letter=one.answer.pk), sent(**changes))
    assert (answer.status_code, words in text_of(answer), Ruling.objects.count()) == (422, True, 0)
    assert 'value="18/1234"' in answer.content.decode()


def test_carried_out_on_the_pages_from_ruling_to_letter(client_for, one):
    found = ruling(one.world.preparer, one.answer)
    url, detail = at("ruling_answer", ruling=found.pk), at("ruling_detail", ruling=found.pk)
    client = client_for(one.world.preparer)
    assert {item.kind for item in waiting.of(one.world.preparer)} >= {"ruling_to_carry_out"}
    assert "€ 1.000" in text_of(client.get(url))
    full = {"key": KEY, "amount": "1.400", "beyond_ceiling": "on", "ground": "De rechter voorziet zelf."}
    assert client.post(url, {**full, "amount": ""}).status_code == 422
    assert [client.post(url, full).status_code for _ in range(2)] == [302, 302]
    assert "Een ander besluit voorbereiden" in text_of(client.get(detail))
    page = at("proposal_detail", proposal=Proposal.objects.get(kind="ruling").pk)
    for name, button in (("decider", False), ("second", True)):
        shown = client_for(getattr(one.world, name)).get(page)
        assert (shown.status_code, 'name="decide"' in shown.content.decode()) == (200, button)
        assert ("of het besluit genomen waar het om begon" in text_of(shown)) is not button
    with clock.on(DAY):
        done = client_for(one.world.second).post(page, {"decide": "1", "decide-reference": "FA-1"})
    assert done.status_code == 302, text_of(done)
    award = Award.objects.get(ordered_by="court")
    assert (award.amount, award.ruling) == (euros(400), found)
    assert client.get(url).status_code == 302
    assert f"Besluit {award.number}" in text_of(client.get(detail))
    public = text_of(client_for(None).get(at("award_detail", number=award.number)))
    assert "College van Beroep voor het bedrijfsleven, ECLI:NL:CBB:2018:600" in public
    story = text_of(client.get(at("award_story", number=one.award.number)))
    assert f"Uitspraak van de rechter over {one.answer.number}: beroep gegrond" in story
    # The answer to this letter is an appeal as well.
    assert f"Een uitspraak van de rechter vastleggen : {award.number}" in text_of(client.get(follow(one)))


def test_dismissed_appeal_is_recorded_and_nothing_follows(client_for, one):
    found = ruling(one.world.preparer, one.answer, upheld=False)
    client = client_for(one.world.preparer)
    assert "er volgt niets" in text_of(client.get(at("ruling_detail", ruling=found.pk)))
    assert client.get(at("ruling_answer", ruling=found.pk)).status_code == 302
    assert "ruling_to_carry_out" not in {item.kind for item in waiting.of(one.world.preparer)}


def test_refusal_that_the_court_undoes_is_granted_on_the_pages(client_for):
    granted = Granted(1000, match=3000)
    granted.world.allot(1000, 1000)
    plan = planned.in_review(granted.world, asked=800)
    refusal = granted.take(planned.proposed(granted.world, plan, kind="refuse"))
    found = ruling(granted.world.preparer, refusal)
    client = client_for(granted.world.preparer)
    full = {"key": KEY, "amount": "800", "ground": "Alsnog."}
    assert client.get(at("ruling_answer", ruling=found.pk)).status_code == 200
    assert client.post(at("ruling_answer", ruling=found.pk), full).status_code == 302
    prepared = Proposal.objects.get(kind="ruling")
    assert (prepared.pool, prepared.version) == (granted.world.pool, plan.versions.get())
    assert granted.take(prepared, by=granted.world.second).award.amount == euros(800)


def test_objection_to_a_refusal_is_answered_on_the_pages(client_for):
    granted = Granted(1000, match=3000)
    plan = planned.in_review(granted.world, asked=800)
    refusal = granted.take(planned.proposed(granted.world, plan, kind="refuse"))
    objection = actions.object_to(by=granted.coordinator, letter=refusal, text="Oneens.")
    full = {"key": KEY, "upheld": "yes", "amount": "800", "ground": "Alsnog."}
    client = client_for(granted.world.preparer)
    assert client.post(at("objection_answer", objection=objection.pk), full).status_code == 302
    assert Proposal.objects.get(kind="objection").pool == granted.world.pool


def test_who_opens_what(client_for, one):
    found = ruling(one.world.preparer, one.answer)
    other = worlds.Organisation.objects.create(
        name="Andere hub", kind="hub", region=Region.objects.get(slug="noord-nederland")
    )
    people = {
        "coordinator": one.coordinator, "preparer": one.world.preparer, "payer": one.world.payer,
        "stranger": worlds.person("stranger", Role.HUB_COORDINATOR, other), "giver": one.world.giver,
    }  # fmt: skip
    urls = {
        "record": at("ruling_create", letter=one.answer.pk),
        "read": at("ruling_detail", ruling=found.pk),
        "prepare": at("ruling_answer", ruling=found.pk),
    }
    answers = {
        name: [client_for(person).get(url).status_code for url in urls.values()] for name, person in people.items()
    }
    assert answers == {
        "coordinator": [403, 200, 403],
        "preparer": [200, 200, 200],
        "payer": [403, 200, 403],
        "stranger": [403, 404, 403],
        "giver": [403, 403, 403],
    }
    assert client_for(people["stranger"]).get(at("file", file=found.file_id)).status_code == 404


def test_a_second_role_closes_what_is_prepared(client_for, one):
    found = ruling(one.world.preparer, one.answer)
    worlds.RoleHolding.objects.create(
        person=one.world.preparer, organisation=one.world.hub, role="hub_reader", starts_on=DAY
    )
    client = client_for(one.world.preparer)
    assert client.get(at("ruling_create", letter=one.answer.pk)).status_code == 403
    assert client.get(at("ruling_answer", ruling=found.pk)).status_code == 403


def test_letter_and_mail_name_court_case_and_day(one):
    found = ruling(one.world.preparer, one.answer)
    letter = carried_out(one, found, amount=euros(1400), beyond_ceiling=True)
    with translation.override("nl"):
        content = letter_document.content_of(letter)
    assert content["lead"] == (
        "Op 1 juni 2018 heeft de rechter (College van Beroep voor het bedrijfsleven, 18/1234, ECLI:NL:CBB:2018:600) "
        f"uitspraak gedaan over mijn brief {one.answer.number}. Met dit besluit voer ik die uitspraak uit."
    )
    assert any("in beroep" in text for part in content["parts"] for text in part["text"])
    mails = list(award_notices.ruling_recorded(found.pk))
    assert [mail.to for mail in mails] == [["preparer@test.example"], ["coordinator@test.example"]]
    assert "Het beroep is gegrond" in mails[0].body


def test_pages_read_in_few_statements(client_for, one):
    found = ruling(one.world.preparer, one.answer)
    carried_out(one, found, amount=euros(1400), beyond_ceiling=True)
    client = client_for(one.world.second)
    for url in (
        at("ruling_detail", ruling=found.pk),
        at("ruling_create", letter=one.answer.pk),
        at("objection_detail", objection=Objection.objects.get().pk),
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= 8, [query["sql"][:200] for query in queries]


def test_award_of_a_court_stays_marked_on_the_public_pages(client_for):
    world = worlds.build()
    world.allot(100, 100)
    award = ordered(world, 500)
    page = text_of(client_for(None).get(at("award_detail", number=award.number)))
    assert "Opgelegd door rechter" in page
    assert "ECLI:NL:CBB:2018:600, 1 juni 2018." in page
