"""Filling in a Fieldlab section by section: completeness, unfinished texts, two editors at once."""

import threading
from datetime import date

import pytest
from django.db import connections

from fieldlabs import actions, section_values, sections
from fieldlabs.models import Fieldlab, FieldlabContact, SectionDraft
from fieldlabs.section_forms import FORMS
from smartindustry import demo
from smartindustry.cast import CAST
from tests.fieldlabs.filled import filled
from tests.fieldlabs.test_actions import draft

GOAL = {"goal": "Minder afval.", "plan": "Meten.", "plan_starts_on": "2018-01-01", "plan_ends_on": "2020-12-31"}


def base(fieldlab, key) -> str:
    return section_values.digest(section_values.values(Fieldlab.objects.get(pk=fieldlab.pk), key))


def address(fieldlab, path="erkenning") -> str:
    return f"/fieldlabs/{fieldlab.slug}/bewerken/{path}/"


def typed(fieldlab, **changes):
    return {**GOAL, "base": base(fieldlab, "recognition"), "note": "beter", **changes}


def goal(text: str) -> dict:
    return {"goal": text, "plan": "", "plan_starts_on": None, "plan_ends_on": None}


def saved(by, fieldlab, text, *, start, reason="") -> Fieldlab:
    return actions.save_section(
        by=by, fieldlab=fieldlab, section="recognition", values=goal(text), base=start, reason=reason
    )


@pytest.mark.django_db
class TestCompleteness:
    def test_draft_says_what_is_missing_for_which_step(self, eva):
        lab = sections.counted(Fieldlab.objects.filter(pk=draft(eva).pk)).get()
        assert [one.sentence for one in sections.missing(lab, sections.Step.SUBMIT)] == [
            "Schrijf in het Nederlands wat een bedrijf hier kan doen.",
            "Schrijf voor wie het is.",
            "Schrijf het doel.",
            "Schrijf het plan.",
            "Geef de eerste en laatste dag van een plan voor drie jaar of langer.",
            *(["Geef aan welke partner het consortium leidt."] if "partners" in sections.SECTIONS else []),
            "Geef een website, of hoe u contact opneemt.",
        ]

    def test_filled_one_misses_nothing_to_submit(self, eva):
        lab = sections.counted(Fieldlab.objects.filter(pk=filled(draft(eva)).pk)).get()
        assert sections.missing(lab, sections.Step.SUBMIT) == []
        assert sections.missing(lab, sections.Step.BOTH_LANGUAGES) == []

    def test_text_without_its_translation_is_named(self, eva):
        made = filled(draft(eva))
        made.access_nl, made.audience_en = "Bel de balie.", ""
        made.save()
        lab = sections.counted(Fieldlab.objects.filter(pk=made.pk)).get()
        assert [one.sentence for one in sections.missing(lab, sections.Step.BOTH_LANGUAGES)] == [
            "Schrijf in het Engels voor wie het is.",
            "Schrijf in het Engels hoe een bedrijf binnenkomt.",
        ]

    @pytest.mark.parametrize(
        ("start", "end", "enough"),
        [
            (date(2018, 1, 1), date(2020, 12, 31), True),
            (date(2018, 1, 1), date(2020, 12, 30), False),
            (date(2019, 3, 1), date(2022, 2, 28), True),
            (date(2020, 2, 29), date(2023, 2, 27), True),
            (date(2018, 1, 1), None, False),
            (None, None, False),
        ],
    )
    def test_plan_runs_for_three_years(self, start, end, enough):
        assert sections.plan_is_long_enough(start, end) is enough

    @pytest.mark.parametrize("kept", [0, 3])
    def test_list_takes_few_statements(self, eva, client_for, django_assert_max_num_queries, kept):
        made = draft(eva)
        for key in ("about", "where", "recognition")[:kept]:
            actions.keep_draft(by=eva, fieldlab=made, section=key, data={"name": ["x"]})
        client = client_for(eva)
        with django_assert_max_num_queries(8):
            page = client.get(f"/fieldlabs/{made.slug}/bewerken/")
        assert (page.status_code, sum(row["kept"] for row in page.context["rows"])) == (200, kept)


@pytest.mark.django_db
class TestSaving:
    def test_save_writes_the_section_and_its_reason(self, eva, client_for):
        made = draft(eva)
        answer = client_for(eva).post(address(made), typed(made, goal="Minder afval"))
        assert (answer.status_code, answer.url) == (302, f"/fieldlabs/{made.slug}/bewerken/")
        now = Fieldlab.objects.get(pk=made.pk)
        assert (now.goal, now.plan_ends_on, now.version) == ("Minder afval", date(2020, 12, 31), 2)

    def test_draft_is_filled_in_bit_by_bit_and_a_public_page_stays_whole(self, eva, client_for):
        made, public = draft(eva), Fieldlab.objects.get(slug="ramlab")
        for lab, status in ((made, 302), (public, 422)):
            form = FORMS["about"](fieldlab=lab)
            plain = {name: form[name].value() for name in form.fields if form[name].value()}
            half = {**plain, "topic_nl": "Lijmen", "topic_en": "", "transformations": [], "note": "Anders"}
            assert client_for(eva).post(address(lab, "over"), half).status_code == status
        now = sections.counted(Fieldlab.objects.filter(pk=made.pk)).get()
        assert (now.topic_nl, now.topic_en, now.transformation_slugs) == ("Lijmen", "", [])
        said = [one.sentence for one in sections.by_path("over").missing(now)]
        assert {"Schrijf het onderwerp in het Engels.", "Kies minstens één transformatie."} <= set(said)

    def test_save_without_a_change_writes_no_history(self, eva):
        made = draft(eva)
        again = saved(eva, made, "", start=base(made, "recognition"))
        assert again.version == 1

    def test_public_page_asks_why(self, eva, client_for):
        made = Fieldlab.objects.get(slug="ramlab")
        answer = client_for(eva).post(address(made), typed(made, note=""))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["note"])
        with pytest.raises(actions.RuleBroken) as broken:
            saved(eva, made, "x", start=base(made, "recognition"))
        assert broken.value.code == "reason_missing"

    @pytest.mark.parametrize(
        ("path", "changes", "field"),
        [
            ("erkenning", {"plan_starts_on": "2018-01-01", "plan_ends_on": "2017-01-01"}, "plan_ends_on"),
            ("erkenning", {"plan_starts_on": "gisteren"}, "plan_starts_on"),
            ("over", {"name": ""}, "name"),
            ("plaats", {"postal_code": "12"}, "postal_code"),
            ("plaats", {"city": "Atlantis"}, "city"),
            ("aanbod", {"trl_min": "7", "trl_max": "3"}, "trl_max"),
            ("aanbod", {"trl_min": "7"}, "trl_max"),
            ("aanbod", {"technologies": "x" * 61}, "technologies"),
            ("contact", {"website": "geen adres"}, "website"),
            ("contactpersoon", {"email": "geen adres"}, "email"),
            ("contactpersoon", {"public_since": "2018-01-01", "name": ""}, "name"),
            ("contactpersoon", {"public_since": "2999-01-01", "name": "Zoë"}, "public_since"),
        ],
    )
    def test_wrong_input_is_named_and_kept(self, eva, client_for, path, changes, field):
        made = draft(eva)
        form = FORMS[sections.by_path(path).key](fieldlab=made)
        plain = {name: form[name].value() for name in form.fields if form[name].value()}
        answer = client_for(eva).post(address(made, path), {**plain, **changes})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])

    def test_place_brings_its_position_and_region(self, eva, client_for):
        made = draft(eva)
        values = {
            "city": "Leiden",
            "postal_code": "2333ca",
            "address": "Laan 1",
            "base": base(made, "where"),
            "note": "",
        }
        assert client_for(eva).post(address(made, "plaats"), values).status_code == 302
        now = Fieldlab.objects.get(pk=made.pk)
        assert (now.city, now.postal_code, now.province_id, round(now.lat)) == ("Leiden", "2333 CA", "NL-ZH", 52)

    def test_offer_keeps_technologies_once_and_sectors(self, eva, client_for):
        made = draft(eva)
        values = {
            "technologies": "lasrobots,  digital   twin ; lasrobots", "trl_min": "5", "trl_max": "8",
            "sectors": ["25", "28"], "audience_nl": "Makers", "base": base(made, "offer"), "note": "",
        }  # fmt: skip
        assert client_for(eva).post(address(made, "aanbod"), values).status_code == 302
        now = Fieldlab.objects.get(pk=made.pk)
        kept = (now.technologies, now.trl_min, now.trl_max, [one.pk for one in now.sectors.order_by("pk")])
        assert kept == (["lasrobots", "digital twin"], 5, 8, ["25", "28"])

    @pytest.mark.parametrize(
        ("first", "last", "told"),
        [
            ("7", "4", {"trl_max": ["Dit TRL is lager dan het vorige. Kies eerst het laagste TRL."]}),
            ("7", "", {"trl_max": ["Kies ook dit TRL, of zet beide op onbekend."]}),
            ("", "4", {"trl_min": ["Kies ook dit TRL, of zet beide op onbekend."]}),
        ],
    )
    def test_range_of_levels_says_what_is_wrong_with_it(self, eva, first, last, told):
        made = draft(eva)
        form = FORMS["offer"]({"trl_min": first, "trl_max": last}, fieldlab=made)
        assert {name: form.errors.get(name) for name in told} == told

    def test_contact_person_with_an_account_speaks_for_it(self, eva, daan, client_for):
        made = draft(eva)
        values = {
            "name": "Daan Visser", "email": daan.email.upper(), "telephone": "", "language": "nl", "public_since": "",
            "base": base(made, "person"), "note": "",
        }  # fmt: skip
        assert client_for(daan).get(made.get_absolute_url()).status_code == 404
        assert client_for(eva).post(address(made, "contactpersoon"), values).status_code == 302
        assert FieldlabContact.objects.get(fieldlab=made).person == daan
        assert client_for(daan).get(made.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("key", ["noor", "daan", "stijn", "gijs", "anna", "ans", "fenna"])
    def test_save_is_refused_to_others(self, cast, key):
        made = draft(cast["eva"])
        with pytest.raises(actions.RuleBroken) as broken:
            saved(cast[key], made, "x", start=base(made, "recognition"))
        assert broken.value.code == "not_allowed"

    @pytest.mark.parametrize(("key", "status"), [("noor", 404), ("gijs", 403), ("anna", 403), ("daan", 403)])
    def test_draft_of_another_is_not_opened(self, cast, client_for, key, status):
        made = draft(cast["eva"])
        answers = {
            client_for(cast[key]).get(one).status_code for one in (address(made), f"/fieldlabs/{made.slug}/bewerken/")
        }
        assert answers == {status}

    def test_unknown_section_is_not_found(self, eva, client_for):
        assert client_for(eva).get(address(draft(eva), "onbekend")).status_code == 404


@pytest.mark.django_db
class TestUnfinished:
    def test_kept_text_comes_back_for_its_writer_alone(self, eva, cast, client_for):
        made, client = draft(eva), client_for(eva)
        assert client.post(address(made), typed(made, goal="Half", keep="1")).status_code == 302
        assert Fieldlab.objects.get(pk=made.pk).goal == ""
        page = client.get(address(made))
        assert (page.context["form"]["goal"].value(), page.context["draft"].section) == ("Half", "recognition")

    def test_thrown_away_text_is_gone(self, eva, client_for):
        made, client = draft(eva), client_for(eva)
        client.post(address(made), typed(made, keep="1"))
        client.post(address(made), {"discard": "1"})
        assert (SectionDraft.objects.count(), client.get(address(made)).context["draft"]) == (0, None)

    def test_autosave_keeps_what_is_not_right_yet_and_says_when(self, eva, client_for):
        made = draft(eva)
        answer = client_for(eva).post(address(made), typed(made, plan_ends_on="ooit"), headers={"X-Autosave": "1"})
        assert (answer.status_code, "Als concept bewaard om" in answer.json()["message"]) == (200, True)
        assert SectionDraft.objects.get().data["plan_ends_on"] == ["ooit"]

    def test_day_that_does_not_exist_is_refused_and_stays_as_it_was_typed(self, eva, client_for):
        made, client = draft(eva), client_for(eva)
        answer = client.post(address(made), typed(made, plan_ends_on="31-02-2030"))
        page = answer.content.decode()
        assert (answer.status_code, 'value="31-02-2030"' in page) == (422, True)
        assert answer.context["form"].errors["plan_ends_on"] == ["Schrijf een datum als 31-12-2018."]
        kept = client.post(address(made), typed(made, plan_ends_on="31-02-2030"), headers={"X-Autosave": "1"})
        assert "Laatste dag van het plan: Schrijf een datum als 31-12-2018." in kept.json()["message"]
        again = client.get(address(made)).content.decode()
        form = again.split('<form class="si-form"')[1].split("</form>")[0]
        assert ('value="31-02-2030"' in form, form.count("csrfmiddlewaretoken")) == (True, 1)

    def test_overview_shows_the_composition(self, eva, client_for):
        page = client_for(eva).get(f"/fieldlabs/{draft(eva).slug}/bewerken/").content.decode()
        assert 'id="composition"' in page

    def test_history_has_no_regions_of_one_name(self, eva, client_for):
        made, client = draft(eva), client_for(eva)
        client.post(address(made), typed(made))
        assert (
            "aria-labelledby"
            not in client.get(f"/fieldlabs/{made.slug}/geschiedenis/").content.decode().split("<main")[1]
        )

    def test_autosave_refuses_what_is_too_long(self, eva, client_for):
        made = draft(eva)
        for headers, status in (({"X-Autosave": "1"}, 422), ({}, 422)):
            answer = client_for(eva).post(address(made), typed(made, plan="x" * 70_000, keep="1"), headers=headers)
            assert answer.status_code == status

    def test_personal_data_are_not_kept_unsaved(self, eva):
        with pytest.raises(actions.RuleBroken) as broken:
            actions.keep_draft(by=eva, fieldlab=draft(eva), section="person", data={"name": ["Zoë"]})
        assert broken.value.code == "not_kept"

    def test_saving_takes_the_unfinished_text_away(self, eva, client_for):
        made, client = draft(eva), client_for(eva)
        client.post(address(made), typed(made, keep="1"))
        client.post(address(made), typed(made))
        assert SectionDraft.objects.count() == 0


@pytest.mark.django_db
class TestTwoEditors:
    def test_second_sees_both_texts_and_merges(self, eva, client_for):
        made = draft(eva)
        mine = typed(made, goal="Mijn doel")
        saved(eva, made, "Ander doel", start=mine["base"], reason="eerste")
        client = client_for(eva)
        answer = client.post(address(made), mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert [(one["before"], one["after"]) for one in answer.context["newer"]["lines"]][0] == (
            "Ander doel",
            "Mijn doel",
        )
        assert "Ander" in page
        assert answer.context["newer"]["person"] == "Eva Smit"
        again = {**mine, "goal": "Ander en mijn doel", "base": answer.context["form"]["base"].value()}
        assert client.post(address(made), again).status_code == 302
        assert Fieldlab.objects.get(pk=made.pk).goal == "Ander en mijn doel"

    def test_another_section_does_not_matter(self, eva, client_for):
        made = draft(eva)
        mine = typed(made)
        actions.save_section(
            by=eva, fieldlab=made, section="contact", values={"website": "https://x.example/", "contact": ""},
            base=base(made, "contact"), reason="",
        )  # fmt: skip
        assert client_for(eva).post(address(made), mine).status_code == 302


def test_two_saves_at_once_lose_nothing(fresh_database):
    """Both started from the same text: one is saved, the other is told."""
    cast = {member.key: demo.person(member) for member in CAST}
    made = draft(cast["eva"])
    start, barrier, outcomes = base(made, "recognition"), threading.Barrier(2), []

    def save(text):
        barrier.wait()
        try:
            saved(cast["eva"], made, text, start=start)
            outcomes.append("saved")
        except actions.NewerVersion:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[text]) for text in ("een", "twee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]
