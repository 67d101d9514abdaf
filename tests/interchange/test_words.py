"""The web application says in its own words what the report says, in English the same."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lectern.interchange import limits, read_zip
from lectern.interchange.folder import read_files
from lectern.interchange.gift import parse
from lectern.interchange.report import Finding, Findings
from lectern.interchange.services.outcome import became
from tests.interchange.courses import MINIMAL, png, zipped

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "web/src/app/features/teach/i18n"


def flat(words: dict[str, Any], before: str = "") -> dict[str, str]:
    found = {}
    for name, inner in words.items():
        key = f"{before}{name}"
        found |= flat(inner, f"{key}.") if isinstance(inner, dict) else {key: inner}
    return found


REPORT = json.loads((WORDS / "en.json").read_text())["teach"]["report"]
SAID, OUTCOMES = flat(REPORT["said"]), REPORT["of"]

GIFTS = """
$CATEGORY: Knots
No braces.
Q } x
Q {=a ~b
Q {=a}{=b}
{=a ~b}
Q {a}
Q {~a ~b}
Q {=%50%a}
Q {#=%50%5}
Q {#=4 =5}
Q {=a ~}
Q {= ->}
Q {=a -> b = -> c}
Q {= -> c}
Q {=a -> b =c}
Q {=a -> b}
Q {=%50%a -> b =c -> d}
Q {#three}
Q {#5..1}
Q {#1:-1}
// passing_score: 101
// reveal: maybe
// shuffle: perhaps
// title:
// points: many\\nQ {T}
Q {~%70%a ~%30%b}
Q {=a =b ~c}
Q {=a ~%50%b}
Q {=a#well done}
Q {}
""".strip().splitlines()

TEXTS = """
![x](no.png)
[y](no.md)
[z](javascript:1)
![x](fig/map.png){width=3}
::: strange\\nText\\n:::
:::
::: note\\nText
::: instructor\\nText\\n:::
```klingon\\nx\\n```
$\\\\frac{$
<blink>x</blink>
""".strip().splitlines()

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'


def wide() -> bytes:
    file = BytesIO()
    Image.new("1", (8_000, 7_000)).save(file, "PNG")
    return file.getvalue()


def lesson(text: str = "Text\n", front: str = "title: L\n") -> bytes:
    return f"---\n{front}---\n{text}".encode()


CHANGES: list[dict[str, bytes | None]] = [
    {"course.yaml": None},
    {"course.yaml": None, "course.yml": b""},
    {"01-first.md": None},
    {f"{number}-n{number}.md": lesson() for number in range(100, 602)},
    {"02-first.md": lesson()},
    {"01-other.md": lesson()},
    {"09-x.gift": b"Q {T}"},
    {"notes.md": b"x"},
    {"01-first.md": b"Text"},
    {"01-first.md": lesson("")},
    {"01-first.gift": b""},
    {"01-first.md": b"\xff"},
    {"01-first.md": b"---\0"},
    *({"01-first.md": lesson(text.replace("\\n", "\n"))} for text in TEXTS),
    {"01-first.md": lesson("<div>" * 300)},
    *(
        {"01-first.md": lesson(front=f"title: L\n{front}\n")}
        for front in ("minutes: x", "preview: x", "completion: never", "video_url: nowhere")
    ),
    *(
        {"course.yaml": yaml.encode()}
        for yaml in (
            "title: [",
            "summary: x",
            "title: 3",
            'title: "a\\tb"',
            f"title: {'x' * 201}",
            'title: x\ndescription: "a\\0b"',
            "title: x\ntags: 3",
            f"title: x\ntags: [{', '.join(map(str, 'abcdefghijklmnopqrstuvw'))}]",
            'title: x\nlanguage: "!"',
            "title: x\ncurrency: usd",
            "title: x\nprice: many",
            "title: x\nzzz: 1",
            "title: x\nsumary: x",
            "title: x\nimage: no.png",
            "title: x\nimage: 01-first.md",
        )
    ),
    *({"fig/map.png": data} for data in (b"x", png(kind="JPEG"), wide(), bytes(limits.IMAGE + 1))),
    {"01-first.md": lesson("![x](x.svg)"), "x.svg": SVG},
    {"01-first.md": lesson("[x](x.pdf)"), "x.pdf": b"x"},
    {"01-first.md": lesson("[x](x.txt)"), "x.txt": b"\0"},
]

ARCHIVES: list[dict[str, bytes]] = [
    {"../evil.md": b"x"},
    {"a//b": b"x"},
    {"fig/bomb.png": bytes(5_000_000)},
    {f"f/{number}": b"" for number in range(2_001)},
]

# These take an archive that lies, a folder of 200 MiB, or a database.
NOT_HERE = {"broken-zip.packed", "too-large.archive", "too-large.files", "unknown-level"}


def findings() -> Iterator[Finding]:
    """Something of everything that can be wrong."""
    for gift in GIFTS:
        for problem in parse(gift.replace("\\n", "\n")).problems:
            yield Finding("error", "", 0, problem.code, problem.message, problem.values)
    for change in CHANGES:
        files = {name: data for name, data in (MINIMAL | change).items() if data is not None}
        yield from read_files(files)[1].findings
    for more in ARCHIVES:
        yield from read_zip(zipped(MINIMAL | more))[1].findings
    yield from read_zip(b"x")[1].findings


def words_for(finding: Finding) -> str:
    """The key of its sentence."""
    what = finding.values.get("what")
    return f"{finding.code}.{what}" if what else finding.code


def filled(words: str, finding: Finding) -> str:
    return re.sub(r"{{(\w+)}}", lambda hole: str(finding.values[hole[1]]), words)


def test_each_remark_is_said_in_the_same_words() -> None:
    source = "".join(
        path.read_text().replace("\\\\", "\\")
        for package in ("interchange", "shared/markdown")
        for path in (ROOT / "lectern" / package).rglob("*.py")
    )
    met = set()
    for finding in findings():
        key = words_for(finding)
        assert filled(SAID[key], finding) == finding.message
        met.add(key)
    unmet = SAID.keys() - met - NOT_HERE
    assert [key for key in unmet if "{{" in SAID[key]] == []
    assert [key for key in unmet if SAID[key] not in source] == []


@pytest.mark.parametrize("what", ["course", "lesson", "quiz", "question"])
def test_what_became_of_something_is_said_in_the_same_words(what: Any) -> None:
    items = Findings()
    became(items, "a.md", 0, "created", what, "Knots & Bends")
    (finding,) = items.report().findings
    assert filled(OUTCOMES[what], finding) == finding.message
