"""E-mail at a desk's own address, for the tests about it."""

import uuid

from hubs import reply_address
from hubs.models import WaitingMail
from tests.hubs.asking import hub_of
from tests.hubs.test_mail_in import letter, take


def desk(region="zuid-holland"):
    return reply_address.of_desk(hub_of(region) if region else None)


def marked(browser, path, **query):
    """The page with its marks, for what stands in forms and links."""
    return browser.get(path, query).content.decode().partition('id="content"')[2].partition("</main>")[0]


def send(region="zuid-holland", **changes):
    """An e-mail that waits at this desk."""
    assert take(letter(desk(region), **{"message_id": f"<{uuid.uuid4()}@x>", **changes})) == (0, "")
    return WaitingMail.objects.latest("pk")
