"""The texts of the published questionnaire, held to the house's plain language."""

import re

import pytest

from assessments import questionnaire
from assessments.questionnaire import FOLDER, GOALS, PUBLISHED, TAGS, load

CURRENT = questionnaire.current()
QUESTIONS = [question for dimension in CURRENT.dimensions for question in dimension.questions]

# Words of the trade, of consultants and of shops, that a text would first have to explain.
JARGON = """
    aas ai api appification big-data blockchain bottleneck cad cam cloud cnc cobot cpps crm cyberfysiek dashboard
    data-driven datagedreven digital-twin disruptief downtime edi erp excel feedback google iiot implementeren
    implementatie interface iot kanban kpi lean machine-learning maturity mes microsoft mrp oee offline online
    optimaliseren optimalisatie pdm platform plc plm predictive qr real-time realtime roadmap sap scada servitization
    smed stakeholder strategisch takttijd tool tooling traceability track-and-trace transformatie uptime
    volwassenheid vpn workflow
"""

# A statement says what is so; it does not praise or scold.
JUDGING = """
    achterhaald achterstand beste excellent geavanceerd goede helaas ideaal innovatief leidend modern moderne
    nadelig ouderwets perfect professioneel slecht slim slimme toekomstbestendig uitstekend vooroplopend
"""

# Signs of a sentence in which nobody acts.
PASSIVE = re.compile(r"\b(word|wordt|worden|werd|werden|geworden)\b")
PERSONAL = re.compile(r"\b(je|jij|jou|jouw|jullie|men|hij|wij|ons|onze)\b")


def _texts(language):
    yield getattr(CURRENT, f"instruction_{language}")
    yield getattr(CURRENT, f"licence_{language}")
    for question in QUESTIONS:
        yield getattr(question, f"text_{language}")
        yield getattr(question, f"help_{language}")
        for statement in question.statements:
            yield getattr(statement, f"text_{language}")
            yield getattr(statement, f"to_next_{language}")


DUTCH = [text for text in _texts("nl") if text]
ENGLISH = [text for text in _texts("en") if text]
STATEMENTS = [statement.text_nl for question in QUESTIONS for statement in question.statements]


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!])’?\s+", text) if part]


def words(text):
    return re.findall(r"[\w’'-]+", text.lower())


def test_every_file_in_the_folder_has_no_fault():
    loaded = [load(path) for path in sorted(FOLDER.glob("*.toml"))]

    assert CURRENT.digest in {found.digest for found in loaded}


def test_new_scans_use_a_published_version():
    assert CURRENT.status == PUBLISHED


def test_the_first_version_has_eight_quick_questions():
    assert (CURRENT.slug, CURRENT.version, len(CURRENT.quick_questions)) == ("smart-industry", "2026.1", 8)


def test_each_goal_and_each_tag_has_a_question():
    assert {goal for question in QUESTIONS for goal in question.goals} == set(GOALS)
    assert {tag for question in QUESTIONS for tag in question.tags} == set(TAGS)


def test_question_ids_carry_their_transformation():
    assert [question.id for question in CURRENT.quick_questions] == [
        f"{dimension.slug}-1" for dimension in CURRENT.dimensions
    ]


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_sentences_have_at_most_20_words(text):
    assert [sentence for sentence in sentences(text) if len(words(sentence)) > 20] == []


@pytest.mark.parametrize("text", ENGLISH)
def test_english_sentences_have_at_most_25_words(text):
    assert [sentence for sentence in sentences(text) if len(words(sentence)) > 25] == []


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_has_no_unexplained_words_of_the_trade(text):
    assert set(words(text)) & set(words(JARGON)) == set()


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_active_and_says_u(text):
    assert PASSIVE.findall(text.lower()) + PERSONAL.findall(text.lower()) == []


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements_do_not_judge(text):
    assert set(words(text)) & set(words(JUDGING)) == set()


@pytest.mark.parametrize("text", DUTCH + ENGLISH)
def test_texts_end_as_a_sentence(text):
    assert text[0].isupper()
    assert text.endswith((".", "?", "’."))


@pytest.mark.parametrize("text", STATEMENTS)
def test_statements_fit_beside_a_radio_button(text):
    assert len(sentences(text)) <= 3
    assert len(words(text)) <= 35
