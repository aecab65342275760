"""What the self-assessment keeps: runs and answers, who they belong to, and what was made of them."""

from assessments.models.asked import HelpAsked
from assessments.models.comparison import Contribution, LeftOut, PeerCell, QualityFigure
from assessments.models.outcome import DraftTally, Report, Share
from assessments.models.people import Contact, Site
from assessments.models.run import RUN_IS_FROZEN, Answer, Assessment

__all__ = [
    "RUN_IS_FROZEN",
    "Answer",
    "Assessment",
    "Contact",
    "Contribution",
    "DraftTally",
    "HelpAsked",
    "LeftOut",
    "PeerCell",
    "QualityFigure",
    "Report",
    "Share",
    "Site",
]
