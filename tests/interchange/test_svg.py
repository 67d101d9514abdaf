"""A drawing is accepted when nothing in it runs and nothing comes from elsewhere."""

import pytest

from lectern.interchange.svg import UnsafeSvgError, check_svg

NAMESPACES = (
    "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
    "xmlns:h='http://www.w3.org/1999/xhtml' xmlns:s='http://www.w3.org/2000/svg'"
)


def svg(inside: str, before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACES}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0L1 1' style='fill:url(#g)'/>",
        "<use xlink:href='#shape'/><use href='#shape'/>",
        "<style>.a { fill: url(#g); stroke: url('#h') }</style>",
        "<image xlink:href='data:image/png;base64,iVBORw0KGgo='/>",
        "<rect><animate attributeName='x' from='0' to='9' dur='1s'/></rect>",
        "<title>Online only</title><desc>on click</desc>",
        "<!-- a comment -->",
    ],
)
def test_a_drawing(inside: str) -> None:
    check_svg(svg(inside))


def test_a_declaration_and_a_public_document_type() -> None:
    check_svg(
        svg(
            "<g/>",
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
            "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>",
        )
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<s:script>alert(1)</s:script>",
        "<SCRIPT/>",
        "<h:script>alert(1)</h:script>",
        "<h:img src='x'/>",
        "<foreignObject><h:body/></foreignObject>",
        "<rect onclick='alert(1)'/>",
        "<rect ONLOAD='alert(1)'/>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<a href='https://evil.org'><text>x</text></a>",
        "<use href='https://evil.org/x.svg#a'/>",
        "<use href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<image href='https://evil.org/pixel.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='xlink:href' values='javascript:alert(1)'/>",
        "<animate attributeName='x' values='javascript:alert(1)'/>",
        "<rect fill='url(https://evil.org/#a)'/>",
        "<rect style=\"fill:url('//evil.org/#a')\"/>",
        "<style>@import 'https://evil.org/x.css';</style>",
        "<style>a { background: u\\72l(https://evil.org) }</style>",
        "<style>@import/**/<!-- x -->'//evil.org'</style>",
        "<g xml:base='https://evil.org/'/>",
        "<?xml-stylesheet href='https://evil.org/x.css'?>",
        "<unclosed>",
        "&undefined;",
    ],
)
def test_what_is_more_than_a_drawing(inside: str) -> None:
    with pytest.raises(UnsafeSvgError):
        check_svg(svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        svg("&a;", "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>"),
        svg("&a;", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        svg("", "<!DOCTYPE svg [<!ENTITY % x SYSTEM 'https://evil.org/x.dtd'> %x;]>"),
        b"<svg/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"",
        b"\x89PNG",
    ],
)
def test_documents_that_are_no_drawing(data: bytes) -> None:
    with pytest.raises(UnsafeSvgError):
        check_svg(data)
