import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.questionnaire import GOALS, TAGS, TRANSFORMATIONS, Fault, QuestionnaireFaults, Statement, load
from tests.assessments.samples import NAME, faults, line_of, question_lines, replaced, sample, write


def test_load_gives_dimensions_questions_and_statements(tmp_path):
    loaded = load(write(tmp_path, sample()))

    assert (loaded.slug, loaded.version, loaded.status) == ("sample", "2026.1", "draft")
    assert tuple(dimension.slug for dimension in loaded.dimensions) == TRANSFORMATIONS
    assert tuple(question.transformation for question in loaded.quick_questions) == TRANSFORMATIONS
    question = loaded.question("servitization-1")
    assert question is loaded.dimension("servitization").quick
    assert (question.goals, question.tags, question.weight) == (("cost",), ("cyber",), None)
    assert question.statement(2) == Statement(
        2, *(f"{key} servitization-1 2" for key in ("text_nl", "text_en", "to_next_nl", "to_next_en"))
    )
    assert (question.statement(5).to_next_nl, question.statement(5).to_next_en) == ("", "")


def test_load_takes_deep_questions_with_weights(tmp_path):
    more = [question_lines(f"smart-working-{number}", "deep", 25) for number in (2, 3, 4)]
    text = replaced(
        'depth = "quick"\ntext_nl = "text_nl smart-working-1"', 'depth = "quick"\nweight = 25\ntext_nl = "x"'
    )
    text += "\n".join(line for lines in more for line in lines)

    dimension = load(write(tmp_path, text)).dimension("smart-working")

    assert dimension.quick.id == "smart-working-1"
    assert [question.id for question in dimension.deep] == [f"smart-working-{number}" for number in (2, 3, 4)]
    assert [question.weight for question in dimension.questions] == [25, 25, 25, 25]


def test_questionnaire_knows_no_other_question_dimension_or_level(tmp_path):
    loaded = load(write(tmp_path, sample()))

    with pytest.raises(LookupError):
        loaded.question("smart-working-9")
    with pytest.raises(LookupError):
        loaded.dimension("smart-living")
    with pytest.raises(LookupError):
        loaded.question("smart-working-1").statement(6)


Q = "smart-products-1"
S = "smart-products-1 3"
UNKNOWN_GOAL = f"goals names speed, which is unknown; known are: {', '.join(GOALS)}."
UNKNOWN_TAG = f"tags names fun, which is unknown; known are: {', '.join(TAGS)}."
UNKNOWN_SLUG = f"slug smart-living is unknown; known are: {', '.join(TRANSFORMATIONS)}."
FIVE = "A question has five statements, of level 1 to 5 in that order."


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        # texts
        (f'text_nl = "text_nl {S}"\n', "", f"[[dimensions.questions.statements]] # {S}", "text_nl is missing."),
        (f'"text_en {S}"', '""', 'text_en = ""', "text_en must be a text and may not be empty."),
        (f'"help_nl {Q}"', '"  "', 'help_nl = "  "', "help_nl must be a text and may not be empty."),
        (f'"help_en {Q}"', "3", "help_en = 3", "help_en must be a text and may not be empty."),
        (f'"text_nl {Q}"', '["a"]', 'text_nl = ["a"]', "text_nl must be a text and may not be empty."),
        (f'"text_nl {Q}"', '"a  b"', 'text_nl = "a  b"', "text_nl has white space too much."),
        (f'"text_nl {Q}"', '"""\na\nb"""', 'text_nl = """', "text_nl has white space too much."),
        (f'"text_en {Q}"', f'"text_nl {Q}"', f'text_en = "text_nl {Q}"', "text_nl and text_en are the same text."),
        ('name_en = "servitization"\n', "", "[[dimensions]] # servitization", "name_en is missing."),
        ('title_nl = "De title"\n', "", 'slug = "sample"', "title_nl is missing."),
        # statements and levels
        (f"level = 3 # {S}", "level = 4 # x", f"[[dimensions.questions]] # {Q}", FIVE),
        (f"level = 1 # {Q} 1", "level = true", f"[[dimensions.questions]] # {Q}", FIVE),
        (f"level = 3 # {S}\n", "", f"[[dimensions.questions]] # {Q}", FIVE),
        (f'to_next_nl = "to_next_nl {S}"\n', "", f"[[dimensions.questions.statements]] # {S}",
         "to_next_nl is missing."),
        (f'"text_en {Q} 5"', '"x"\nto_next_en = "y"', 'to_next_en = "y"',
         "Level 5 is the highest and has no to_next_en."),
        (f'"text_nl {S}"', f'"text_nl {Q} 2" # 3', f'text_nl = "text_nl {Q} 2" # 3',
         "text_nl is the same as of an earlier statement of this question."),
        # keys, ids, depths
        (f'help_nl = "help_nl {Q}"', 'help_nl = "x"\nhelp_de = "y"', 'help_de = "y"',
         "The key help_de is unknown here."),
        (f"level = 3 # {S}", "level = 3\nscore = 1", "score = 1", "The key score is unknown here."),
        ('title_nl = "De title"', 'title_nl = "x"\nauthor = "y"', 'author = "y"', "The key author is unknown here."),
        (f'id = "{Q}"', 'id = "servitization-1" # x', 'id = "servitization-1"\n',
         "id servitization-1 is in use already."),
        (f'id = "{Q}"', 'id = "Smart_1"', 'id = "Smart_1"',
         "id Smart_1 must be lower-case letters, digits and single hyphens."),
        (f'id = "{Q}"\n', "", f"[[dimensions.questions]] # {Q}", "id is missing."),
        (f'id = "{Q}"\ndepth = "quick"', f'id = "{Q}"\ndepth = "deep"', "[[dimensions]] # smart-products",
         "A dimension has exactly one quick question, this one has 0."),
        # goals and tags
        (f'goals = ["cost"] # {Q}', 'goals = ["speed"]', 'goals = ["speed"]', UNKNOWN_GOAL),
        (f'goals = ["cost"] # {Q}', "goals = []", "goals = []", "A question serves at least one goal."),
        (f'goals = ["cost"] # {Q}', 'goals = "cost"', 'goals = "cost"', "goals must be a list of texts."),
        (f'goals = ["cost"] # {Q}', "goals = [1]", "goals = [1]", "goals must be a list of texts."),
        (f'goals = ["cost"] # {Q}\n', "", f"[[dimensions.questions]] # {Q}", "goals is missing."),
        (f'tags = ["cyber"] # {Q}', 'tags = [\n  "fun",\n]', "tags = [\n", UNKNOWN_TAG),
        (f'tags = ["cyber"] # {Q}', 'tags = ["cyber", "cyber"]', 'tags = ["cyber", "cyber"]',
         "tags names something twice."),
        # weights
        (f'tags = ["cyber"] # {Q}', "tags = []\nweight = 90", "[[dimensions]] # smart-products",
         "The weights of a dimension sum to 100, these to 90."),
        (f'tags = ["cyber"] # {Q}', "tags = []\nweight = 1.5", "weight = 1.5",
         "weight must be a whole number from 1 to 100."),
        (f'tags = ["cyber"] # {Q}', "tags = []\nweight = true", "weight = true",
         "weight must be a whole number from 1 to 100."),
        (f'tags = ["cyber"] # {Q}', "tags = []\nweight = 0", "weight = 0",
         "weight must be a whole number from 1 to 100."),
        # versions, status, licence
        ('version = "2026.1"', 'version = "1"', 'version = "1"', "version 1 must be a year and a number, like 2026.1."),
        ('version = "2026.1"', 'version = "2026.2"', 'version = "2026.2"',
         "slug and version ask for the file name sample-2026.2.toml."),
        ('slug = "sample"', 'slug = "other"', 'version = "2026.1"',
         "slug and version ask for the file name other-2026.1.toml."),
        ('status = "draft"', 'status = "final"', 'status = "final"',
         "status final is unknown; known are: draft, published."),
        ('status = "draft"', 'status = "draft"\nsha256 = "x"', 'sha256 = "x"', "A draft has no sha256 yet."),
        ('"CC-BY-4.0"', '"MIT"', 'licence = "MIT"', "licence MIT is unknown; known are: CC-BY-4.0."),
    ],
)  # fmt: skip
def test_load_names_one_fault_by_its_line(tmp_path, old, new, at, sentence):
    text = replaced(old, new)

    assert faults(tmp_path, text) == (Fault(text[: text.index(at)].count("\n") + 1, sentence),)


def test_load_names_an_unknown_dimension_and_the_one_it_displaces(tmp_path):
    text = replaced('slug = "servitization"', 'slug = "smart-living"')

    assert faults(tmp_path, text) == (
        Fault(1, "The dimension servitization is missing."),
        Fault(line_of(text, 'slug = "smart-living"'), UNKNOWN_SLUG),
    )


def test_load_names_a_dimension_that_stands_twice(tmp_path):
    text = sample()
    second = text[text.index("[[dimensions]] # smart-working") :].replace("smart-working-1", "smart-working-2")
    text += second.replace("[[dimensions]] # smart-working", "[[dimensions]] # again")

    last = text[: text.rindex('slug = "smart-working"')].count("\n") + 1
    assert faults(tmp_path, text) == (Fault(last, "The dimension smart-working stands here twice."),)


def test_load_names_a_dimension_out_of_order(tmp_path):
    text = sample()
    start, end = text.index("[[dimensions]] # servitization"), text.index("[[dimensions]] # digital-factory")
    text = text[:start] + text[end:] + text[start:end]

    sentence = "The dimension servitization is not in the order of the transformations."
    assert faults(tmp_path, text) == (Fault(line_of(text, 'slug = "servitization"'), sentence),)


def test_load_names_dimensions_that_are_no_tables(tmp_path):
    text = sample()
    text = text[: text.index("[[dimensions]]")] + "dimensions = [\n  1,\n]\n"

    found = faults(tmp_path, text)

    sentence = "dimensions must be tables, each under [[…dimensions]]."
    assert found[-1] == Fault(line_of(text, "dimensions = ["), sentence)


def test_load_names_every_missing_dimension(tmp_path):
    text = sample()

    found = faults(tmp_path, text[: text.index("[[dimensions]]")])

    assert found == tuple(Fault(1, f"The dimension {slug} is missing.") for slug in sorted(TRANSFORMATIONS))


def test_load_names_a_missing_and_an_extra_statement(tmp_path):
    text = sample()
    start = text.index(f"[[dimensions.questions.statements]] # {S}")
    end = text.index(f"[[dimensions.questions.statements]] # {Q} 4")
    line = line_of(text, f"[[dimensions.questions]] # {Q}")

    assert faults(tmp_path, text[:start] + text[end:]) == (Fault(line, FIVE),)
    doubled = text[:end] + text[start:end].replace("text_nl smart", "other smart").replace(
        "text_en smart", "more smart"
    )
    assert faults(tmp_path, doubled + text[end:]) == (Fault(line, FIVE),)


def test_load_names_a_second_quickquestion_lines(tmp_path):
    text = sample() + "\n".join(question_lines("smart-working-2", "quick"))

    line = line_of(text, "[[dimensions]] # smart-working")
    assert faults(tmp_path, text) == (Fault(line, "A dimension has exactly one quick question, this one has 2."),)


def test_load_names_an_unknown_depth_and_what_the_dimension_lacks(tmp_path):
    text = replaced(f'id = "{Q}"\ndepth = "quick"', f'id = "{Q}"\ndepth = "slow"')

    assert faults(tmp_path, text) == (
        Fault(
            line_of(text, "[[dimensions]] # smart-products"),
            "A dimension has exactly one quick question, this one has 0.",
        ),
        Fault(line_of(text, 'depth = "slow"'), "depth slow is unknown; known are: quick, deep."),
    )


def test_load_names_a_quick_question_that_comes_late(tmp_path):
    text = replaced('id = "smart-working-1"\ndepth = "quick"', 'id = "smart-working-1"\ndepth = "deep"')
    text += "\n".join(question_lines("smart-working-2", "quick"))

    line = line_of(text, "[[dimensions]] # smart-working")
    assert faults(tmp_path, text) == (Fault(line, "The quick question of a dimension comes first."),)


def test_load_names_a_weight_that_stands_alone(tmp_path):
    text = sample() + "\n".join(question_lines("smart-working-2", "deep", 100))

    line = line_of(text, "[[dimensions]] # smart-working")
    assert faults(tmp_path, text) == (Fault(line, "Either all questions of a dimension have a weight or none has."),)


@pytest.mark.parametrize("value", ["3", '["a"]', "{ a = 1 }"])
def test_load_names_statements_that_are_no_tables(tmp_path, value):
    text = sample()
    start = text.index(f"[[dimensions.questions.statements]] # {Q} 1")
    end = text.index("[[dimensions]] # servitization")
    text = text[:start] + f"statements = {value}\n" + text[end:]

    line = line_of(text, f"statements = {value}")
    assert faults(tmp_path, text) == (
        Fault(line_of(text, f"[[dimensions.questions]] # {Q}"), FIVE),
        Fault(line, "statements must be tables, each under [[…statements]]."),
    )


def test_load_names_the_line_of_the_key_for_tables_within_a_line(tmp_path):
    text = sample()
    text = text[: text.index("[[dimensions.questions]] # smart-working-1")] + "questions = [{ id = 1 }]\n"

    line = line_of(text, "questions = [")
    assert Fault(line, "id must be a text and may not be empty.") in faults(tmp_path, text)


def test_load_names_all_faults_at_once_in_order_of_line(tmp_path):
    text = replaced(f'text_nl = "text_nl {S}"', 'text_nl = ""')
    text = text.replace('goals = ["cost"] # servitization-1', 'goals = ["speed"]')
    text = text.replace('title_en = "The title"', "title_en = 1")

    assert faults(tmp_path, text) == (
        Fault(line_of(text, "title_en = 1"), "title_en must be a text and may not be empty."),
        Fault(line_of(text, 'text_nl = ""'), "text_nl must be a text and may not be empty."),
        Fault(line_of(text, 'goals = ["speed"]'), UNKNOWN_GOAL),
    )


def test_load_names_the_line_in_a_file_with_windows_line_ends(tmp_path):
    text = replaced(f'text_nl = "text_nl {S}"', 'text_nl = ""')

    found = faults(tmp_path, text.replace("\n", "\r\n"))

    assert found == (Fault(line_of(text, 'text_nl = ""'), "text_nl must be a text and may not be empty."),)


def test_load_names_the_line_of_dotted_keys_and_plain_tables(tmp_path):
    text = replaced('title_nl = "De title"', 'title_nl = "De title"\nextra.deep = 1')
    text = text.replace("[[dimensions]] # servitization", "[other.part]\nx = 1\n\n[[dimensions]] # servitization")

    assert faults(tmp_path, text) == (
        Fault(line_of(text, "extra.deep"), "The key extra is unknown here."),
        Fault(line_of(text, "[other.part]"), "The key other is unknown here."),
    )


def test_load_names_the_line_of_broken_toml(tmp_path):
    text = replaced(f"level = 3 # {S}", "level = = 3")

    (fault,) = faults(tmp_path, text)

    assert fault == Fault(line_of(text, "level = = 3"), "This is not TOML: Invalid value.")


def test_load_names_a_key_that_stands_twice(tmp_path):
    text = replaced('title_nl = "De title"', 'title_nl = "De title"\ntitle_nl = "Weer"')

    (fault,) = faults(tmp_path, text)

    assert fault == Fault(line_of(text, '"Weer"'), "This is not TOML: Cannot overwrite a value.")


def test_load_names_the_last_line_when_the_file_stops_halfway(tmp_path):
    (fault,) = faults(tmp_path, 'slug = "sample"\ngoals = [')

    assert fault == Fault(2, "This is not TOML: Invalid value.")


def test_load_names_bytes_that_are_not_utf8(tmp_path):
    assert faults(tmp_path, b'slug = "sample"\ntitle_nl = "caf\xe9"\n') == (Fault(2, "The file is not UTF-8."),)


def test_load_names_a_file_that_is_not_there(tmp_path):
    with pytest.raises(QuestionnaireFaults) as caught:
        load(tmp_path / NAME)

    assert caught.value.faults == (Fault(1, "The file cannot be read: No such file or directory."),)


@pytest.fixture(scope="module")
def any_path(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / NAME


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)  # a busy machine is no fault of the loader
def test_load_never_fails_otherwise_on_any_text(any_path, text):
    any_path.write_bytes(text.encode())
    with pytest.raises(QuestionnaireFaults):
        load(any_path)


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3) | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=2),
    max_leaves=4,
)


@given(number=st.integers(min_value=0), value=VALUES)
@settings(deadline=None)  # a busy machine is no fault of the loader
def test_load_never_fails_otherwise_on_any_value(any_path, number, value):
    lines = sample().split("\n")
    places = [index for index, line in enumerate(lines) if " = " in line]
    place = places[number % len(places)]
    lines[place] = f"{lines[place].split(' = ')[0]} = {_as_toml(value)}"
    any_path.write_text("\n".join(lines))
    with suppress(QuestionnaireFaults):
        load(any_path)


def _as_toml(value):
    if value is None:
        return "2026-01-01"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_as_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_as_toml(inner) for inner in value) + "]"
    return json.dumps(value).replace("\x7f", "")
