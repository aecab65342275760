"""What the portal keeps about Fieldlabs, one module per subject."""

from fieldlabs.models.content import Equipment, EvidenceCase, Link, Photo, Result, Service
from fieldlabs.models.fieldlab import (
    Fieldlab,
    FieldlabContact,
    FieldlabQuerySet,
    FieldlabRegion,
    FieldlabSector,
    FieldlabTransformation,
)
from fieldlabs.models.finding import Change, Word
from fieldlabs.models.imports import ImportRow, ImportRun
from fieldlabs.models.investments import Investment
from fieldlabs.models.life import ChangeProposal, Confirmation, SectionDraft
from fieldlabs.models.partners import Partner
from fieldlabs.models.training import Skillslab, TrainingDate, TrainingOffer, TrainingTransformation

__all__ = [
    "Change",
    "ChangeProposal",
    "Confirmation",
    "Equipment",
    "EvidenceCase",
    "Fieldlab",
    "FieldlabContact",
    "FieldlabQuerySet",
    "FieldlabRegion",
    "FieldlabSector",
    "FieldlabTransformation",
    "ImportRow",
    "ImportRun",
    "Investment",
    "Link",
    "Partner",
    "Photo",
    "Result",
    "SectionDraft",
    "Service",
    "Skillslab",
    "TrainingDate",
    "TrainingOffer",
    "TrainingTransformation",
    "Word",
]
