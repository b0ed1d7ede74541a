"""The documentation as a static site: `make docs`, or `python tools/pages.py [FOLDER]` (build/site).

Every Markdown file of the repository that people read becomes a page, every file that they link to is there (sources
with line numbers, so that the pictures' links to rows of charts lead to them), and nothing is loaded from elsewhere. A
link that leads nowhere is an error.
"""

from __future__ import annotations

import html
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import attrs
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
STYLE = Path(__file__).with_suffix(".css")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "machines/README.md",
    "codegen/findings.md",
    "docs/**/*.md",
    "diagrams/**/*.md",
)
MENU: Mapping[str, str] = {
    "README.md": "sessioncore",
    "docs/tutorial.md": "Tutorial: your own chart",
    "machines/README.md": "The chart language",
    "codegen/findings.md": "What findings mean",
    "docs/architecture.md": "Architecture",
    "docs/reviewing.md": "Reviewing charts",
    "docs/rules.md": "Rules, rows and tests",
    "docs/wire.md": "What a wire shows",
    "docs/decisions/README.md": "Decisions",
    "diagrams/README.md": "Diagrams",
    "CONTRIBUTING.md": "Contributing",
    "SECURITY.md": "Security",
}
"""What stands in the menu, in this order, as far as it is there; then the other documents, and every chart."""
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
_COPIED = (".svg", ".png", ".json", ".txt")


class SiteError(Exception):
    """Links that lead nowhere, one a line."""


@attrs.define
class Site:
    """The site in the making: page by source, files to write, links to check."""

    pages: dict[str, str]
    files: dict[str, bytes] = attrs.field(factory=dict)
    anchors: dict[str, set[str]] = attrs.field(factory=dict)
    links: list[tuple[str, str, str]] = attrs.field(factory=list)
    wanted: list[str] = attrs.field(factory=list)


def build(target: Path) -> int:
    """Write the site into an empty folder; returns how many files it has. Raises `SiteError`."""
    site = made()
    wrong = list(dead(site))
    if wrong:
        raise SiteError("\n".join(wrong))
    if target.exists():
        if not (target / ".sessioncore-site").is_file() and any(target.iterdir()):
            raise SiteError(f"{target} holds something else; name another folder")
        shutil.rmtree(target)
    for name, content in {**site.files, ".sessioncore-site": b""}.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(site.files)


def made() -> Site:
    """All files of the site, links not yet checked."""
    found = sorted({path for pattern in PAGES for path in ROOT.glob(pattern) if path.is_file()})
    site = Site({path.relative_to(ROOT).as_posix(): "" for path in found})
    for source in site.pages:
        site.pages[source] = "index.html" if source == "README.md" else f"{source.removesuffix('.md')}.html"
    for source, page in site.pages.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        body, anchors = _page(site, source, text)
        site.anchors[page] = anchors
        site.files[page] = _framed(site, source, _title(text) or source, body)
    while site.wanted:
        _file(site, site.wanted.pop())
    site.files["site.css"] = STYLE.read_bytes()
    return site


def _page(site: Site, source: str, text: str) -> tuple[str, set[str]]:
    """The HTML of a Markdown file and its anchors; links lead to pages."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse(re.sub(r"^<!--.*?-->\n?", "", text, flags=re.MULTILINE | re.DOTALL))
    anchors: set[str] = set()
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = slug(tokens[index + 1].content)
            anchors.add(anchor)
            token.attrSet("id", anchor)
        for each in _inside(token):
            for name in ("href", "src"):
                link = each.attrGet(name)
                if isinstance(link, str):
                    each.attrSet(name, _followed(site, source, link))
    rendered = markdown.renderer.render(tokens, markdown.options, {})
    rendered = re.sub(r'style="text-align:(\w+)"', r'class="\1"', rendered)  # the policy takes no inline styles
    rendered = rendered.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    anchors |= set(re.findall(r'<a (?:id|name)="([^"]+)"', rendered))
    return rendered, anchors


def _inside(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children or ():
        yield from _inside(child)


def _followed(site: Site, source: str, link: str) -> str:
    """A link of a source as it reads in the site; what it leads to is taken along."""
    if re.match(r"[a-z][a-z0-9+.-]*:", link):
        return link
    path, _, anchor = unquote(link).partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
    if (ROOT / target).is_dir():
        readme = f"{target}/README.md"
        target = readme if readme in site.pages else target
    if target not in site.pages:
        site.wanted.append(target)
    page, here = _place(site, target), _place(site, source)
    site.links.append((source, page, anchor))
    relative = posixpath.relpath(page, posixpath.dirname(here) or ".")
    return f"{relative}#{anchor}" if anchor else relative


def _place(site: Site, target: str) -> str:
    """Where a file of the repository stands in the site."""
    if target in site.pages:
        return site.pages[target]
    return target if target.endswith(_COPIED) else f"{target}.html"


def _file(site: Site, target: str) -> None:
    """Take a file along: pictures as they are, with their links followed, sources with line numbers."""
    path = ROOT / target
    page = _place(site, target)
    if page in site.files or not path.resolve().is_relative_to(ROOT) or not path.exists():
        return
    if path.is_dir():
        names = [f"{each.name}/" if each.is_dir() else each.name for each in sorted(path.iterdir())]
        listed = html.escape("\n".join(name for name in names if name[0] not in "._"))
        site.files[page] = _framed(site, target, target, f"<h1>{html.escape(target)}</h1><pre>{listed}</pre>")
        site.anchors[page] = set()
    elif target.endswith(".svg"):
        site.files[page] = b""  # it may link to itself
        svg = path.read_text(encoding="utf-8")
        links = re.compile(r'xlink:href="([^"]*)"')
        svg = links.sub(
            lambda match: f'xlink:href="{html.escape(_followed(site, target, html.unescape(match[1])))}"', svg
        )
        site.files[page] = svg.encode()
        site.anchors[page] = set()
    elif target.endswith(_COPIED):
        site.files[page] = path.read_bytes()
        site.anchors[page] = set()
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = "".join(
            f'<tr id="L{number}"><td>{number}</td><td>{html.escape(line)}</td></tr>'
            for number, line in enumerate(lines, 1)
        )
        site.anchors[page] = {f"L{number}" for number in range(1, len(lines) + 1)}
        body = f'<h1>{html.escape(target)}</h1><div class="table"><table class="source">{rows}</table></div>'
        site.files[page] = _framed(site, target, target, body)


def _framed(site: Site, source: str, title: str, body: str) -> bytes:
    up = posixpath.dirname(_place(site, source)) or "."

    def entry(name: str, text: str) -> str:
        current = ' aria-current="page"' if name == source else ""
        return f'<li><a href="{posixpath.relpath(site.pages[name], up)}"{current}>{html.escape(text)}</a></li>'

    others = [name for name in site.pages if re.fullmatch(r"docs/[^/]+\.md", name) and name not in MENU]
    entries = {**MENU, **{name: _title((ROOT / name).read_text(encoding="utf-8")) for name in others}}
    menu = "".join(entry(name, text) for name, text in entries.items() if name in site.pages)
    charts = [name for name in site.pages if name.startswith("diagrams/") and name not in MENU]
    listed = "".join(entry(name, name.removeprefix("diagrams/").removesuffix(".md")) for name in charts)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{posixpath.relpath("site.css", up)}"></head>'
        f'<body><nav aria-label="Pages"><ul>{menu}</ul><details{" open" if source in charts else ""}>'
        f"<summary>Charts</summary><ul>{listed}</ul></details></nav><main>\n{body}</main></body></html>\n"
    ).encode()


def _title(text: str) -> str:
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return re.sub(r"[`*]", "", found[1]) if found else ""


def slug(heading: str) -> str:
    """The anchor of a heading, as the repository's own viewers make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def dead(site: Site) -> Iterator[str]:
    """Links that lead nowhere."""
    for source, page, anchor in site.links:
        if page not in site.files:
            yield f"{source}: there is no {page}"
        elif anchor and page.endswith(".html") and anchor not in site.anchors[page]:
            yield f"{source}: {page} has no place #{anchor}"


def main() -> int:
    """Exit status 1 when a link leads nowhere."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/site"
    try:
        count = build(target)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} files; begin with {target / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
