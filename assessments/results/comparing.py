"""Where the company stands among the participants, in words."""

from django.utils.translation import gettext as _

from assessments.benchmark import Comparison as Peers
from assessments.benchmark import Peer
from assessments.disclosure import Kind
from assessments.questionnaire import DEEP, QUICK, Questionnaire
from assessments.results.shapes import Comparison
from assessments.scoring import Profile, State
from ui.formats import date_long, number
from ui.language import local


def compared(peer: Peer) -> str | None:
    """One sentence; None where nothing may be said."""
    return None if peer.kind == Kind.NONE else peer.words


def comparison(questionnaire: Questionnaire, profile: Profile, peers: Peers) -> Comparison:
    """The subjects that apply; no rows while there are too few participants."""
    if peers.is_empty:
        few = _("There are not enough participants yet to compare with. A group needs at least 10 companies.")
        return Comparison((few,), ())
    intro = (
        _("Participants are companies that filled in this self-assessment. They are not the whole sector."),
        _("The numbers are of %(date)s. We round the number of companies down to 5.")
        % {"date": date_long(peers.as_of)},
    )
    rows = tuple(
        (local(questionnaire.dimension(score.transformation), "name"), _row(peers.of(score.transformation), profile))
        for score in profile.transformations
        if score.state != State.NOT_APPLICABLE
    )
    return Comparison(intro, rows)


def _row(peer: Peer, profile: Profile) -> str:
    if peer.kind == Kind.NONE:
        return peer.words
    values = {"words": peer.words, "group": peer.group, "companies": number(peer.companies)}
    text = _("%(words)s Compared with %(group)s: at least %(companies)s companies.") % values
    if peer.fell_back:
        text += " " + _("Of companies more like yours there are too few.")
    if profile.depth == DEEP and peer.depth == QUICK:
        text += " " + _("Compared by the question of the quick scan.")
    return text
