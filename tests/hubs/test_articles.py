"""Cases and articles: drafts, the public, the feed, and what only the own hub may do."""

import uuid
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from hubs import prose
from hubs.actions import articles
from hubs.actions.common import RuleBroken
from hubs.actions.versions import NewerVersion
from hubs.models import Article
from jobs import clock
from programme.models import Transformation
from tests.hubs.asking import hub_of

ATOM = "{http://www.w3.org/2005/Atom}"
FORM = {
    "hub": "smitzh", "kind": "case", "title_nl": "Lasrobot", "intro_nl": "Kort", "body_nl": "Een verhaal.",
    "title_en": "", "intro_en": "", "body_en": "", "fieldlab": "", "transformation": "", "company": "",
    "consented_on": "",
}  # fmt: skip


def text(**changes):
    return articles.Text(
        **{"kind": "case", "title_nl": "Lasrobot", "intro_nl": "Kort", "body_nl": "Verhaal", **changes}
    )


def article(by, *, public=True, region="zuid-holland", **changes):
    hub = hub_of(region) if region else None
    made = articles.write_article(by=by, hub=hub, text=text(**changes), key=uuid.uuid4())
    return articles.publish_article(by=by, article=made) if public else made


@pytest.mark.django_db
def test_draft_is_for_the_hub_alone(client, client_for, eva, noor, gijs):
    made = article(eva, public=False)
    for stranger in (client, client_for(noor)):
        assert stranger.get(made.get_absolute_url()).status_code == 404
    for insider in (eva, gijs):
        assert client_for(insider).get(made.get_absolute_url()).status_code == 200
    assert client.get("/kennis/").context["cards"] == []
    assert made.slug not in client.get("/kennis/feed/").content.decode()


@pytest.mark.django_db
def test_editor_writes_publishes_changes_and_takes_off(client, client_for, eva):
    desk = client_for(eva)
    assert desk.post("/kennis/nieuw/", FORM)["Location"] == "/kennis/lasrobot/"
    desk.post("/kennis/lasrobot/publiceren/")
    assert client.get("/kennis/lasrobot/").status_code == 200
    assert desk.post("/kennis/lasrobot/wijzigen/", FORM | {"version": "2", "title_nl": "Beter"}).status_code == 302
    assert desk.post("/kennis/lasrobot/wijzigen/", FORM | {"version": "2"}).status_code == 409
    desk.post("/kennis/lasrobot/publiceren/", {"take_off": "1"})
    assert client.get("/kennis/lasrobot/").status_code == 404
    made = Article.objects.get()
    assert (made.title_nl, made.version, made.published_by) == ("Beter", 4, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes", [{"company": "Demo BV"}, {"title_en": "Only a title"}, {"body_nl": ""}, {"hub": "hub-noord"}]
)
def test_faults_keep_what_was_typed(client_for, eva, changes):
    answer = client_for(eva).post("/kennis/nieuw/", FORM | changes)
    assert (answer.status_code, Article.objects.count()) == (422, 0)
    assert answer.context["form"]["intro_nl"].value() == "Kort"


@pytest.mark.django_db
def test_another_hub_changes_nothing(client_for, eva, noor, gijs):
    made = article(eva, public=False)
    for path in ("wijzigen/", "publiceren/"):
        assert client_for(noor).post(f"/kennis/{made.slug}/{path}", FORM).status_code == 404
    for act in (
        lambda who: articles.change_article(by=who, article=made, text=text(), version=1),
        lambda who: articles.publish_article(by=who, article=made),
        lambda who: articles.take_off_article(by=who, article=made),
        lambda who: articles.write_article(by=who, hub=hub_of(), text=text(), key=uuid.uuid4()),
    ):
        for stranger in (noor, gijs):
            with pytest.raises(RuleBroken) as broken:
                act(stranger)
            assert broken.value.code == "not_allowed"


@pytest.mark.django_db
def test_steps_are_taken_once_and_not_over_newer_text(eva):
    key = uuid.uuid4()
    first, second = (articles.write_article(by=eva, hub=hub_of(), text=text(), key=key) for _click in range(2))
    assert first.pk == second.pk
    once = articles.publish_article(by=eva, article=first)
    assert articles.publish_article(by=eva, article=first).version == once.version == 2
    with pytest.raises(NewerVersion):
        articles.change_article(by=eva, article=first, text=text(), version=1)
    later = article(eva, public=False, company="Demo", consented_on=clock.today() + timedelta(days=1))
    with pytest.raises(RuleBroken) as broken:
        articles.publish_article(by=eva, article=later)
    assert broken.value.code == "consent_later"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_list_and_feed_ask_the_same_number_of_queries(client, eva, django_assert_num_queries, number):
    for _one in range(number):
        article(eva)
    with django_assert_num_queries(5):
        assert len(client.get("/kennis/").context["cards"]) == number
    with django_assert_num_queries(1):
        client.get("/kennis/feed/")


@pytest.mark.django_db
def test_filters_lead_to_what_they_count(client, eva, karim):
    subject = Transformation.objects.order_by("number").first()
    article(eva, transformation=subject)
    article(karim, region=None, kind="article")
    for query, number in (("", 2), ("?soort=case", 1), ("?regio=zuid-holland", 1), ("?soort=article&regio=x", 0)):
        assert len(client.get(f"/kennis/{query}").context["cards"]) == number
    for group in client.get("/kennis/").context["filters"]:
        for option in group["options"]:
            assert len(client.get(f"/kennis/{option['url']}").context["cards"]) == option["count"] > 0


@pytest.mark.django_db
def test_feed_is_atom_in_the_language_of_its_address(client, eva):
    made = article(eva, title_en="Welding <robot>", intro_en="Short", body_en="Story")
    for address, title in (("/kennis/feed/", "Lasrobot"), ("/en/kennis/feed/", "Welding <robot>")):
        answer = client.get(address)
        feed = ET.fromstring(answer.content)  # noqa: S314 -- our own
        assert answer["Content-Type"].startswith("application/atom+xml")
        assert feed.find(f"{ATOM}entry/{ATOM}title").text == title
        assert feed.find(f"{ATOM}entry/{ATOM}id").text == f"urn:uuid:{made.uid}"


def test_prose_has_paragraphs_headings_and_lists():
    found = prose.blocks("Een\r\nregel\n\n## Kop\n- a\n- b\ntekst\n\n\n<b>x</b>")
    assert [(one.kind, one.lines) for one in found] == [
        ("paragraph", ("Een", "regel")),
        ("heading", ("Kop",)),
        ("list", ("a", "b")),
        ("paragraph", ("tekst",)),
        ("paragraph", ("<b>x</b>",)),
    ]
    assert prose.blocks("") == []


def test_prose_as_plain_text_has_no_signs_before_a_heading():
    text = "Kom kijken.\n\n## Programma\n- 13.00 uur: inloop\n- 14.00 uur: lassen"
    assert prose.plain(text) == "Kom kijken.\n\nProgramma\n\n- 13.00 uur: inloop\n- 14.00 uur: lassen"
