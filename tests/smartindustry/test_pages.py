"""The portal's own pages, errors, headers and files for robots."""

import json
import logging
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
OWN = ["/", "/privacy/", "/toegankelijkheid/", "/contact/"]


@pytest.mark.parametrize("path", OWN)
def test_page_answers_in_both_languages(client, path):
    dutch, english = client.get(path), client.get(f"/en{path}")
    assert (dutch.status_code, english.status_code) == (200, 200)
    assert '<html lang="nl"' in dutch.text
    assert '<html lang="en"' in english.text


@pytest.mark.parametrize("path", OWN)
def test_page_needs_few_statements(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(path)


@pytest.mark.parametrize("path", [*OWN, "/en/contact/"])
def test_own_pages_send_every_visitor_to_pages_that_exist(client, path):
    links = set(re.findall(r'href="(/[^"#]*)"', client.get(path).text))
    broken = {link: client.get(link).status_code for link in links if not link.startswith("/static/")}
    assert {link for link, status in broken.items() if status >= 400} == set()


def test_browser_language_does_not_decide(client):
    assert '<html lang="nl"' in client.get("/", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "Wij kunnen deze pagina niet vinden"), ("/en", "We cannot find this page")]
)
def test_unknown_page_is_404_in_the_language_of_the_address(client, prefix, words):
    answer = client.get(f"{prefix}/bestaat-niet/")
    assert answer.status_code == 404
    assert words in answer.text


@pytest.mark.parametrize("path", ["/?q=%00", "/en/?q=a%00b", "/privacy/%00/"])
def test_nul_byte_is_refused_with_a_page(client, path):
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "<h1" in answer.text


def test_wrong_host_is_refused_with_a_page(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "Naar de startpagina" in answer.text


def test_form_without_token_gets_a_page_in_the_right_language():
    answer = Client(enforce_csrf_checks=True).post(f"/en{reverse('account_login')}", {"login": "a@b.nl"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.text


def test_closed_page_says_why(client_for, anna):
    answer = client_for(anna).get("/en/ui/")
    assert answer.status_code == 403
    assert "Your role does not give access to this page." in answer.text


def test_headers_are_the_full_set(client):
    headers = client.get("/").headers
    assert sorted(headers["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_error_pages_carry_the_headers_too(client):
    assert "default-src 'none'" in client.get("/bestaat-niet/").headers["Content-Security-Policy"]


def test_database_away_is_a_plain_503_page(client, monkeypatch):
    from django.db import OperationalError

    client.raise_request_exception = False
    monkeypatch.setattr("smartindustry.pages._tasks", lambda: (_ for _ in ()).throw(OperationalError("gone")))
    answer = client.get("/en/")
    assert answer.status_code == 503
    assert "The portal is away for a moment" in answer.text


def test_mistake_of_ours_is_a_page_without_traceback(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("smartindustry.pages._tasks", lambda: (_ for _ in ()).throw(ValueError("secret detail")))
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Er ging hier iets mis" in answer.text


def test_healthz_names_the_parts(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "up")


def test_healthz_says_which_part_is_down(client, monkeypatch):
    from django.db import DatabaseError

    def broken(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["parts"]["database"]) == (503, "down")


def test_healthz_stays_up_while_redis_is_away(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["parts"]["queue"]) == (200, "down")


def test_security_txt_has_what_the_rfc_asks(client):
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert [line.split(":")[0] for line in answer.text.splitlines()] == [
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
    ]


def test_robots_and_sitemap(client):
    assert "Sitemap: " in client.get("/robots.txt").text
    sitemap = client.get("/sitemap.xml").text
    addresses = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap)
    assert {reverse("home"), reverse("privacy")} <= set(addresses)
    assert {
        address: client.get(address).status_code for address in addresses if client.get(address).status_code != 200
    } == {}


def test_change_is_logged_with_six_fields_and_no_personal_data(client, caplog):
    from smartindustry.logs import JsonFormatter

    caplog.set_level("INFO", logger="portal.action")
    client.post(reverse("account_login"), {"login": "iemand@voorbeeld.nl", "password": "geheim"})
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert set(line) == {"time", "action", "object", "result", "origin", "actor"}
    assert (line["action"], line["origin"], line["actor"]) == ("account_login", "web", "anonymous")
    assert "iemand" not in json.dumps(line)


def _line(record):
    from smartindustry.logs import JsonFormatter

    return json.loads(JsonFormatter().format(record))


def test_failure_is_logged_without_what_it_quotes(caplog):
    quoted = "@".join(["zoe", "bedrijf.nl"])
    try:
        try:
            raise ValueError(quoted)
        except ValueError as cause:
            raise RuntimeError(quoted) from cause
    except RuntimeError:
        logging.getLogger("portal.jobs").exception("job %s failed", 7)

    line = _line(caplog.records[-1])
    assert quoted not in json.dumps(line)
    assert line["message"] == "job 7 failed"
    assert line["error"].count("test_pages.py") == 2
    assert line["error"].index("builtins.ValueError") < line["error"].index("builtins.RuntimeError")


def test_failing_page_is_logged_without_the_key_in_its_address(client, caplog, monkeypatch):
    key = uuid.uuid4()
    client.raise_request_exception = False
    monkeypatch.setattr("assessments.views.result.run_of", lambda *args, **kwargs: 1 / 0)

    assert client.get(f"/zelfscan/{key}/wissen/").status_code == 500

    lines = [_line(record) for record in caplog.records]
    assert [line for line in lines if str(key) in json.dumps(line)] == []
    assert "zelfscan/<uuid:key>/wissen/" in lines[-1]["message"]
