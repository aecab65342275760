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
    """The subjects that apply; no rows while there are too few participants. One group for all is named once."""
    if peers.is_empty:
        few = _("There are not enough participants yet to compare with. A group needs at least 10 companies.")
        return Comparison((few,), ())
    own = [peers.of(one.transformation) for one in profile.transformations if one.state != State.NOT_APPLICABLE]
    groups = {peer.transformation: _group(peer, profile) for peer in own if peer.kind != Kind.NONE}
    shared = len({*groups.values()}) == 1
    rows = tuple(
        (
            local(questionnaire.dimension(peer.transformation), "name"),
            peer.words if shared else " ".join(filter(None, (peer.words, groups.get(peer.transformation)))),
        )
        for peer in own
    )
    return Comparison((*_intro(peers), *({*groups.values()} if shared else ())), rows)


def _intro(peers: Peers) -> tuple[str, ...]:
    of = _("The numbers are of %(date)s. We round the number of companies down to 5.")
    return (
        _("Participants are companies that filled in this self-assessment. They are not the whole sector."),
        of % {"date": date_long(peers.as_of)},
    )


def _group(peer: Peer, profile: Profile) -> str:
    """With whom, how many, and why not with others more alike."""
    text = _("Compared with %(group)s: at least %(companies)s companies.")
    said = [text % {"group": peer.group, "companies": number(peer.companies)}]
    if peer.fell_back:
        said.append(_("Of companies more like yours there are too few."))
    if profile.depth == DEEP and peer.depth == QUICK:
        said.append(_("Compared by the question of the quick scan."))
    return " ".join(said)
