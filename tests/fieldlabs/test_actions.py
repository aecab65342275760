"""From a draft of the hub to a recognised Fieldlab on the public list."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import translation

from fieldlabs import actions, history
from fieldlabs.core import Core
from fieldlabs.models import Fieldlab
from jobs import queue
from jobs.models import Job
from programme.models import Transformation
from regions.models import Province, Region
from tests.fieldlabs.filled import filled

pytestmark = pytest.mark.django_db


def core(**changes) -> Core:
    plain = Core(
        name="Lasrobotlab Delft",
        topic_nl="Lasrobots voor kleine series",
        topic_en="Welding robots for small series",
        city="Delft",
        province=Province.objects.get(iso="NL-ZH"),
        lat=52.0067,
        lon=4.3556,
        transformations=tuple(Transformation.objects.filter(slug="flexible-manufacturing")),
    )
    return replace(plain, **changes)


def draft(by) -> Fieldlab:
    return actions.register(by=by, region=Region.objects.get(slug="zuid-holland"), core=core(), key=uuid4())


def submitted(by) -> Fieldlab:
    return actions.submit(by=by, fieldlab=filled(draft(by)), reason="Goal, plan, consortium.")


def test_register_makes_a_draft_with_person_and_time(eva):
    made = draft(eva)
    assert (made.slug, made.publication, made.recognition) == ("lasrobotlab-delft", "draft", "draft")
    assert (made.registered_by, made.registered_at is not None) == (eva, True)
    assert Fieldlab.objects.get(pk=made.pk).transformation_slugs == ["flexible-manufacturing"]


def test_register_twice_with_one_key_makes_one(eva):
    key, region = uuid4(), Region.objects.get(slug="zuid-holland")
    first = actions.register(by=eva, region=region, core=core(), key=key)
    second = actions.register(by=eva, region=region, core=core(), key=key)
    assert first == second


def test_register_gives_a_second_of_one_name_its_own_address(eva):
    draft(eva)
    assert draft(eva).slug == "lasrobotlab-delft-2"


@pytest.mark.parametrize("key", ["noor", "anna", "daan", "stijn", "gijs", "ans", "fenna"])
def test_register_is_refused_to_others(cast, key):
    with pytest.raises(actions.RuleBroken) as broken:
        draft(cast[key])
    assert broken.value.code == "not_allowed"


def test_register_turns_a_broken_database_rule_into_its_sentence(eva):
    region = Region.objects.get(slug="zuid-holland")
    elsewhere = core(province=Province.objects.get(iso="NL-GR"))
    with pytest.raises(actions.RuleBroken) as broken:
        actions.register(by=eva, region=region, core=elsewhere, key=uuid4())
    assert broken.value.message == "Deze provincie ligt niet in de regio."


def test_change_refuses_an_older_version_and_gives_the_newer(eva):
    made = draft(eva)
    actions.change(by=eva, fieldlab=made, core=core(name="Eerste"), version=1, reason="first")
    with pytest.raises(actions.NewerVersion) as broken:
        actions.change(by=eva, fieldlab=made, core=core(name="Tweede"), version=1, reason="second")
    assert (broken.value.current.name, broken.value.current.version) == ("Eerste", 2)


def test_change_is_refused_while_the_steering_group_looks(eva):
    waiting = submitted(eva)
    with pytest.raises(actions.RuleBroken) as broken:
        actions.change(by=eva, fieldlab=waiting, core=core(), version=waiting.version, reason="x")
    assert broken.value.code == "not_allowed"


def test_submit_needs_a_reason(eva):
    with pytest.raises(actions.RuleBroken) as broken:
        actions.submit(by=eva, fieldlab=filled(draft(eva)), reason="  ")
    assert broken.value.code == "reason_missing"


def test_submit_names_what_is_missing(eva):
    with pytest.raises(actions.RuleBroken) as broken:
        actions.submit(by=eva, fieldlab=draft(eva), reason="Goal.")
    assert (broken.value.code, "Schrijf het doel." in broken.value.message) == ("incomplete", True)


def test_submit_of_an_imported_fieldlab_is_possible(eva):
    known = filled(Fieldlab.objects.get(slug="iot-academy"))
    confirmed = actions.submit(by=eva, fieldlab=known, reason="It exists.")
    assert confirmed.recognition == "submitted"


@pytest.mark.parametrize("key", ["eva", "noor", "fenna", "femke", "gijs", "ans"])
def test_recognise_is_refused_to_others(cast, key):
    waiting = submitted(cast["eva"])
    with pytest.raises(actions.RuleBroken) as broken:
        actions.recognise(by=cast[key], fieldlab=waiting, reason="x")
    assert broken.value.code == "not_allowed"


def test_recognise_publishes_and_tells_the_editor_once(eva, stijn, client):
    waiting = submitted(eva)
    for _click in range(2):
        recognised = actions.recognise(by=stijn, fieldlab=waiting, reason="Sound plan.")
    assert (recognised.publication, recognised.recognition) == ("published", "recognised")
    jobs = list(Job.objects.filter(kind="fieldlabs.tell_editor"))
    assert len(jobs) == 1
    queue.run(str(jobs[0].pk))
    assert [letter.to for letter in mail.outbox] == [[eva.email]]
    assert "Sound plan." in mail.outbox[0].body
    for address in ("/fieldlabs/?q=lasrobots", "/en/fieldlabs/?q=welding+robots"):
        titles = [card["title"] for card in client.get(address).context["cards"]]
        assert sorted(titles) == ["Duurzaamheidsfabriek", "Lasrobotlab Delft"]


def test_send_back_and_submit_again(eva, stijn):
    returned = actions.send_back(by=stijn, fieldlab=submitted(eva), reason="No education partner.")
    assert (returned.recognition, returned.publication, returned.decision_reason) == (
        "returned",
        "draft",
        "No education partner.",
    )
    again = actions.submit(by=eva, fieldlab=returned, reason="Now with a school.")
    assert again.recognition == "submitted"


def test_letter_of_an_overtaken_decision_is_not_sent(eva, stijn):
    returned = actions.send_back(by=stijn, fieldlab=submitted(eva), reason="No.")
    job = Job.objects.get(kind="fieldlabs.tell_editor")
    actions.submit(by=eva, fieldlab=returned, reason="Again.")
    queue.run(str(job.pk))
    assert mail.outbox == []


@pytest.mark.parametrize(("language", "said"), [("nl", "aangemeld"), ("en", "registered")])
def test_history_says_the_portals_own_reason_in_the_readers_language(eva, language, said):
    with translation.override("en" if language == "nl" else "nl"):
        made = draft(eva)
    with translation.override(language):
        assert [one.reason for one in history.history(made)] == [said]


def test_history_has_person_and_reason_of_every_step(eva, stijn):
    recognised = actions.recognise(by=stijn, fieldlab=submitted(eva), reason="Sound plan.")
    entries = history.history(recognised)
    assert [(entry.person, entry.reason) for entry in entries if entry.person] == [
        ("Stijn Mulder", "Sound plan."),
        ("Eva Smit", "Goal, plan, consortium."),
        ("Eva Smit", "aangemeld"),
    ]
    lines = [(line.label, line.before, line.after) for change in entries[0].changes for line in change.lines]
    assert ("Erkenning", "ingediend bij de stuurgroep", "erkend door de stuurgroep") in lines
