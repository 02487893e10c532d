"""What a page consists of, as a browser would see it."""

from __future__ import annotations

from html.parser import HTMLParser

Tag = tuple[str, tuple[tuple[str, str | None], ...]]

#: Elements that texts may bring along: code between backquotes, and places to break a long name.
_FREE = frozenset({"code", "wbr"})


class Page(HTMLParser):
    """A parsed page: `tags` in their order, `links`, and `text` without styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.links: list[str] = []
        self.comments: list[str] = []
        self._text: list[str] = []
        self._in_style = False
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All text but that of styles."""
        return "".join(self._text)

    @property
    def names(self) -> set[str]:
        """The names of all elements."""
        return {name for name, _ in self.tags}

    @property
    def structure(self) -> list[Tag]:
        """The elements in order, without those a text may bring along and without addresses."""
        return [
            (name, tuple((key, value) for key, value in attributes if key != "href"))
            for name, attributes in self.tags
            if name.lstrip("/") not in _FREE or attributes
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.tags.append((tag, tuple(attrs)))
        self.links.extend(value or "" for key, value in attrs if key == "href")
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of the styles."""
        self.tags.append((f"/{tag}", ()))
        self._in_style = False

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if not self._in_style:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        """Collect comments."""
        self.comments.append(data)
