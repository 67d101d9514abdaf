"""The certificate on paper: one page, our fonts, what people wrote as mere text."""

import re
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lectern.certificates.pdf import Paper, printed

NUMBER = "LEC-7K3QD-9WXTM-2HPVJ"
MOMENT = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
ADA = Paper(
    site="Lectern",
    number=NUMBER,
    name="Ada Lovelace",
    title="SQL from the First Question",
    instructor="Grace Hopper",
    language="en",
    completed_at=MOMENT,
    issued_at=MOMENT,
    url=f"https://learn.example.org/certificates/{NUMBER}",
)
ROOT = "root:x:0:0"


def contents(pdf: bytes) -> str:
    """All that is in a PDF, unpacked."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts).decode("utf-8", "replace")


def pages(pdf: bytes) -> int:
    return len(re.findall(r"/Type\s*/Page\b", contents(pdf)))


def test_it_is_one_page_that_names_itself_and_can_be_kept_and_read_aloud() -> None:
    pdf = printed(ADA)
    text = contents(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert pages(pdf) == 1
    assert "Certificate of Completion: SQL from the First Question (Ada Lovelace)" in text
    assert "Grace Hopper" in text
    assert NUMBER in text
    assert ADA.url in text
    assert re.search(r"/Lang\s*\(en\)", text)
    assert "<pdfaid:part>2</pdfaid:part>" in text
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert "/Alt" in text


def test_every_font_is_ours_and_inside() -> None:
    text = contents(printed(ADA))
    fonts = set(re.findall(r"/BaseFont\s*/([A-Za-z+]+-[A-Za-z]+)", text))
    assert {re.sub(r"^[A-Z]{6}\+", "", font) for font in fonts} == {
        "LibertinusSerif-Regular",
        "LibertinusSerif-Italic",
        "LibertinusSerif-Semibold",
    }
    assert text.count("/FontFile3") == 3


def test_vietnamese_is_set_in_the_same_fonts() -> None:
    hers = replace(ADA, language="vi", name="Nguyễn Thị Ánh Tuyết", title="Đường thẳng ưỡn ẹo")
    text = contents(printed(hers))
    assert re.search(r"/Lang\s*\(vi\)", text)
    assert "Chứng chỉ hoàn thành: Đường thẳng ưỡn ẹo (Nguyễn Thị Ánh Tuyết)" in text
    assert set(re.findall(r"\+(\w+)-", text)) == {"LibertinusSerif"}
    assert "<pdfuaid:part>1</pdfuaid:part>" in text


@pytest.mark.parametrize(("language", "spoken"), [("en-GB", "en"), ("de", "en"), ("vi-VN", "vi")])
def test_other_languages_fall_back_to_english(language: str, spoken: str) -> None:
    text = contents(printed(replace(ADA, language=language)))
    assert re.search(rf"/Lang\s*\({spoken}\)", text)


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert printed(ADA) == printed(replace(ADA))
    assert printed(replace(ADA, name="Ada Byron")) != printed(ADA)


@pytest.mark.parametrize(
    "written",
    [
        '#read("/etc/passwd")',
        '"; #read("/etc/passwd") "',
        '\\u{22} + read("/etc/passwd") + \\u{22}',
        '#import "@preview/cades:0.3.0": qr',
        "#panic()",
        "[a](b) *c* _d_ $x$ `e` <f> @g // h /* i",
        "{{ settings.SECRET_KEY }} {name} %s",
        "</script><b>&amp;",
        "\\",
    ],
)
def test_what_people_wrote_is_text_and_never_code(written: str) -> None:
    pdf = printed(replace(ADA, name=written, title=written, instructor=written))
    text = contents(pdf)
    assert pages(pdf) == 1
    assert ROOT not in text
    assert "<pdfuaid:part>1</pdfuaid:part>" in text


@pytest.mark.parametrize("written", ["محمد بن سلمان", "שלום עליכם", "a\u202eb", "Иван", "Ωμέγα"])
def test_other_scripts_are_set(written: str) -> None:
    pdf = printed(replace(ADA, name=written, title=written))
    assert pages(pdf) == 1
    assert "<pdfuaid:part>1</pdfuaid:part>" in contents(pdf)


@pytest.mark.parametrize("written", ["Ada 🎉", "王小明", "ไทย", "\ue000"])
def test_what_no_font_can_show_does_not_keep_the_rest_from_being_printed(written: str) -> None:
    pdf = printed(replace(ADA, name=written))
    assert pages(pdf) == 1
    assert "pdfuaid" not in contents(pdf)


@pytest.mark.parametrize("written", ["W", "Wo ", "ﷺ", "á\u0323\u0302\u0301", "اَلْعَرَبِيَّةُ "])
def test_the_longest_names_fit_on_the_page_in_time(written: str) -> None:
    longest = (written * 201)[:200]
    started = time.perf_counter()
    pdf = printed(replace(ADA, name=longest, title=longest, instructor=longest))
    assert pages(pdf) == 1
    assert time.perf_counter() - started < 5
