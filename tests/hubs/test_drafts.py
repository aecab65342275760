"""A draft that nobody saw can be deleted; what anybody could read stays."""

import uuid

import pytest
from django.db import connection

from hubs.actions import articles, events
from hubs.actions.common import RuleBroken
from hubs.models import Article, Event
from tests.hubs.asking import hub_of
from tests.hubs.gathering import event
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def article(by) -> Article:
    text = articles.Text("article", "Concept", "Kort", "Lang")
    return articles.write_article(by=by, hub=hub_of(), text=text, key=uuid.uuid4())


@pytest.mark.parametrize("make", [lambda by: event(by, public=False), article], ids=["event", "article"])
def test_draft_goes_after_asking_once_and_the_history_keeps_it(client_for, eva, make):
    draft, desk = make(eva), client_for(eva)
    page = f"{draft.get_absolute_url()}verwijderen/"
    assert "Dit concept verwijderen" in desk.get(page).content.decode()
    assert type(draft).objects.filter(pk=draft.pk).exists()
    answer = desk.post(page, follow=True)
    assert "Het concept is verwijderd." in answer.content.decode()
    assert not type(draft).objects.exists()
    kept = draft.pgh_event_model.objects.filter(pgh_obj_id=draft.pk).order_by("pgh_id").last()
    assert (
        kept.pgh_context["metadata"]["reason"] if "metadata" in kept.pgh_context else kept.pgh_context["reason"]
    ) == ("draft removed")


def test_public_event_is_called_off_and_not_deleted(client_for, eva):
    made = event(eva)
    with pytest.raises(RuleBroken) as broken:
        events.remove_draft(by=eva, event=made)
    assert broken.value.code == "hubs_event_only_a_draft_goes"
    assert "verwijderen/" not in client_for(eva).get(f"/evenementen/{made.slug}/aanmeldingen/").content.decode()
    client_for(eva).post(f"/evenementen/{made.slug}/verwijderen/")
    assert Event.objects.get().version == made.version


def test_article_that_was_taken_off_again_stays(client_for, eva):
    made = article(eva)
    articles.publish_article(by=eva, article=made)
    articles.take_off_article(by=eva, article=made)
    with pytest.raises(RuleBroken) as broken:
        articles.remove_draft(by=eva, article=made)
    assert broken.value.code == "hubs_article_only_a_draft_goes"
    assert "verwijderen/" not in client_for(eva).get(made.get_absolute_url()).content.decode()


def test_other_hub_and_readers_delete_nothing(client_for, eva, noor, gijs):
    draft = event(eva, public=False)
    answers = [
        client_for(person).post(f"{draft.get_absolute_url()}verwijderen/").status_code for person in (noor, gijs)
    ]
    assert (answers, Event.objects.count()) == ([404, 403], 1)
    with pytest.raises(RuleBroken):
        events.remove_draft(by=noor, event=draft)


def test_database_deletes_no_public_event_or_text(eva):
    public = event(eva)
    written = article(eva)
    articles.publish_article(by=eva, article=written)
    articles.take_off_article(by=eva, article=written)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hubs_eventtransformation")
    assert refused("DELETE FROM hubs_event WHERE id = %s", public.pk) == "hubs_event_only_a_draft_goes"
    assert refused("DELETE FROM hubs_article WHERE id = %s", written.pk) == "hubs_article_only_a_draft_goes"
