"""Build the stylesheet: of the vendored CSS only what our templates use.

The vendored components are 350 kB and the tokens 200 kB; a page may weigh 100 kB in all. So we keep the rules of
the components named in COMPONENTS, and of the tokens the variables which these rules and the theme refer to, also
through each other. `static/css/theme.css` follows, with our colours and font. `static/css/portal.css` stays apart.
"""

import re
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
COMPONENT_CSS = STATIC / "vendor" / "rijkshuisstijl-components-css-12.0.0" / "index.css"
TOKEN_CSS = STATIC / "vendor" / "voorbeeld-design-tokens-7.4.1" / "theme.css"
THEME = STATIC / "css" / "theme.css"
BUILT = STATIC / "css" / "nldesign.css"

COMPONENTS = frozenset(
    {
        "nl-skip-link",
        "utrecht-alert",
        "utrecht-button",
        "utrecht-button-link",
        "utrecht-checkbox",
        "utrecht-form-field",
        "utrecht-form-field-description",
        "utrecht-form-field-error-message",
        "utrecht-form-fieldset",
        "utrecht-form-label",
        "utrecht-link",
        "utrecht-ordered-list",
        "utrecht-paragraph",
        "utrecht-radio-button",
        "utrecht-select",
        "utrecht-table",
        "utrecht-textarea",
        "utrecht-textbox",
        "utrecht-unordered-list",
    }
)
"""Blocks (the part of a class name before `__` and `--`) that stay."""

MODIFIERS = frozenset(
    {
        "",
        "danger",
        "disabled",
        "error",
        "info",
        "invalid",
        "ok",
        "primary-action",
        "read-only",
        "secondary-action",
        "section",
        "subtle",
        "visible-on-focus",
        "warning",
    }
)
"""Parts after `--` that stay. Those that repeat a pseudo-class or style bare HTML tags go: we write neither."""

LICENCE = """\
/*! Built by `manage.py build_css`; do not edit.
 * Components: @rijkshuisstijl-community/components-css 12.0.0, EUPL-1.2, (c) Community for NL Design System,
 * Frameless B.V., Gemeente Utrecht. Tokens: @nl-design-system-unstable/voorbeeld-design-tokens 7.4.1, EUPL-1.2,
 * (c) NL Design System Community. Changed: selected rules and variables, own theme. */
"""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_STATE = re.compile(r":(?:focus|hover|active|invalid)")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
_DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
_BRACES = re.compile(r"\"[^\"]*\"|'[^']*'|[{}]")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(prelude, body) of each top-level rule; `css` has no comments."""
    depth, start, opened = 0, 0, 0
    for match in _BRACES.finditer(css):
        if match.group() == "{":
            depth += 1
            opened = match.start() if depth == 1 else opened
        elif match.group() == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : match.start()].strip()
                start = match.end()


def is_used(selector: str) -> bool:
    """Does this one selector only speak of components and modifiers that we use?

    States go too: focus and hover look the same on all our controls (portal.css), and `:invalid` would mark fields
    as wrong before anything was sent.
    """
    names = _CLASS.findall(selector)
    return bool(names) and not _STATE.search(selector) and all(_is_used_class(name) for name in names)


def _is_used_class(name: str) -> bool:
    element, _, modifier = name.partition("--")
    return element.split("__")[0] in COMPONENTS and modifier in MODIFIERS


def select(css: str) -> str:
    """The rules of `css` that we use, one per line. `data:` images go: the CSP forbids them."""
    kept = []
    for prelude, body in rules(_COMMENT.sub("", css)):
        if prelude.startswith(("@media", "@supports", "@container")):
            inner = select(body)
            kept += [f"{prelude}{{\n{inner}}}\n"] if inner else []
        elif not prelude.startswith("@"):
            kept += _kept_rule(prelude, body)
    return "".join(kept)


def _kept_rule(prelude: str, body: str) -> list[str]:
    selectors = [one.strip() for one in split_selectors(prelude) if is_used(one)]
    declarations = ";".join(one for one in split_declarations(body) if "data:" not in one)
    return [f"{','.join(selectors)}{{{declarations}}}\n"] if selectors and declarations else []


def split_selectors(prelude: str) -> list[str]:
    """Split at commas that stand outside brackets."""
    return re.split(r",(?![^()]*\))", prelude)


def split_declarations(body: str) -> list[str]:
    """Split at semicolons that stand outside quotes and brackets; white space made single."""
    parts = re.findall(r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|[^;\"'])+", body)
    return [re.sub(r"\s+", " ", part).strip() for part in parts if part.strip()]


def tokens(css: str) -> dict[str, str]:
    """Variable -> value of a token file."""
    return {name: value.strip() for name, value in _DEFINITION.findall(_COMMENT.sub("", css))}


def needed(css: str, known: dict[str, str]) -> dict[str, str]:
    """Those of the `known` variables that `css` refers to, directly or through another variable."""
    found: dict[str, str] = {}
    queue = _REFERENCE.findall(css)
    while queue:
        name = queue.pop()
        if name in known and name not in found:
            found[name] = known[name]
            queue += _REFERENCE.findall(known[name])
    return dict(sorted(found.items()))


def squeeze(css: str) -> str:
    """Own CSS without comments, indents and empty lines."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def build() -> str:
    """The text of static/css/nldesign.css."""
    components = select(COMPONENT_CSS.read_text(encoding="utf-8"))
    theme = squeeze(THEME.read_text(encoding="utf-8"))
    own = tokens(theme)
    used = needed(components + theme, tokens(TOKEN_CSS.read_text(encoding="utf-8")))
    defaults = "".join(f"{name}:{value};\n" for name, value in used.items() if name not in own)
    return f"{LICENCE}:root{{\n{defaults}}}\n{theme}{components}"
