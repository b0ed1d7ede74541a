"""The documentation as a site: every link leads somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from tools import pages


@pytest.fixture(scope="module")
def site() -> pages.Site:
    return pages.made()


def test_every_link_leads_somewhere(site: pages.Site) -> None:
    assert len(site.links) > 1000
    assert list(pages.dead(site)) == []


def test_all_that_people_read_is_a_page_and_in_the_menu(site: pages.Site) -> None:
    index = site.files["index.html"].decode()
    for source in (*pages.MENU, "diagrams/setup/incoming.md"):
        assert f'href="{site.pages[source]}"' in index, source


def test_nothing_is_loaded_from_elsewhere(site: pages.Site) -> None:
    for name, content in site.files.items():
        if name.endswith(".html"):
            text = content.decode()
            assert pages.POLICY in text
            assert "<script" not in text, name
            assert not re.search(r"<[^>]* style=", text), name
            for loaded in re.findall(r'<(?:img|link)\b[^>]*?(?:src|href)="([^"]+)"', text):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), loaded.partition("#")[0]))
                assert loaded == "data:," or path in site.files, (name, loaded)


def test_rows_in_pictures_lead_to_their_lines(site: pages.Site) -> None:
    svg = site.files["diagrams/setup/incoming.svg"].decode()
    [first, *others] = re.findall(r'xlink:href="\.\./\.\./machines/setup/incoming\.yaml\.html#L(\d+)"', svg)
    assert len(others) > 50
    assert f'<tr id="L{first}">' in site.files["machines/setup/incoming.yaml.html"].decode()


def test_tables_code_and_headings_are_html(site: pages.Site) -> None:
    text = site.files["docs/tutorial.html"].decode()
    assert '<h2 id="3-everything-decided">' in text
    assert '<code class="language-yaml">chart: answering/doorman' in text
    assert '<div class="table"><table>' in site.files["docs/architecture.html"].decode()
    assert "written by tools/docs.py" not in site.files["docs/architecture.html"].decode()


def test_a_dead_link_or_place_is_told() -> None:
    site = pages.Site({"README.md": "index.html", "docs/architecture.md": "docs/architecture.html"})
    site.files = {"index.html": b"", "docs/architecture.html": b""}
    site.anchors = {"docs/architecture.html": {"words"}}
    body, _ = pages._page(
        site, "README.md", "[a](docs/architecture.md#words) [b](docs/gone.md) [c](docs/architecture.md#no)"
    )
    assert '<a href="docs/architecture.html#words">a</a>' in body
    assert list(pages.dead(site)) == [
        "README.md: there is no docs/gone.md.html",
        "README.md: docs/architecture.html has no place #no",
    ]


def test_it_is_written_and_nothing_else_is_overwritten(tmp_path: Path) -> None:
    assert pages.build(tmp_path / "site") > 100
    (tmp_path / "site/old.html").write_text("old")
    pages.build(tmp_path / "site")
    assert not (tmp_path / "site/old.html").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    with pytest.raises(pages.SiteError, match="holds something else"):
        pages.build(tmp_path / "mine")
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"
