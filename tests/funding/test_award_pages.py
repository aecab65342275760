"""Awards for everyone, and the whole story of one for who may read it."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.urls import reverse

from accounts.models import Organisation, Role
from funding import actions
from funding.models import (
    Delivery,
    Duty,
    Judgement,
    MatchPool,
    Objection,
    Proposal,
    ProposalReturn,
    Remark,
    Scheme,
    SchemeVersion,
)
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.ruled import ordered
from tests.funding.world import PAPER, basis, euros, person

pytestmark = pytest.mark.django_db
LIST = "/toekenningen/"


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'").replace("&amp;", "&")


class Links(HTMLParser):
    """All text with a euro sign in main, and whether it stands in a link."""

    def __init__(self):
        super().__init__()
        self.inside, self.main, self.bare, self.hrefs = None, False, [], []

    def handle_starttag(self, tag, attrs):
        if tag == "main":
            self.main = True
        if tag == "a":
            self.inside = dict(attrs)["href"]

    def handle_endtag(self, tag):
        if tag == "a":
            self.inside = None
        if tag == "main":
            self.main = False

    def handle_data(self, data):
        if self.main and "€" in data:
            self.hrefs.append(self.inside) if self.inside else self.bare.append(data.strip())


def detail(award):
    return reverse("funding:award_detail", args=[award.number])


def story(award):
    return reverse("funding:award_story", args=[award.number])


def test_list_says_that_no_award_is_known_in_reality(client_for):
    assert "Er is geen toekenning bekend" in text_of(client_for(None).get(LIST))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everyone_reads_an_award_and_nobodys_name(client_for, language):
    made = Granted(400_000, realised=100_000)
    made.pay(150_000)
    prefix = "" if language == "nl" else "/en"

    text = text_of(client_for(None).get(prefix + detail(made.award)))

    amounts = ("€ 400.000", "€ 150.000", "€ 100.000") if language == "nl" else ("€ 400,000", "€ 150,000", "€ 100,000")
    for part in ("Hub", "Proef", made.letter.number, *amounts):
        assert part in text
    for name in ("preparer", "decider", "payer", "giver", "coordinator"):
        assert name not in text


def test_unknown_award_is_404(client_for):
    assert client_for(None).get("/toekenningen/bestaat-niet/").status_code == 404


def test_demonstration_is_marked_on_list_page_and_file(client_for):
    world = worlds.build()
    scheme = Scheme.objects.create(key="demo", name_nl="Proefregeling", name_en="Trial scheme", demo=True)
    version = SchemeVersion.objects.create(
        scheme=scheme, number=1, starts_on=worlds.DAY, recorded_by=world.controller, **PAPER, **worlds.KNOWN_RULES
    )
    world.pool = MatchPool.objects.create(
        version=version, line=world.line, region=world.pool.region, recorded_by=world.controller, **PAPER
    )
    world.allot(100, 100)
    world.match(100)
    award = world.grant(100)

    shown = [client_for(None).get(path).content.decode() for path in (LIST, detail(award))]
    file = client_for(None).get(LIST + "toekenningen.csv").content.decode("utf-8-sig")

    assert "In werkelijkheid is geen toekenning bekend" in shown[0]
    assert all("Demonstratie" in page for page in shown)
    assert "noindex" in shown[1]
    assert award.number not in client_for(None).get("/sitemap.xml").content.decode()
    (row,) = csv.DictReader(StringIO(file))
    match = [row[name] for name in row if name.endswith("van de pot (euro)")]
    assert match == ["0.00", "100.00", "0.00", "100.00", "0.00"]
    assert file.splitlines()[1].endswith("Demonstratie: verzonnen")


def test_order_of_a_court_is_shown_for_ever(client_for):
    world = worlds.build()
    world.allot(100, 100)
    award = ordered(world, 500)
    actions.decommit(by=world.decider, basis=basis(), award=award, amount=euros(500))

    for path in (LIST, detail(award)):
        assert "Opgelegd door rechter" in text_of(client_for(None).get(path))
    assert "Buiten het plafond toegekend" in text_of(client_for(None).get(detail(award)))


def test_waiver_is_published_with_kind_and_reason_and_without_names(client_for):
    world = worlds.build()
    world.allot(1_000, 1_000)
    world.match(1_000)
    waiver = actions.waive(by=world.controller, kind="own_preparation", reason="Niemand anders aanwezig", **PAPER)
    award = world.grant(1_000, prepared_by=world.decider, waiver=waiver)

    text = text_of(client_for(None).get(detail(award)))

    assert "Niemand anders aanwezig" in text
    assert "decider" not in text


@pytest.mark.parametrize("sort", ["date", "-date", "number", "recipient", "amount", "-amount", "paid", "onzin"])
def test_list_sorts_and_searches(client_for, sort):
    world = worlds.build()
    world.allot(1_000, 1_000)
    world.match(1_000)
    made = [world.grant(amount) for amount in (300, 100, 200)]
    other = Organisation.objects.create(name="Stichting Ander", kind="research")
    made.append(world.grant(50, recipient=other))

    rows = client_for(None).get(LIST, {"sort": sort}).context["rows"]
    found = client_for(None).get(LIST, {"q": "ander"}).context["rows"]

    assert {row["award"].pk for row in rows} == {one.pk for one in made}
    if sort.endswith("amount"):
        amounts = [row["award"].amount for row in rows]
        assert amounts == sorted(amounts, reverse=sort.startswith("-"))
    assert [row["award"] for row in found] == [made[-1]]
    assert "Er past geen toekenning" in text_of(client_for(None).get(LIST, {"q": "bestaat niet"}))


def test_list_filters_by_state(client_for):
    world = worlds.build()
    world.allot(1_000, 1_000)
    world.match(1_000, realised=1_000)
    running, settled, ended = (world.grant(amount) for amount in (100, 200, 300))
    world.settle(settled, 150)
    actions.decommit(by=world.decider, basis=basis(), award=ended, amount=euros(300))

    for name, award in (("lopend", running), ("vastgesteld", settled), ("ingetrokken", ended)):
        page = client_for(None).get(LIST, {"stand": name})
        assert [row["award"] for row in page.context["rows"]] == [award]
    assert page.context["numbers"] == {"all": 3, "demo": 0, "running": 1, "settled": 1, "ended": 1}


def full_story():
    """An award with everything that can happen to one."""
    made = Granted(400_000, realised=300_000)
    world = made.world
    Remark.objects.create(version=made.version, section="budget", text="Te hoog", recorded_by=world.preparer)
    made.pay(150_000)
    world.approved(made.award, 10_000)
    duty = Duty.objects.create(
        award=made.award, letter=made.letter, kind="costs", due_on=worlds.DAY, recorded_by=world.decider
    )
    delivery = Delivery.objects.create(duty=duty, note="Alle kosten", recorded_by=made.coordinator)
    delivery.costs.create(kind="support", description="Advies", reported=euros(210_000), recorded_by=made.coordinator)
    judged = Judgement.objects.create(delivery=delivery, accepted=True, recorded_by=world.preparer)
    judged.costs.create(cost=delivery.costs.get(), amount=euros(205_000), recorded_by=world.preparer)
    settled = world.settle(made.award, 100_000)
    actions.use_match(by=world.decider, basis=basis(), settlement=settled)
    actions.refund(by=world.payer, basis=basis(), award=made.award, paid_in=2018, amount=euros(50_000))
    actions.decommit(by=world.decider, basis=basis(), award=made.award, amount=euros(300_000))
    Objection.objects.create(letter=made.letter, received_on=worlds.DAY, text="Te laag", recorded_by=made.coordinator)
    return made


def test_story_tells_everything_and_each_number_is_a_link(client_for):
    made = full_story()
    client = client_for(made.world.preparer)

    response = client.get(story(made.award))
    links = Links()
    links.feed(response.content.decode())

    text = text_of(response)
    for part in (
        "Versie 1 ingediend",
        "Opmerking bij: Bedrag en planning",
        "Te hoog",
        made.letter.number,
        "Betaling voorgesteld",
        "Betaling goedgekeurd",
        "Terugbetaald",
        "Vastgesteld",
        "Bezwaar tegen",
        "Te laag",
        "Alle kosten",
        "€ 205.000",
        "Cofinanciering bevestigd als vast toegezegd",
        "Cofinanciering gebruikt voor de vaststelling",
        "Verplichting verlaagd",
    ):
        assert part in text
    assert links.bare == []
    assert {client.get(href).status_code for href in set(links.hrefs)} == {200}
    for href in links.hrefs:
        assert re.match(r"/(boekingen/\d+/|grootboek/(\d+/|\?))", href), href


def test_story_names_people_for_the_ministry_and_roles_for_the_recipient(client_for):
    made = full_story()

    ministry = text_of(client_for(made.world.preparer).get(story(made.award)))
    recipient = text_of(client_for(made.world.editor).get(story(made.award)))

    assert "Ministerie, bereidt voor: preparer" in ministry
    assert "Ministerie, geeft betalingen vrij: payer" in ministry
    assert "Ministerie, bereidt voor" in recipient
    for name in ("preparer", "decider", "payer", "giver"):
        assert name not in recipient


def test_recipient_does_not_read_what_the_ministry_prepares(client_for):
    """A decision that waits, why it was sent back, and remarks before the plan comes back: the ministry's own."""
    made = full_story()
    world = made.world
    prepared = {"kind": "recover", "amount": euros(7), "legal_ground": "4:57", "ground": "nog te wegen"}
    proposal = Proposal.objects.create(plan=made.plan, award=made.award, recorded_by=world.preparer, **prepared)
    ProposalReturn.objects.create(proposal=proposal, note="eerst bellen", recorded_by=world.decider)

    ministry = text_of(client_for(world.preparer).get(story(made.award)))
    recipient = text_of(client_for(made.coordinator).get(story(made.award)))

    for part in ("nog te wegen", "eerst bellen", "Te hoog"):
        assert part in ministry
        assert part not in recipient


def test_recipient_opens_every_number_of_its_own_story(client_for):
    made = full_story()
    client = client_for(made.coordinator)
    links = Links()
    links.feed(client.get(story(made.award)).content.decode())

    assert links.bare == []
    assert {href: client.get(href).status_code for href in set(links.hrefs)} == dict.fromkeys(links.hrefs, 200)


@pytest.mark.parametrize("who", ["eva", "noor", "karim", "daan"])
def test_story_of_another_organisation_does_not_exist(client_for, cast, who):
    made = Granted()

    assert client_for(cast[who]).get(story(made.award)).status_code == 404
    assert "dossier" not in client_for(cast[who]).get(detail(made.award)).content.decode()


@pytest.mark.parametrize("who", ["gijs", "fenna", "femke", "hilde", "ans"])
def test_auditor_and_ministry_read_the_story(client_for, cast, who):
    made = Granted()

    response = client_for(cast[who]).get(story(made.award))

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"


def test_pages_keep_to_the_agreed_number_of_statements(client_for, django_assert_max_num_queries):
    made = full_story()
    auditor = person("auditor", Role.AUDITOR, Organisation.objects.create(name="Rekenkamer", kind="auditor"))
    client = client_for(auditor)
    client.get(LIST)
    with django_assert_max_num_queries(12) as short:
        client.get(story(made.award))
    with django_assert_max_num_queries(8):
        client.get(detail(made.award))
    with django_assert_max_num_queries(8) as one:
        client.get(LIST)
    made.world.match(1_000)
    for _number in range(3):
        made.world.grant(10)
    with django_assert_max_num_queries(12) as long:
        client.get(story(made.award))
    with django_assert_max_num_queries(8) as many:
        client.get(LIST)
    assert len(short.captured_queries) == len(long.captured_queries)
    assert len(one.captured_queries) == len(many.captured_queries)
