"""A Fieldlab in which nothing is missing for the steering group."""

from datetime import date

from accounts.models import Organisation
from fieldlabs.models import Fieldlab, Partner

TEXTS = {
    "description_nl": "Bedrijven proberen hier lasrobots uit.",
    "description_en": "Companies try welding robots here.",
    "audience_nl": "Metaalbedrijven met kleine series.",
    "audience_en": "Metal companies with small series.",
    "city": "Delft",
    "goal": "Twintig bedrijven per jaar lassen met een robot.",
    "plan": "Jaar één: inrichten. Jaar twee en drie: bedrijven ontvangen.",
    "plan_starts_on": date(2018, 1, 1),
    "plan_ends_on": date(2020, 12, 31),
    "website": "https://lasrobotlab.example/",
}


def filled(fieldlab: Fieldlab) -> Fieldlab:
    """The same Fieldlab, complete, with a partner that leads."""
    lead, _made = Organisation.objects.get_or_create(name="Demo Lasinstituut", kind=Organisation.Kind.RESEARCH)
    Partner.objects.get_or_create(fieldlab=fieldlab, organisation=lead, defaults={"role": Partner.Role.LEAD})
    # What triggers wrote meanwhile is not to be overwritten.
    fieldlab = Fieldlab.objects.get(pk=fieldlab.pk)
    for name, value in TEXTS.items():
        if not getattr(fieldlab, name):
            setattr(fieldlab, name, value)
    fieldlab.save()
    return Fieldlab.objects.get(pk=fieldlab.pk)
