"""A web process that releases a payment through the whole stack and dies at a chosen moment. See test_paying_killed.py.

Arguments: moment (between | before | after | never), id of the payer, path of the payment's page, query string of
what is sent. Prints the status and where it leads to.
"""

import os
import signal
import sys
from urllib.parse import parse_qs

import django

django.setup()

from django.db import connection  # noqa: E402 -- after the settings
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from accounts.models import User  # noqa: E402
from funding.models import Entry, Transfer  # noqa: E402


def die(*_arguments, **_more):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(moment: str) -> None:
    """between: the entry is there, its transfers are not; before and after: the COMMIT that holds the payment."""
    if moment == "between":
        Transfer.objects.bulk_create = die
    commit = connection._commit

    def committed():
        paid = Entry.objects.filter(kind="pay").exists()
        if paid and moment == "before":
            die()
        commit()
        if paid and moment == "after":
            die()

    if moment in ("before", "after"):
        connection._commit = committed


def main() -> None:
    moment, payer, path, sent = sys.argv[1:]
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.get(pk=payer))
    die_at(moment)
    answer = client.post(path, {name: values[0] for name, values in parse_qs(sent).items()})
    print(answer.status_code, answer.headers.get("Location"))


if __name__ == "__main__":
    main()
