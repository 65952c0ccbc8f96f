"""Reads a Markdown report with a parser of GitHub's flavour and says what log text turned into markup.

    markdown_reader.py FOLDER

FOLDER holds `hostile.md`, and `hostile-texts.json` with what must be readable in it. Prints a JSON list of problems.
"""

import json
import pathlib
import sys

from markdown_it import MarkdownIt

ALLOWED = {
    "heading_open", "paragraph_open", "inline", "text", "softbreak", "code_inline", "fence", "strong_open",
    "bullet_list_open", "list_item_open", "table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open",
}


def walk(tokens):
    for token in tokens:
        yield token
        yield from walk(token.children or [])


def main():
    folder = pathlib.Path(sys.argv[1])
    tokens = list(walk(MarkdownIt("gfm-like").parse((folder / "hostile.md").read_text(encoding="utf-8"))))
    problems = []
    for token in tokens:
        if token.type not in ALLOWED and not token.type.endswith("_close"):
            problems.append(f"{token.type}: {token.content or token.attrs}")
    code = [token.content for token in tokens if token.type in ("code_inline", "fence")]
    for text in json.loads((folder / "hostile-texts.json").read_text(encoding="utf-8")):
        # A long message is cut in the report; so is this.
        if not any(text[:200] in content for content in code):
            problems.append(f"{text[:200]!r} cannot be read")
    print(json.dumps(problems))


main()
