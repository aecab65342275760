import hashlib
import json
import tomllib

import pytest

from assessments import questionnaire
from assessments.questionnaire import Fault, digest_of, load
from tests.assessments.samples import faults, published, sample, write


def test_digest_is_the_sha256_of_the_sorted_content(tmp_path):
    data = tomllib.loads(sample())
    del data["status"]
    content = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert load(write(tmp_path, sample())).digest == hashlib.sha256(content.encode()).hexdigest()


def test_digest_does_not_depend_on_comments_order_or_status(tmp_path):
    before = load(write(tmp_path, sample())).digest
    text = published(sample(), before).replace(' # servitization-1 2"', '"').replace(" = ", "  =  ")
    text = "# a remark\n\n" + text.replace('slug  =  "sample"\nversion', "version").replace(
        '"2026.1"', '"2026.1"\nslug = "sample"'
    )

    after = load(write(tmp_path, text))

    assert (after.digest, after.status) == (before, "published")


def test_digest_changes_with_a_single_letter(tmp_path):
    text = sample()

    assert digest_of(tomllib.loads(text)) != digest_of(tomllib.loads(text.replace("text_en servi", "text_en Servi")))


def test_load_names_a_published_file_without_hash(tmp_path):
    digest = load(write(tmp_path, sample())).digest
    text = sample().replace('status = "draft"', 'status = "published"')

    assert faults(tmp_path, text) == (Fault(3, f"A published questionnaire needs its sha256: {digest}."),)


def test_load_names_a_published_file_that_was_changed(tmp_path):
    old = load(write(tmp_path, sample())).digest
    text = published(sample(), old).replace("The title", "A title")

    new = digest_of(tomllib.loads(text))
    assert faults(tmp_path, text) == (Fault(4, f"The content changed after publication: its sha256 is now {new}."),)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(questionnaire, "FOLDER", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget():
    questionnaire.catalogue.cache_clear()
    questionnaire.current.cache_clear()


def add_version(folder, version, *, publish):
    text = sample().replace("2026.1", version)
    digest = digest_of(tomllib.loads(text))
    write(folder, published(text, digest) if publish else text, f"sample-{version}.toml")


def test_current_is_the_newest_draft_while_nothing_is_published(folder):
    add_version(folder, "2026.9", publish=False)
    add_version(folder, "2026.10", publish=False)

    assert questionnaire.current().version == "2026.10"


def test_current_is_the_newest_published_version(folder):
    add_version(folder, "2026.2", publish=True)
    add_version(folder, "2026.10", publish=True)
    add_version(folder, "2027.1", publish=False)

    assert questionnaire.current().version == "2026.10"
    assert [found.version for found in questionnaire.catalogue()] == ["2026.2", "2026.10", "2027.1"]
    assert questionnaire.current() is questionnaire.current()


def test_of_version_finds_an_older_version_and_no_other(folder):
    add_version(folder, "2026.1", publish=True)
    add_version(folder, "2026.2", publish=True)

    assert questionnaire.of_version("2026.1").version == "2026.1"
    with pytest.raises(LookupError, match="no questionnaire of version 2025.1"):
        questionnaire.of_version("2025.1")
