"""Doing the scan again, and what changed since."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import Organisation
from assessments import actions, change, questionnaire
from assessments.change import Subject
from assessments.change_page import verdict
from assessments.models import Answer, Assessment, Contact, Site
from assessments.scan import scan_of
from assessments.scoring import NoLevel
from jobs import clock
from regions.models import Province
from tests.assessments.runs import ALL, SCREENS, Location, completed_run, new_run, text, url

pytestmark = pytest.mark.django_db
T0 = (1, 2, 3, 4, 5, 1, 2, 3)


def repeat(run, by=None):
    return actions.repeat(assessment=run, questionnaire=questionnaire.current(), language="nl", by=by)


def finish(run, answers):
    for question_id, value in zip(ALL, answers, strict=True):
        actions.answer(assessment=run, question_id=question_id, value=value, by=None)
    for screen in SCREENS:
        if screen != "where":
            actions.set_context(assessment=run, screen=screen, value=None, by=None)
    if "where" not in run.answered_screens:
        actions.set_location(assessment=run, location=Location(), by=None)
    actions.complete(assessment=run, questionnaire=questionnaire.current(), by=None)
    run.refresh_from_db()
    return run


def contact_of(run, **values):
    return Contact.objects.create(
        **{
            "assessment": run,
            "email": "zoe@bedrijf.nl",
            "language": "nl",
            "given_at": clock.now() - timedelta(minutes=1),
        }
        | values
    )


# --- Starting --------------------------------------------------------------------------------------------------------


def test_repeat_has_the_company_filled_in_and_no_answers():
    location = Location(province=Province.objects.get(iso="NL-ZH"))
    first = completed_run(T0, location, size="small", sector="25", goals=["cost"], role="production")
    contact_of(first, name="Zoë", wants_invitation=True, confirmed_at=clock.now(), invitations_sent=1)

    again = repeat(first)

    assert (again.repeats, again.state, again.depth) == (first, "started", "quick")
    assert (again.size_id, again.sector_id, again.province_id, again.goals) == ("small", "25", "NL-ZH", ["cost"])
    assert again.answered_screens == ["size", "sector", "where"]
    assert not Answer.objects.filter(assessment=again).exists()
    contact = Contact.objects.get(assessment=again)
    assert (contact.email, contact.name, contact.wants_invitation) == ("zoe@bedrijf.nl", "Zoë", True)
    assert (contact.invitations_sent, contact.sent_at) == (0, None)


def test_repeating_twice_gives_the_open_repeat():
    first = completed_run(T0)

    assert repeat(first) == repeat(first)
    assert Assessment.objects.count() == 2


def test_unfinished_run_cannot_be_repeated(client):
    run = new_run([3])

    with pytest.raises(actions.RuleBroken) as broken:
        repeat(run)
    assert broken.value.code == "unfinished"
    assert client.get(url("again", run)).status_code == 302
    assert client.post(url("again", run)).status_code == 302
    assert Assessment.objects.count() == 1


def test_page_tells_when_it_makes_sense_and_starts_the_first_question(client):
    run = completed_run(T0)
    assert "Het best na 12 maanden" in text(client.get(url("again", run)))
    with clock.on(clock.today() + timedelta(days=400)):
        assert "Het best na 12 maanden" not in text(client.get(url("again", run)))

    response = client.post(url("again", run))

    again = Assessment.objects.get(repeats=run)
    assert response.url == url("question", again, number=1)
    assert "Ga verder met de herhaling" in text(client.get(url("again", run)))


def test_erasing_the_first_scan_leaves_the_repeat():
    first = completed_run(T0)
    again = finish(repeat(first), T0)

    actions.erase(assessment=first, by=None)

    again.refresh_from_db()
    assert again.repeats is None
    assert [scan.run for scan in change.scans_with(again)] == [again]


# --- What changed ----------------------------------------------------------------------------------------------------


def two(first=T0, last=T0):
    start = completed_run(first)
    return start, finish(repeat(start), last)


def subject_of(scans, number=0):
    return change.subjects(scans)[number]


def test_change_is_the_difference_on_the_same_question():
    start, again = two(last=(3, 1, 3, 4, 5, 2, 2, 3))

    found = change.subjects(change.scans_with(again))

    assert [one.difference for one in found] == [2, -1, 0, 0, 0, 1, 0, 0]
    assert found[0].levels == (Decimal("1.0"), Decimal("3.0"))
    assert [one.is_indication for one in found] == [False, True, False, False, False, True, False, False]
    assert change.scans_with(start) == change.scans_with(again)


def test_no_level_on_one_side_is_unknown_and_not_zero():
    _start, again = two(last=(3, NoLevel.DONT_KNOW, 3, 4, 5, 2, 2, 3))

    found = subject_of(change.scans_with(again), 1)

    assert (found.compared, found.levels, found.difference) == (False, (None, None), None)
    assert verdict(found) is None


def test_question_whose_statements_changed_is_not_compared():
    _start, again = two()
    scans = change.scans_with(again)
    questions = scans[-1].questions
    first = questions.dimensions[0]
    statement = replace(first.quick.statements[2], text_en="Something else")
    quick = replace(first.quick, statements=(*first.quick.statements[:2], statement, *first.quick.statements[3:]))
    other = replace(first, questions=(quick, *first.deep))
    changed = replace(questions, dimensions=(other, *questions.dimensions[1:]), version="2027.1")
    scans[-1] = replace(scans[-1], questions=changed)

    found = change.subjects(scans)

    assert (found[0].compared, found[0].asked) == (False, len(first.deep))
    assert all(one.compared for one in found[1:])


def test_question_that_moved_its_help_text_is_still_the_same():
    question = questionnaire.current().quick_questions[0]

    assert change.digest_of(question) == change.digest_of(replace(question, help_nl="Anders"))
    assert change.digest_of(question) != change.digest_of(replace(question, text_nl="Anders"))


def test_texts_that_changed_under_a_scan_compare_nothing():
    _start, again = two()
    scans = change.scans_with(again)
    scans[0].run.digest = "0" * 64

    assert not any(one.compared for one in change.subjects(scans))


def test_scan_in_between_has_a_level_only_where_it_answered_everything():
    start, middle = two(last=(2, 2, 3, 4, 5, 1, 2, 3))
    last = finish(repeat(middle), (5, 2, 3, 4, 5, 1, 2, 3))
    scans = change.scans_with(start)
    assert [scan.run for scan in scans] == [start, middle, last]
    assert subject_of(scans).levels == (1, 2, 5)

    scans[1] = replace(scans[1], answers={})

    assert subject_of(scans).levels == (1, None, 5)


def test_scan_and_its_deeper_copy_are_one_moment():
    start, again = two()
    deep = actions.deepen(assessment=start, by=None)
    for question in questionnaire.current().dimensions[0].deep:
        actions.answer(assessment=deep, question_id=question.id, value=4, by=None)
    actions.complete(assessment=deep, questionnaire=questionnaire.current(), by=None)

    scans = change.scans_with(again)

    assert {scan.run.pk for scan in scans} == {deep.pk, again.pk}


@pytest.mark.parametrize(
    ("changes", "levels", "says"),
    [
        ((), (None, None), None),
        ((0, 0), (2, 2), "hetzelfde"),
        ((1,), (2, 3), "1 niveau hoger op één vraag: een indicatie"),
        ((0, -1, 0), (3, Decimal("2.7")), "1 niveau lager op één vraag: een indicatie"),
        ((2,), (1, 3), "2,0 hoger"),
        ((1, 1, 0, 1, 0), (Decimal("2.0"), Decimal("2.6")), "0,6 hoger"),
        ((-2, 0), (3, 2), "1,0 lager"),
        ((1, -1), (2, 2), "sommige vragen hoger, andere lager"),
    ],
)
def test_words_praise_no_noise(changes, levels, says):
    values = tuple(None if level is None else Decimal(level) for level in levels)

    assert verdict(Subject("x", values, changes, 5)) == says


def test_page_shows_table_chart_and_what_makes_it_less_sure(client):
    start, again = two(last=(3, 1, 3, 4, 5, 2, 2, 3))

    for run in (start, again):
        shown = text(client.get(url("change", run)))
        for part in ("2,0 hoger", "een indicatie", "hetzelfde", "Kleine verschillen kunnen toeval zijn", "T0", "T1"):
            assert part in shown
        assert "Slim produceren, T1" in shown


def test_page_with_one_scan_says_how_to_get_a_second(client):
    run = completed_run(T0)

    assert "U hebt tot nu toe één scan" in text(client.get(url("change", run)))
    assert "Bekijk wat er is veranderd" not in text(client.get(url("result", run)))


def test_result_leads_to_the_changes_from_both_scans(client):
    for run in two():
        assert url("change", run) in client.get(url("result", run)).content.decode()


def test_scan_in_somebody_elses_account_is_left_out(client, client_for, anna):
    start, again = two()
    Assessment.objects.filter(pk=again.pk).update(person=anna)

    assert "U hebt tot nu toe één scan" in text(client.get(url("change", start)))
    assert "T1" in text(client_for(anna).get(url("change", start)))


def test_changes_take_few_statements(client, django_assert_max_num_queries):
    start, middle = two()
    finish(repeat(middle), T0)
    for name in ("change", "again", "result"):
        with django_assert_max_num_queries(8):
            client.get(url(name, start))


def test_day_of_a_scan_is_the_day_in_the_netherlands():
    with clock.on(date(2026, 3, 4)):
        run = completed_run(T0)

    assert change.day_of(scan_of(run)) == date(2026, 3, 4)


def test_repeat_about_another_place_belongs_to_another_site_of_the_company():
    holland, drenthe = (Location(province=Province.objects.get(iso=iso)) for iso in ("NL-ZH", "NL-DR"))
    first = completed_run(T0, holland)
    company = Organisation.objects.create(name="Metaal BV", kind="company")
    Assessment.objects.filter(pk=first.pk).update(site=Site.objects.of(company, first))

    moved = repeat(first)
    actions.set_location(assessment=moved, location=drenthe, by=None)
    finish(Assessment.objects.get(pk=moved.pk), T0)
    stayed = finish(repeat(first), T0)

    sites = Assessment.objects.in_bulk([first.pk, moved.pk, stayed.pk])
    assert sites[moved.pk].site.province_id == "NL-DR"
    assert sites[moved.pk].site.organisation == company
    assert sites[stayed.pk].site == sites[first.pk].site


def test_repeat_in_an_account_keeps_nobody_else_from_repeating(anna):
    first = completed_run()
    hers, other, again = repeat(first, anna), repeat(first), repeat(first, anna)

    assert (again.pk, other.pk == hers.pk, other.person) == (hers.pk, False, None)
