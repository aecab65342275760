"""A whole, faultless questionnaire as a file, for tests to tamper with."""

import pytest

from assessments.questionnaire import LEVELS, TRANSFORMATIONS, QuestionnaireFaults, load

NAME = "sample-2026.1.toml"


def sample():
    """A whole, faultless questionnaire as lines; each structural line is unique through its trailing comment."""
    lines = ['slug = "sample"', 'version = "2026.1"', 'status = "draft"', 'licence = "CC-BY-4.0"']
    for key in ("title", "instruction", "licence"):
        lines += [f'{key}_nl = "De {key}"', f'{key}_en = "The {key}"']
    for slug in TRANSFORMATIONS:
        lines += ["", f"[[dimensions]] # {slug}", f'slug = "{slug}"', f'name_nl = "De {slug}"', f'name_en = "{slug}"']
        lines += question_lines(f"{slug}-1", "quick")
    return "\n".join(lines) + "\n"


def question_lines(question_id, depth, weight=None):
    lines = [f"[[dimensions.questions]] # {question_id}", f'id = "{question_id}"', f'depth = "{depth}"']
    lines += [f'{key} = "{key} {question_id}"' for key in ("text_nl", "text_en", "help_nl", "help_en")]
    lines += [f'goals = ["cost"] # {question_id}', f'tags = ["cyber"] # {question_id}']
    lines += [f"weight = {weight} # {question_id}"] if weight else []
    for level in LEVELS:
        mark = f"{question_id} {level}"
        lines += [f"[[dimensions.questions.statements]] # {mark}", f"level = {level} # {mark}"]
        keys = ("text_nl", "text_en", "to_next_nl", "to_next_en")
        lines += [f'{key} = "{key} {mark}"' for key in (keys if level < 5 else keys[:2])]
    return lines


def line_of(text, part):
    assert text.count(part) == 1, f"{part!r} occurs {text.count(part)} times"
    return text[: text.index(part)].count("\n") + 1


def write(folder, text, name=NAME):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(folder, text, name=NAME):
    path = write(folder, text, name)
    with pytest.raises(QuestionnaireFaults) as caught:
        load(path)
    assert str(caught.value) == "\n".join(f"{path}:{line}: {sentence}" for line, sentence in caught.value.faults)
    return caught.value.faults


def replaced(old, new):
    text = sample()
    line_of(text, old)
    return text.replace(old, new)


def published(text, digest):
    return text.replace('status = "draft"', f'status = "published"\nsha256 = "{digest}"')
