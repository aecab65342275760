"""What this app counts for the page of the programme."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fieldlabs import coverage
from jobs import clock
from programme.counted import Counted, reader


@reader
def skillslabs() -> Counted:
    today = clock.today()
    return Counted(
        label=_("Fieldlabs with a Skillslab"),
        value=coverage.read(today).whole.text,
        definition=coverage.definition(),
        as_of=today,
        url=reverse("fieldlabs:skillslab_list"),
        link=_("Which Fieldlab has one?"),
    )
