"""From which connection a run was started, without keeping the address.

A digest under a key of this portal, of the network address and the week: enough to see a hundred runs from one
connection within days, and worthless for following somebody over the weeks. The retention job empties it.
"""

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from jobs import clock

LENGTH = 32
IPV6_NETWORK = 64


def of_request(request: HttpRequest) -> str:
    """32 hexadecimal digits. The address is the one that rate limits count by: proxies of ours are looked through."""
    year, week, _day = clock.today().isocalendar()
    value = f"{year}-{week:02}:{_network(get_adapter(request).get_client_ip(request))}"
    return salted_hmac("assessments.origin", value, algorithm="sha256").hexdigest()[:LENGTH]


def _network(address: str) -> str:
    """A household or company has a whole network of IPv6 addresses: they count as one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False).network_address)
