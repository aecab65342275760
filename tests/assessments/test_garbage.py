"""Whatever is typed, sent or opened: a page with a sentence, never a fault."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import actions, inviting, sharing, tokens
from tests.assessments.runs import answered_run, completed_run, new_run, url

pytestmark = pytest.mark.django_db
some = settings(max_examples=25, suppress_health_check=list(HealthCheck))

PAGES = (
    "result", "size", "sector", "where", "goals", "role", "check", "deepen", "tasks", "help", "again", "change",
    "keep", "file", "claim", "company", "erase", "report", "data", "share",
)  # fmt: skip
FIELDS = (
    "answer", "ambition", "shown", "key", "value", "withheld", "place", "province", "which", "remark", "email",
    "company_name", "kvk_number", "name", "wants_invitation", "days", "withdraw", "horizon", "digest", "contact_name",
    "telephone", "question", "agreed",
)  # fmt: skip
LINKS = ("resume_link", "erase_link", "confirm", "shared", "invited", "no_more_letters")
NASTY = (
    "", "0", "-1", "²", "٣", "1e9", "9" * 5000, "\x00", "\x01", "💥", "a@b.nl", "İ@b.nl", "x|y@z.nl", "small", "cost",
    "NL-ZH", "Dordrecht", "on", "'\"><script>", "1234 567٨", "a" * 3000, "\r\n\r\n", "dont-know", "not-applicable", "3",
)  # fmt: skip
words = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RUNS = {
    "draft": lambda: new_run([3]),
    "ready": answered_run,
    "done": completed_run,
    "deep": lambda: actions.deepen(assessment=completed_run(), by=None),
}


@pytest.fixture
def patient(settings):
    """No limits on how much is sent."""
    settings.ACCOUNT_RATE_LIMITS = False


@some
@given(
    st.sampled_from(sorted(RUNS)),
    st.sampled_from(PAGES),
    st.dictionaries(st.sampled_from(FIELDS), st.lists(words, min_size=1, max_size=2), max_size=8),
)
def test_forms_take_anything(patient, client, kind, page, typed):
    address = url(page, RUNS[kind]())

    assert client.post(address, typed).status_code < 500
    asked = {name: values for name, values in typed.items() if "\x00" not in "".join(values)}
    assert client.get(address, asked).status_code < 500


@some
@given(st.sampled_from(LINKS), words.filter(bool), st.tuples(st.integers(0, 4), st.integers(0, 200)))
def test_links_take_anything(patient, client, name, word, at):
    run = new_run([3])
    made = [tokens.make(purpose, run.pk, "x") for purpose in tokens.Purpose]
    made += [inviting.again_token(run.pk), inviting.stop_token(run.pk)]
    made.append(sharing.token_of(sharing.share(assessment=completed_run(), days=7, by=None)))
    good = made[at[0]]
    place = at[1] % len(good)
    for token in (good, word, good[:place] + word, good[:place] + word[:1] + good[place + 1 :]):
        try:
            address = reverse(f"assessments:{name}", kwargs={"token": token})
        except NoReverseMatch:
            continue
        for method in (client.get, client.post):
            assert method(address).status_code < 500


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=4), part, max_size=4),
)


@some
@given(st.binary(max_size=300), anything, anything)
def test_files_take_anything(client, data, content, signature):
    ours = {"format": "smart-industry-self-assessment", "answers": content, "signature": signature}
    for body in (data, json.dumps(content).encode(), json.dumps(ours).encode()):
        response = client.post(url("resume_file"), {"file": SimpleUploadedFile("zelfscan.json", body)})
        assert response.status_code == 422


@pytest.mark.parametrize("depth", [100, 900, 980, 1000, 20_000])
def test_nested_file_is_refused(client, depth):
    body = b'{"format": "smart-industry-self-assessment", "answers": ' + b"[" * depth + b"]" * depth + b"}"
    response = client.post(url("resume_file"), {"file": SimpleUploadedFile("zelfscan.json", body)})
    assert response.status_code == 422
