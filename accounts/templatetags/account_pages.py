"""What the pages about the own account need: allauth's forms in our words, and the links beside the page."""

from xml.etree import ElementTree

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.forms import PASSWORD_HINT
from accounts.models import Role

register = template.Library()


def _words(name: str) -> tuple[str, str] | None:
    """Label and hint for a field of allauth's, by its name."""
    return {
        "login": (_("E-mail address"), ""),
        "email": (_("E-mail address"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Stay signed in on this device for 14 days"), _("Do not choose this on a shared computer.")),
        "oldpassword": (_("Current password"), ""),
        "password1": (_("New password"), PASSWORD_HINT),
        "password2": (_("New password, once more"), ""),
        "code": (_("Code"), ""),
        "name": (_("Name of this key"), _("For example: laptop at work.")),
        "passwordless": (
            _("Sign in with this key alone, without a password"),
            _("The key then asks for your finger, your face or a PIN."),
        ),
    }.get(name)


@register.filter
def tidy(form):
    """The same form with our labels and hints, and without placeholders that repeat the label."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        words = _words(name)
        if words:
            # A form that was sent keeps its own copy of both.
            field.label, field.help_text = form[name].label, form[name].help_text = words
    for name in ("login", "email", "password", "code"):
        if name in form.fields:
            form.fields[name].required = True
    return form


@register.simple_tag(takes_context=True)
def account_links(context) -> list[dict[str, object]]:
    """The pages about the own account, for the list beside them."""
    request = context["request"]
    pages = [
        (_("My account"), "accounts:account_detail"),
        (_("E-mail addresses"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Second step"), "mfa_index"),
        (_("Where you are signed in"), "usersessions_list"),
    ]
    if request.user.roles & {Role.ADMINISTRATOR, Role.HUB_COORDINATOR}:
        pages.append((_("People and roles"), "accounts:person_list"))
    if request.user.roles & {Role.ADMINISTRATOR, Role.AUDITOR}:
        pages.append((_("History of roles"), "accounts:role_history"))
    links = [{"label": label, "url": reverse(name)} for label, name in pages]
    return [link | {"current": request.path == link["url"]} for link in links]


BROWSERS = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


@register.filter
def browser(user_agent: str) -> str:
    """The browser and system that call themselves so, in a few words a person knows."""
    name = next((name for mark, name in BROWSERS if mark in (user_agent or "")), _("an unknown browser"))
    system = next((name for mark, name in SYSTEMS if mark in (user_agent or "")), "")
    return f"{name}, {system}" if system else name


@register.filter
def qr_code(svg: str) -> SafeString:
    """allauth's QR code as an inline SVG tag: the content policy allows no data: address for pictures."""
    root = ElementTree.fromstring(svg)  # noqa: S314 -- drawn by our own process a moment ago
    path = root.find("{http://www.w3.org/2000/svg}path")
    return format_html(
        '<svg class="si-qr__code" viewBox="{}" role="img" aria-label="{}"><path d="{}"/></svg>',
        root.get("viewBox"),
        _("QR code for your app. The key below it says the same."),
        path.get("d"),
    )
