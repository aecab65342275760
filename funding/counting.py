"""Why a pledge does not count as match, before the database refuses it (funding/sql/check_confirmation.sql). Pure."""

from funding.models import Pledge, SchemeVersion
from funding.rules import sentence


def faults(pledge: Pledge, version: SchemeVersion) -> list[str]:
    """Names of the rules that keep this pledge *intended* under these rules; none when it counts."""
    in_kind = pledge.kind == Pledge.Kind.IN_KIND
    valued = version.in_kind == SchemeVersion.InKind.VALUED and pledge.valued_on and pledge.valuation
    found = {
        "funding_pledge_origin_counts": pledge.origin not in (version.origins or []),
        "funding_pledge_in_kind_is_valued": in_kind and not valued,
        "funding_pledge_is_without_vat": pledge.without_vat is not True,
        "funding_pledge_is_declared_here_alone": pledge.also_declared != "",
    }
    return [name for name, broken in found.items() if broken]


def reasons(pledge: Pledge, version: SchemeVersion) -> list[str]:
    """The same, as sentences for people."""
    return [sentence(name, {}) for name in faults(pledge, version)]
