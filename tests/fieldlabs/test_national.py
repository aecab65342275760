"""A Fieldlab without a region is kept by the national desk, and by nobody else."""

from datetime import date
from uuid import uuid4

import pytest
from django.core import mail

from accounts.models import Organisation, Role, RoleHolding, User
from fieldlabs import actions, confirming, permissions, tasks
from fieldlabs.models import Confirmation, Fieldlab, FieldlabContact, Investment, Partner
from jobs.models import Job
from regions.models import Region
from reports import waiting
from tests.fieldlabs.filled import filled
from tests.fieldlabs.test_actions import core
from tests.fieldlabs.test_row_views import added
from tests.fieldlabs.test_sections import base
from tests.fieldlabs.test_staff_views import CAST, typed

pytestmark = pytest.mark.django_db
NEW = "/fieldlabs/nieuw/"


def national(karim, **changes) -> Fieldlab:
    return actions.register(by=karim, region=None, core=core(**changes), key=uuid4())


def submitted(karim) -> Fieldlab:
    return actions.submit(by=karim, fieldlab=filled(national(karim)), reason="Goal, plan, consortium.")


def recognised(karim, stijn) -> Fieldlab:
    return actions.recognise(by=stijn, fieldlab=submitted(karim), reason="Complete.")


@pytest.fixture
def researcher():
    """An adviser, but not at the national desk."""
    person = User.objects.create_user("rik@voorbeeld.nl", "Rik", "een-lang-wachtwoord")
    institute = Organisation.objects.create(name="Demo Onderzoek", kind="research")
    RoleHolding.objects.create(person=person, organisation=institute, role=Role.ADVISER, starts_on=date(2018, 1, 1))
    return person


@pytest.fixture
def of_both(karim, noor):
    """At the national desk, and editor of a hub."""
    hub = noor.holdings[0].organisation
    RoleHolding.objects.create(person=karim, organisation=hub, role=Role.HUB_EDITOR, starts_on=date(2018, 1, 1))
    return User.objects.get(pk=karim.pk)


def test_registered_by_the_page_it_is_national_and_a_draft(karim, client_for):
    page = client_for(karim).post(NEW, typed(city="Groningen"))
    made = Fieldlab.objects.get(slug="lasrobotlab-delft")
    assert (page.status_code, page.url) == (302, "/fieldlabs/lasrobotlab-delft/bewerken/")
    assert (made.national, made.region, made.province_id, made.publication) == (True, None, "NL-GR", "draft")


@pytest.mark.parametrize("key", CAST)
def test_only_the_national_desk_registers_a_national_one(cast, client_for, key):
    client_for(cast[key]).post(NEW + "?regio=landelijk", typed())
    assert Fieldlab.objects.filter(national=True, name="Lasrobotlab Delft").exists() == (key == "karim")


def test_action_refuses_who_is_not_at_the_national_desk(eva, karim, researcher):
    for person in (eva, researcher):
        with pytest.raises(actions.RuleBroken):
            national(person)
    with pytest.raises(actions.RuleBroken):
        actions.register(by=karim, region=Region.objects.get(slug="zuid-holland"), core=core(), key=uuid4())


def test_adviser_of_a_research_institute_keeps_nothing(researcher, karim, client_for):
    lab, client = national(karim), client_for(researcher)
    paths = [
        "/fieldlabs/beheer/",
        NEW,
        "/fieldlabs/export.csv",
        lab.get_absolute_url(),
        f"/fieldlabs/{lab.slug}/bewerken/",
    ]
    assert [client.get(path).status_code for path in paths] == [403, 403, 403, 404, 404]


@pytest.mark.parametrize("key", CAST)
def test_draft_is_there_for_who_keeps_or_oversees_it(cast, karim, client_for, key):
    lab = national(karim)
    found = client_for(cast[key]).get(lab.get_absolute_url()).status_code
    assert found == (200 if key in {"karim", "stijn", "gijs"} else 404)


@pytest.mark.parametrize("page", ["bewerken/", "bewerken/over/", "bewerken/partners/nieuw/", "indienen/", "sluiten/"])
def test_pages_of_editors_are_not_there_for_a_hub(eva, karim, client_for, page):
    address = f"/fieldlabs/{national(karim).slug}/{page}"
    assert [client_for(one).get(address).status_code for one in (karim, eva)] == [200, 404]


def test_public_one_is_read_but_not_changed_by_a_hub(eva, client_for):
    page = client_for(eva).get("/fieldlabs/smart-base/bewerken/")
    assert (page.status_code, "landelijk bureau" in page.content.decode()) == (403, True)


def test_national_desk_does_not_change_what_a_hub_keeps(karim, client_for):
    assert client_for(karim).get("/fieldlabs/ramlab/bewerken/").status_code == 403
    lab = Fieldlab.objects.get(slug="ramlab")
    assert [name for name, (allowed, _reason) in permissions.steps(karim, lab).items() if allowed] == []


def test_list_and_file_have_the_national_ones_only(karim, client_for):
    client = client_for(karim)
    slugs = {row["fieldlab"].slug for row in client.get("/fieldlabs/beheer/").context["rows"]}
    assert slugs == set(Fieldlab.objects.filter(region=None).values_list("slug", flat=True))
    assert len(client.get("/fieldlabs/export.csv").content.decode("utf-8-sig").strip().splitlines()) == 1 + len(slugs)


@pytest.mark.parametrize("extra", [0, 2])
def test_list_takes_the_same_statements_for_more_rows(karim, client_for, django_assert_num_queries, extra):
    for _one in range(extra + 1):
        national(karim)
    client = client_for(karim)
    with django_assert_num_queries(6):
        assert len(client.get("/fieldlabs/beheer/?stand=concept").context["rows"]) == extra + 1


def test_who_is_at_both_chooses(of_both, client_for):
    client = client_for(of_both)
    shown = client.get("/fieldlabs/beheer/").content.decode()
    assert (f'href="{NEW}"' in shown, f'href="{NEW}?regio=landelijk"' in shown) == (True, True)
    client.post(NEW, typed(name="Noordlab", city="Groningen"))
    client.post(NEW + "?regio=landelijk", typed(name="Landlab", city="Delft"))
    assert [Fieldlab.objects.get(slug=one).national for one in ("noordlab", "landlab")] == [False, True]


def test_rows_are_added_by_the_desk(karim, client_for):
    lab, client = national(karim), client_for(karim)
    added(client, lab, "partner")
    added(client, lab, "investment")
    counted = (Partner.objects.filter(fieldlab=lab).count(), Investment.objects.filter(fieldlab=lab).count())
    assert counted == (1, 1)


def test_steering_group_recognises_it_and_the_adviser_gets_the_letter(karim, stijn):
    lab = recognised(karim, stijn)
    tasks.tell_editor(Job.objects.get(kind="fieldlabs.tell_editor"))
    assert (lab.recognition, lab.is_public, mail.outbox[0].to) == ("recognised", True, [karim.email])


def test_who_submitted_it_does_not_decide(karim, stijn):
    lab = submitted(karim)
    group = stijn.holdings[0].organisation
    RoleHolding.objects.create(person=karim, organisation=group, role=Role.STEERING, starts_on=date(2018, 1, 1))
    with pytest.raises(actions.RuleBroken):
        actions.recognise(by=User.objects.get(pk=karim.pk), fieldlab=lab, reason="Complete.")
    assert Fieldlab.objects.get(pk=lab.pk).recognition == "submitted"


def test_contact_proposes_and_the_desk_gets_the_letter_and_takes_it_over(karim, stijn, daan, eva, client_for):
    lab = recognised(karim, stijn)
    own = Organisation.objects.get(name="Demo Stichting Fieldlab")
    Fieldlab.objects.filter(pk=lab.pk).update(operator=own)
    data = {"website": ["https://landlab.example/"], "contact": ["Balie"], "base": [base(lab, "contact")]}
    one = actions.propose(by=daan, fieldlab=lab, section="contact", data=data, note="Nieuw.")
    assert tasks.tell_hub_of_proposal(Job.objects.get(kind="fieldlabs.tell_hub_of_proposal")) == {"sent": 1}
    assert mail.outbox[0].to == [karim.email]
    page = f"/fieldlabs/{lab.slug}/voorstellen/{one.pk}/"
    assert [client_for(person).get(page).status_code for person in (karim, eva)] == [200, 403]
    kinds = [item.about.kind for item in waiting.elsewhere(User.objects.get(pk=karim.pk)).items]
    assert "proposal" in kinds


def test_desk_asks_the_contact_who_confirms_by_the_link(karim, stijn, eva, client, client_for):
    lab = recognised(karim, stijn)
    FieldlabContact.objects.create(fieldlab=lab, name="Zoë", email="zoe@example.nl")
    asking = f"/fieldlabs/{lab.slug}/bevestiging-vragen/"
    assert [client_for(one).post(asking).status_code for one in (eva, karim)] == [403, 302]
    question = Confirmation.objects.get()
    tasks.send_confirmation(Job.objects.get(kind="fieldlabs.send_confirmation"))
    address = f"/fieldlabs/bevestigen/{confirming.token_of(question)}/"
    assert (mail.outbox[0].to, address in mail.outbox[0].body) == (["zoe@example.nl"], True)
    # With `no-referrer` a browser sends the answer from "null", which is refused as of another site.
    page = client.get(address)
    assert (page.headers["Referrer-Policy"], b"no-referrer" in page.content) == ("same-origin", False)
    client.post(address)
    assert Fieldlab.objects.get(pk=lab.pk).confirmed_on is not None


def test_start_page_leads_the_desk_there_and_nobody_else(karim, researcher, client_for):
    national(karim)
    pages = [client_for(one).get("/start/").content.decode() for one in (karim, researcher)]
    assert ["/fieldlabs/beheer/" in page for page in pages] == [True, False]
    assert "Vul Lasrobotlab Delft in" in pages[0]


def test_nobody_at_a_desk_that_has_ended(karim):
    lab = national(karim)
    RoleHolding.objects.filter(person=karim).update(starts_on=date(2017, 1, 1), ends_on=date(2018, 1, 1))
    gone = User.objects.get(pk=karim.pk)
    assert (permissions.can_change(gone, lab)[0], permissions.can_see(gone, lab)[0]) == (False, False)
    assert permissions.editors_of(lab) == []
