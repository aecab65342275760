"""The page by which anyone can recompute a result: two runs, from nothing but what the pages show."""

import gzip
import html
import json
import re
import tomllib
from dataclasses import replace
from fractions import Fraction

import pytest

from assessments import advice, questionnaire
from assessments.questionnaire import FOLDER
from assessments.scoring import NoLevel
from tests.assessments.runs import ALL, completed_deep_run, completed_run, deep_answers, text, url

pytestmark = pytest.mark.django_db

DK, NA = NoLevel.DONT_KNOW, NoLevel.NOT_APPLICABLE
CURRENT = questionnaire.current()


def plain(fragment):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", fragment))).strip()


def cells(table):
    """The rows of a table as texts."""
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def number(text):
    """The first number of a text as it is written in Dutch."""
    return Fraction(re.search(r"\d+(,\d+)?", text).group().replace(",", "."))


def half_up(value):
    """One decimal, as it is written in Dutch."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10},{tenths % 10}"


class Account:
    """What a methodologist copies from the page."""

    def __init__(self, client):
        page = client.get(url("accountability")).content.decode()
        tables = dict(re.findall(r'<table class="[^"]*" id="(\w+)">(.*?)</table>', page, re.S))
        self.gain = self._grid(tables["gain"], number)
        self.effort = self._grid(tables["effort"], number)
        self.norms = {size: number(level) for size, level in cells(tables["norms"])[1:]}
        self.weights = {name: [Fraction(one) for one in row] for name, *row in cells(tables["weights"])[1:]}
        self.questions = {}
        self.subjects = {}
        for part in re.findall(r'<details class="si-details si-bank"(.*?)</details>', page, re.S):
            name = plain(re.search(r"<summary>(.*?)</summary>", part, re.S).group(1))
            self.subjects[name] = []
            for key, table in re.findall(r'data-question="([^"]+)"[^>]*>(.*?)</table>', part, re.S):
                self.questions[key] = {statement: int(level) for level, statement, _next in cells(table)[1:]}
                self.subjects[name].append(key)

    @staticmethod
    def _grid(table, read):
        head, *rows = cells(table)
        return {row[0]: dict(zip(head[1:], map(read, row[1:]), strict=True)) for row in rows}


def levels_by_hand(account, said, *, deep):
    """Per subject that applies: the level as it is shown, or None. `said`: a statement or other answer per question."""
    found = {}
    for subject, keys in account.subjects.items():
        first, given = said.get(keys[0]), [said.get(key) for key in keys]
        levels = [account.questions[key][said[key]] for key in keys if said.get(key) in account.questions[key]]
        if first == NA and not levels and DK not in given:
            continue
        own = account.questions[keys[0]].get(first)
        if deep and len(levels) >= 3:
            found[subject] = half_up(Fraction(sum(levels), len(levels)))
        else:
            found[subject] = None if own is None else str(own)
    return found


def points_by_hand(account, levels, *, goals, size, targets, weights):
    """Points per subject, exact."""
    gain = [sum((account.gain[one][goal] for goal in goals), Fraction()) for one in levels]
    effort = [1 / account.effort[one][size] for one in levels]
    gaps = [
        None if level is None else max(targets.get(one, account.norms[size]) - number(level), 0)
        for one, level in levels.items()
    ]
    known = [gap for gap in gaps if gap is not None]
    gap = [sum(known) / len(known) if one is None else one for one in gaps]
    columns = [(weight, column) for weight, column in zip(weights, (effort, gain, gap), strict=True) if sum(column)]
    whole = sum(weight for weight, _column in columns)
    return {
        one: sum(100 * weight / whole * column[index] / sum(column) for weight, column in columns)
        for index, one in enumerate(levels)
    }


def places(points):
    """By place: subjects whose points differ less than one from the first of it."""
    order = sorted(points, key=lambda one: -points[one])
    found, first = {}, 0
    for index, one in enumerate(order):
        if points[order[first]] - points[one] >= 1:
            first = index
        found[one] = first + 1
    return found


def shown(client, run, horizon):
    page = client.get(url("result", run), {"horizon": horizon}).content.decode()
    table = re.search(r'<table class="utrecht-table si-priorities">(.*?)</table>', page, re.S).group(1)
    rows = cells(table)[1:]
    profile = cells(re.search(r"si-chart__body.*?(<table.*?</table>)", page, re.S).group(1))[1:]
    return {
        "levels": {re.sub(r"^\d+\. ", "", row[0]): None if row[1] == "onbekend" else row[1] for row in profile},
        "points": {row[1]: row[2] for row in rows},
        "places": {row[1]: int(number(row[0])) for row in rows},
        "mean": re.search(r"([\d,]+) op een schaal van 1 tot 5", page).group(1),
    }


def by_hand(account, said, *, deep, horizon, **case):
    levels = levels_by_hand(account, said, deep=deep)
    points = points_by_hand(account, levels, weights=account.weights[horizon], **case)
    known = [number(level) for level in levels.values() if level is not None]
    return {
        "levels": levels,
        "points": {one: half_up(value) for one, value in points.items()},
        "places": places(points),
        "mean": half_up(sum(known) / len(known)),
    }


def in_words(values):
    """What the company chose, as it read it."""
    return {
        key: value if isinstance(value, NoLevel) else CURRENT.question(key).statement(value).text_nl
        for key, value in values.items()
    }


HORIZONS = [("this-year", "Dit jaar"), ("two-years", "Binnen twee jaar"), ("four-years", "Binnen vier jaar")]
CASE = {"goals": ["Lagere kosten", "Betere kwaliteit, minder fouten"], "size": "10 tot en met 49 mensen"}


@pytest.mark.parametrize(("horizon", "name"), HORIZONS)
def test_quick_run_can_be_recomputed_from_the_page_alone(client, horizon, name):
    values = dict(zip(ALL, [2, 1, 4, DK, 5, 3, NA, 2], strict=True))
    run = completed_run(list(values.values()), size="small", goals=["cost", "quality"])

    expected = by_hand(Account(client), in_words(values), deep=False, horizon=name, targets={}, **CASE)

    assert shown(client, run, horizon) == expected


@pytest.mark.parametrize(("horizon", "name"), HORIZONS)
def test_deep_run_can_be_recomputed_from_the_page_alone(client, horizon, name):
    values = deep_answers()
    run = completed_deep_run(values, {"flexible-manufacturing-1": 5}, size="small", goals=["cost", "quality"])

    expected = by_hand(
        Account(client), in_words(values), deep=True, horizon=name, targets={"Flexibel produceren": Fraction(5)}, **CASE
    )

    assert shown(client, run, horizon) == expected


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_shows_every_statement_and_next_step(client, language):
    page = text(client.get(url("accountability", language=language)))

    for dimension in CURRENT.dimensions:
        for question in dimension.questions:
            for statement in question.statements:
                for name in ("text", "to_next"):
                    assert html.unescape(getattr(statement, f"{name}_{language}")) in html.unescape(page)


def test_page_is_small_enough_for_a_slow_line(client):
    assert len(gzip.compress(client.get(url("accountability")).content)) < 100_000


def test_files_hold_the_bank_with_its_digest(client):
    toml = client.get(url("bank_toml", version=CURRENT.version))
    data = json.loads(client.get(url("bank_json", version=CURRENT.version)).content)
    guide = client.get(url("advice_toml", version=CURRENT.version))

    assert toml.content == (FOLDER / f"smart-industry-{CURRENT.version}.toml").read_bytes()
    assert toml.headers["Content-Disposition"] == f'attachment; filename="smart-industry-{CURRENT.version}.toml"'
    assert (data["questionnaire"], data["sha256"]) == (tomllib.loads(toml.content.decode()), CURRENT.digest)
    assert data["advice"] == tomllib.loads(guide.content.decode())


@pytest.mark.parametrize("name", ["bank_toml", "bank_json", "advice_toml"])
def test_file_of_an_unknown_version_is_not_found(client, name):
    assert client.get(url(name, version="1999.1")).status_code == 404


def test_version_can_be_asked_for(client):
    assert client.get(url("accountability"), {"versie": CURRENT.version}).status_code == 200
    assert client.get(url("accountability"), {"versie": "1999.1"}).status_code == 404


@pytest.mark.parametrize("name", ["start", "result"])
def test_start_and_result_lead_to_the_page(client, name):
    run = completed_run() if name == "result" else None

    assert f'href="{url("accountability")}' in client.get(url(name, run)).content.decode()


@pytest.fixture
def advice_folder(tmp_path, monkeypatch):
    """A copy of the advice that may be tampered with."""
    name = f"smart-industry-{CURRENT.version}.toml"
    (tmp_path / name).write_text((advice.FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(advice, "FOLDER", tmp_path)
    advice._load.cache_clear()
    yield tmp_path / name
    advice._load.cache_clear()


def test_advice_of_a_published_questionnaire_is_frozen(advice_folder):
    assert advice.of(CURRENT).digest == tomllib.loads(advice_folder.read_text(encoding="utf-8"))["sha256"]
    advice._load.cache_clear()

    advice_folder.write_text(advice_folder.read_text(encoding="utf-8").replace("points = 5", "points = 4"))

    with pytest.raises(ValueError, match="does not change"):
        advice.of(CURRENT)


def test_advice_of_a_draft_needs_points_from_1_to_5(advice_folder):
    advice_folder.write_text(advice_folder.read_text(encoding="utf-8").replace("points = 5", "points = 6"))

    with pytest.raises(ValueError, match="1 to 5"):
        advice.of(replace(CURRENT, status="draft"))


def test_advice_has_both_languages_and_every_reason_ends_as_a_sentence():
    guide = advice.of(CURRENT)

    efforts = [effort for efforts in guide.efforts.values() for effort in efforts.values()]
    texts = [text for effort in efforts for text in (effort.reason_nl, effort.reason_en)]
    texts += [text for one in guide.indicators.values() for text in (one.measure_nl, one.measure_en)]
    assert [text for text in texts if not text.endswith(".")] == []
    assert len({effort.reason_nl for effort in efforts}) == len(efforts) == 32
    assert [text for text in texts if len(text.split()) > 20] == []


@pytest.mark.parametrize(
    "said",
    [
        "Minder dan 10 bedrijven: niets.",
        "Vanaf 30: ook ‘hoger dan ongeveer 6 op de 10’.",
        "veelvoud van 5. Heeft meer dan 90% van een groep",
        "de laatste van de laatste 24 maanden",
        "meer dan 4 bedrijven van één verbinding",
        "wissen wij na 30 dagen",
        "vanaf 100 bedrijven per onderwerp",
        "De middelste tijd per scherm is minder dan 3 seconden.",
    ],
)
def test_rules_of_the_comparison_stand_on_the_page(client, said):
    assert said in html.unescape(text(client.get(url("accountability"))))
