"""Whether an SVG drawing is only a drawing: nothing that runs, nothing from elsewhere."""

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "handler",
        "listener",
    }
)
_EMBEDDED_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OUTSIDE_STYLE = re.compile(
    r"url\(\s*+(?!['\"]?#)|@import|@font-face|image-set\(|expression\(|-moz-binding|\\",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)


class UnsafeSvgError(ValueError):
    """The file is not a drawing that can be shown safely."""


def check_svg(data: bytes) -> None:
    """Raise unless the file is well-formed SVG without scripts, handlers and outside references."""
    try:
        _Checker().run(data)
    except expat.ExpatError as error:
        raise UnsafeSvgError(f"not well-formed XML ({error})") from None


class _Checker:
    def __init__(self) -> None:
        self.depth = 0
        self.style: list[str] | None = None

    def run(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int
    ) -> None:
        if has_internal_subset:
            raise UnsafeSvgError("it declares a document type of its own")

    def _entity(self, *_: object) -> None:
        raise UnsafeSvgError("it declares entities")

    def _instruction(self, target: str, _data: str) -> None:
        raise UnsafeSvgError(f"it holds the instruction <?{target}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.depth and (namespace, local) != (_SVG, "svg"):
            raise UnsafeSvgError("its first element is not <svg>")
        self.depth += 1
        if namespace == _XHTML or local.lower() in _ACTIVE:
            raise UnsafeSvgError(f"it holds the element <{local}>")
        if local.lower() == "style":
            self.style = []
        for attribute, value in attributes.items():
            self._attribute(local, attribute.rpartition(" ")[2].lower(), value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            raise UnsafeSvgError(f"it holds the event handler “{name}”")
        if name == "base":
            raise UnsafeSvgError("it sets a base address")
        if name in ("href", "src") and not self._is_inside(element, value):
            raise UnsafeSvgError(f"it refers to “{value[:80]}”")
        if name == "attributename" and value.lower().endswith("href"):
            raise UnsafeSvgError("it animates an address")
        if _SCRIPT.match(value) or _OUTSIDE_STYLE.search(value):
            raise UnsafeSvgError(f"its attribute “{name}” refers to something outside")

    def _is_inside(self, element: str, value: str) -> bool:
        if value.strip().startswith("#") or not value.strip():
            return True
        return element == "image" and _EMBEDDED_IMAGE.fullmatch(value.strip()) is not None

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if self.style is not None:
            if _OUTSIDE_STYLE.search("".join(self.style)):
                raise UnsafeSvgError("its style sheet refers to something outside")
            self.style = None

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)
