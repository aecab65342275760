"""Filling in a form of the money as a person does: open, read over, confirm."""

import re

LANGUAGE = {"HTTP_ACCEPT_LANGUAGE": "nl"}


def key_of(client, url: str) -> str:
    """The hidden key that a fresh form carries."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def text_of(answer) -> str:
    """What stands on the page, in one line, without tags."""
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", bare)


def read_over(client, url: str, **filled):
    """The first click: the page to read over, or the form with what is wrong."""
    return client.post(url, {"key": key_of(client, url), **filled, "step": "check"})


def confirm(client, url: str, **filled):
    """Both clicks; the answer to the second."""
    sent = {"key": key_of(client, url), **filled}
    looked = client.post(url, {**sent, "step": "check"})
    assert looked.status_code == 200, text_of(looked)
    return client.post(url, {**sent, "step": "confirm"})
