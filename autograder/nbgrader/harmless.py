"""What students write beside their code, without what would act in the browser of whoever grades it.

Formgrader shows text as the HTML that it holds, in a page that may change every grade of the course. nbgrader trusts
the text for that; a script in an answer would be enough.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container
from typing import Any

from nbconvert.preprocessors.sanitize import SanitizeHTML

_MARKUP = re.compile(r"<[A-Za-z/!?]")

#: A link to code, once everything is gone that browsers and Markdown do not count.
_ACTING_LINK = re.compile(r"(java|vb)script:", re.IGNORECASE)
_IGNORED = re.compile(r"[\s\x00-\x1f\\]")

_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_ATTACHED = re.compile(r"attachment:([^\s)\"'>]+)")


def harmless(kind: str, source: str, attached: Container[str] = ()) -> str:
    """Return the source of a cell of this kind with nothing in it that a browser would execute.

    Text is left as it is, unless there is HTML in it; of HTML what formats text stays, and the rest becomes visible.
    A picture that is not `attached` is not looked for: its page could not be made.
    """
    if kind == "markdown":
        source = _ATTACHED.sub(lambda m: m[0] if m[1] in attached else f"attachment/{m[1]}", source)
        if _ACTING_LINK.search(_IGNORED.sub("", html.unescape(source))):
            return "\n".join(f"    {line}" for line in source.splitlines())  # as code
    if kind == "code" or not _MARKUP.search(source):
        return source  # code is never shown as HTML
    if kind == "markdown":
        return str(SanitizeHTML().sanitize_html_tags(source))
    return html.escape(source, quote=False)


def pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the pictures among what is attached to a cell."""
    if not isinstance(attachments, dict):
        return {}
    kept = {
        name: {kind: data for kind, data in forms.items() if kind in _PICTURES and _is_base64(data)}
        for name, forms in attachments.items()
        if isinstance(name, str) and isinstance(forms, dict)
    }
    return {name: forms for name, forms in kept.items() if forms}


def _is_base64(data: object) -> bool:
    return isinstance(data, str) and _BASE64.fullmatch(data) is not None
