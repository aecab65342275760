"""The simple screens after the questions: size, sector, goals, role; and ambition and time with a question."""

import time

import pytest

from accounts.models import Sector, SizeClass
from assessments import words
from assessments.models import Assessment
from assessments.questionnaire import GOALS
from tests.assessments.runs import ALL, SCREENS, answered_run, new_run, text, url

pytestmark = pytest.mark.django_db

KEPT = {"size": ("small", "size_id"), "sector": ("28", "sector_id"), "role": ("office", "role")}


def test_every_sector_and_goal_has_a_name_of_its_own():
    known = words.MANUFACTURING | words.OTHER_SECTORS

    assert set(known) == set(Sector.objects.values_list("code", flat=True))
    assert {Sector.objects.get(code=code).section for code in words.MANUFACTURING} == {"C"}
    assert tuple(words.GOALS) == GOALS
    assert len(set(map(str, known.values()))) == len(known)


def test_sizes_are_named_by_their_staff():
    names = [words.size_name(size) for size in SizeClass.objects.all()]

    assert names == [
        "Hoogstens 9 mensen",
        "10 tot en met 49 mensen",
        "50 tot en met 249 mensen",
        "250 mensen of meer",
    ]


@pytest.mark.parametrize("screen", KEPT)
def test_simple_screen_keeps_what_was_chosen_and_shows_it_again(client, screen):
    run = new_run([3] * 8)
    value, column = KEPT[screen]

    client.post(url(screen, run), {"value": value})

    run.refresh_from_db()
    assert (getattr(run, column), run.answered_screens) == (value, [screen])
    page = client.get(url(screen, run)).content.decode()
    chosen = page.split(f'value="{value}"', 1)[1].split(">")[0]
    assert "checked" in chosen or "selected" in chosen


def test_goals_are_kept_in_the_order_of_the_list(client):
    run = new_run([3] * 8)

    client.post(url("goals", run), {"value": ["cost", "new-services"]})

    run.refresh_from_db()
    assert (run.goals, run.answered_screens) == (["cost", "new-services"], ["goals"])


@pytest.mark.parametrize("screen", [*KEPT, "goals"])
def test_saying_nothing_empties_what_was_said(client, screen):
    run = answered_run(size="small", sector="25", goals=["cost"], role="it")

    response = client.post(url(screen, run), {"withheld": "1", "value": "garbage"})

    run.refresh_from_db()
    now = {"size": run.size, "sector": run.sector, "goals": run.goals, "role": run.role}[screen]
    assert (response.url, bool(now), sorted(run.answered_screens)) == (url("check", run), False, sorted(SCREENS))
    assert text(client.get(url("check", run))).count("Dat zeg ik liever niet") == 2


@pytest.mark.parametrize(
    ("screen", "posted", "sentence"),
    [
        ("size", {}, "Kies een antwoord, of ‘Dat zeg ik liever niet’."),
        ("size", {"value": "gigantic"}, "Dit staat niet in de lijst. Kies iets anders."),
        ("sector", {"value": ""}, "Kies een antwoord, of ‘Dat zeg ik liever niet’."),
        ("sector", {"value": "99"}, "Dit staat niet in de lijst. Kies iets anders."),
        ("goals", {}, "Kies minstens één doel, of ‘Dat zeg ik liever niet’."),
        ("goals", {"value": ["world-peace"]}, "Dit staat niet in de lijst. Kies iets anders."),
        (
            "goals",
            {"value": list(GOALS[:4])},
            "U koos 4 doelen. Kies er hoogstens 3: de doelen die nu",
        ),
        ("role", {"value": "queen"}, "Dit staat niet in de lijst. Kies iets anders."),
    ],
)
def test_wrong_choice_is_explained_and_kept(client, screen, posted, sentence):
    run = new_run([3] * 8)

    response = client.post(url(screen, run), posted)

    run.refresh_from_db()
    assert (response.status_code, run.answered_screens) == (422, [])
    assert text(response).count(sentence) == 2
    if len(posted.get("value", "")) == 4:
        assert response.content.decode().count(" checked") == 4


def test_screens_follow_each_other_and_lead_back(client):
    run = new_run([3] * 8)
    order = [*SCREENS, "check"]

    for here, following in zip(order, order[1:], strict=False):
        assert client.post(url(here, run), {"withheld": "1"}).url == url(following, run)
        assert f'href="{url(here, run)}"' in client.get(url(following, run)).content.decode()


def test_screen_is_kept_when_the_language_is_switched(client):
    run = answered_run(sector="25")

    page = client.get(url("sector", run, "en"))

    assert '<option value="25" selected>Metal products' in page.content.decode()


def test_ambition_is_kept_and_shown_on_the_check(client):
    run = answered_run()

    client.post(url("question", run, number=1), {"answer": "1", "ambition": "4"})

    assert run.answers.get(question_id=ALL[0]).ambition == 4
    assert "Over twee jaar: De machine werkt minstens een uur alleen en controleert" in text(
        client.get(url("check", run))
    )
    assert '<option value="4" selected>' in client.get(url("question", run, number=1)).content.decode()


def test_ambition_may_be_left_out_and_taken_back(client):
    run = answered_run()
    client.post(url("question", run, number=1), {"answer": "1", "ambition": "4"})

    client.post(url("question", run, number=1), {"answer": "1", "ambition": ""})

    assert run.answers.get(question_id=ALL[0]).ambition is None


def test_what_does_not_apply_has_no_ambition(client):
    run = answered_run()

    response = client.post(url("question", run, number=1), {"answer": "not-applicable", "ambition": "4"})

    assert response.status_code == 302
    assert run.answers.get(question_id=ALL[0]).ambition is None


def test_ambition_that_is_no_level_is_explained(client):
    run = new_run([3])

    response = client.post(url("question", run, number=2), {"answer": "3", "ambition": "9"})

    assert (response.status_code, run.answers.count()) == (422, 1)
    assert text(response).count("Dit staat niet in de lijst. Kies iets anders.") == 2


@pytest.mark.parametrize(
    ("ago", "seconds"),
    [("0", 0), ("90", 90), ("1800", 1800), ("1802", None), ("-60", None), ("x", None), ("", None), ("²", None)],
)
def test_seconds_on_the_screen_are_kept_when_they_can_be_told(client, ago, seconds):
    run = new_run()
    shown = int(time.time()) - int(ago) if ago.lstrip("-").isascii() and ago.lstrip("-").isdigit() else ago

    client.post(url("question", run, number=1), {"answer": "3", "shown": str(shown)})

    kept = run.answers.get().seconds
    assert kept == seconds or (kept is not None and seconds is not None and kept - seconds in (0, 1))


def test_first_look_at_a_screen_counts(client):
    run = new_run()
    for ago in (40, 5):
        client.post(url("question", run, number=1), {"answer": "3", "shown": str(int(time.time()) - ago)})

    assert run.answers.get().seconds in (40, 41)


def test_remark_is_kept_and_may_not_be_endless(client):
    run = answered_run()

    refused = client.post(url("check", run), {"remark": "x" * 1001})
    client.post(url("check", run), {"remark": "Wij maken alles op maat."})

    run.refresh_from_db()
    assert refused.status_code == 422
    assert text(refused).count("Schrijf hoogstens 1000 tekens.") == 2
    assert (run.completed, run.remark) == (True, "Wij maken alles op maat.")


def test_origin_is_one_per_connection_and_week_and_no_address(client, settings, monkeypatch):
    from datetime import date

    from assessments import origin
    from tests.assessments.runs import begin

    def start(address, day):
        monkeypatch.setattr(origin.clock, "today", lambda: date(2018, 11, day))
        client.cookies.clear()
        client.defaults["REMOTE_ADDR"] = address
        return Assessment.objects.get(pk=begin(client)).origin

    first = start("192.0.2.7", 5)
    assert (len(first), "192.0.2.7" in first) == (32, False)
    assert start("192.0.2.7", 11) == first
    assert start("192.0.2.7", 12) != first
    assert start("192.0.2.8", 5) != first
    assert start("2001:db8:1:2::3", 5) == start("2001:db8:1:2:ffff::9", 5) != start("2001:db8:1:3::3", 5)
