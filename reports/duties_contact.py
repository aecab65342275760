"""What waits for the contact of a Fieldlab: is its page still right, and what does it lack?"""

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from fieldlabs import confirming, section_values, sections
from fieldlabs.models import Confirmation, Fieldlab
from funding.waiting import Waiting
from jobs import clock
from reports.duties import Source, rows
from reports.duties_registry import may_speak, of_contact

UNDECIDED = ("draft", "returned")
MOST = 5


def speaks(user: User) -> QuerySet | None:
    """One row when this person speaks for a Fieldlab; what completeness needs is read for those people alone."""
    if not may_speak(user):
        return None
    own = Fieldlab.objects.filter(of_contact(user), closed_on=None).order_by("pk")
    return rows(own, SPEAKS.kind, key="pk", name="", most=1)


def labs_of(user: User) -> list[Fieldlab]:
    """The Fieldlabs for which this person speaks, with what completeness needs: one statement."""
    asked = Confirmation.objects.filter(
        fieldlab=OuterRef("pk"), confirmed_at=None, replaced=False, expires_on__gte=clock.today()
    )
    found = sections.counted(Fieldlab.objects.defer("search").filter(of_contact(user), closed_on=None))
    return list(found.annotate(answer_before=Subquery(asked.values("expires_on")[:1])).order_by("name", "pk"))


def waiting(labs: Iterable[Fieldlab]) -> Iterator[Waiting]:
    for lab in labs:
        if lab.is_public and confirming.is_old(lab):
            yield _confirm(lab)
        yield from _lacks(lab)


def _confirm(lab: Fieldlab) -> Waiting:
    """Its last day is that of the link in the letter; without a letter there is none."""
    return Waiting(
        kind="lab_confirm_own",
        title=_("Confirm the page of %(name)s") % {"name": lab.name},
        text=_("Read the page. Is it still right? Then say so there with one click."),
        url=lab.get_absolute_url() + "#bevestigen",
        since=lab.confirmed_on,
        due_on=lab.answer_before,
    )


def _lacks(lab: Fieldlab) -> Iterator[Waiting]:
    """What can be proposed, section by section. Goal and plan matter until the steering group decided."""
    for key in section_values.PROPOSABLE:
        section = sections.SECTIONS[key]
        if key == section_values.RECOGNITION and lab.recognition not in UNDECIDED:
            continue
        if missing := section.missing(lab):
            yield Waiting(
                kind="lab_lacks",
                title=_("Propose what %(name)s lacks: %(section)s") % {"name": lab.name, "section": section.title},
                text=" ".join(one.sentence for one in missing),
                url=reverse("fieldlabs:proposal_write", args=[lab.slug, section.path]),
            )


SPEAKS = Source("speaks", speaks, say=None)
