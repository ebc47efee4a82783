"""Whether a file can be a template of slides, told before anything is made of it."""

from __future__ import annotations

import copy
import hashlib
import io
import zipfile
from collections import OrderedDict
from threading import Lock
from typing import Any
from xml.etree import ElementTree

from seutukuva import formats, texts
from seutukuva.errors import TemplateRefused

MOST_BYTES = 30 * 1024 * 1024
_MOST_OPENED = 200 * 1024 * 1024
_MOST_TIMES = 100  # a part that is this much larger opened than packed hides something
_HARMLESS = 1024 * 1024  # below this nothing can harm
_MOST_PARTS = 3000
_CHUNK = 1024 * 1024
# Each place on a layout costs most of a millisecond to read; real templates have some hundred.
_MOST_PLACES = 2000
_PLACE = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
_LOCKED = b"\xd0\xcf\x11\xe0"  # of old and of encrypted Office files
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
_SHOW, _TEMPLATE, _RUN = (_MAIN.format(kind) for kind in ("presentation", "template", "slideshow"))
# Of types of parts: programs that run when the file is opened, or a control in it is pressed.
_PROGRAMS = ("macroEnabled", "vbaProject", "activeX")
# What a chart's slide shows is in the file; a link that is pressed may lead anywhere.
_HYPERLINK = "/hyperlink"
# A template's own slides are not taken along.
_LEFT_OUT = ("ppt/slides/", "ppt/notesSlides/")
# Reading XML takes several times its size.
_MOST_XML = 60 * 1024 * 1024
_KEPT = 4
_passed: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def checked(given: bytes, language: str) -> bytes:
    """The template as a .pptx, also of a .potx or .ppsx.

    Raises:
        TemplateRefused: it cannot be used, with words in `language`.
    """
    key = hashlib.sha256(given).hexdigest()
    with _lock:
        if key in _passed:
            return _passed[key]
    ready = _looked_at(given, language)
    with _lock:
        _passed[key] = ready
        while len(_passed) > _KEPT:
            _passed.popitem(last=False)
    return ready


def _looked_at(given: bytes, language: str) -> bytes:
    _ = texts.translator(language)
    if len(given) > MOST_BYTES:
        limit = formats.number(MOST_BYTES // 1024 // 1024, 0, language)
        raise _refused(
            _("The template is too large: at most {limit} megabytes").format(limit=limit), "", _
        )
    if given.startswith(_LOCKED):
        raise _refused(
            _("The template is locked with a password, or is of an old kind (.ppt)"), "", _
        )
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as package:
            _sizes(package, language)
            types = package.read(_TYPES).decode("utf-8", "replace")
            if "ppt/presentation.xml" not in package.namelist() and "presentationml" not in types:
                raise _refused(_("The file is not a PowerPoint file"), "", _)
            if any(one in types for one in _PROGRAMS):
                raise _refused(
                    _("The template has macros, which are programs"), "ppt/vbaProject.bin", _
                )
            if elsewhere := _elsewhere(package):
                raise _refused(
                    _("The template fetches a picture or an object from elsewhere"), elsewhere, _
                )
            ready = _as_show(package, types) if _SHOW not in types else given
    except TemplateRefused:
        raise
    except KeyError as error:
        raise _refused(_("The file is not a PowerPoint file"), _TYPES, _) from error
    # Whatever is wrong with a broken package comes as one of many kinds of errors.
    except Exception as error:
        raise _refused(_("The template is broken: it cannot be opened"), "", _) from error
    _layouts(ready, language)
    return ready


def _sizes(package: zipfile.ZipFile, language: str) -> None:
    """Refuses what would fill the memory when opened, by what the package says of itself."""
    _ = texts.translator(language)
    parts = package.infolist()
    opened = sum(part.file_size for part in parts)
    xml = sum(one.file_size for one in parts if one.filename.lower().endswith((".xml", ".rels")))
    swollen = next(
        (
            part.filename
            for part in parts
            if part.file_size > _HARMLESS
            and part.file_size > _MOST_TIMES * max(part.compress_size, 1)
        ),
        "",
    )
    words = _("The template is far larger when opened than it looks")
    if opened > _MOST_OPENED or xml > _MOST_XML or len(parts) > _MOST_PARTS or swollen:
        raise _refused(words, swollen, _)
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(_("The template is locked with a password"), "", _)
    if lying := next((one.filename for one in parts if _is_larger(package, one)), ""):
        raise _refused(words, lying, _)


def _is_larger(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is larger than the package says: then whoever reads it opens all at once."""
    told = copy.copy(part)
    told.file_size = _MOST_OPENED + _CHUNK
    with package.open(told) as content:
        # Never more than a chunk at a time, and never more than was said.
        size = 0
        while size <= part.file_size and (read := content.read(_CHUNK)):
            size += len(read)
    return size > part.file_size


def _elsewhere(package: zipfile.ZipFile) -> str:
    """The first address that opening the slides would ask, telling its owner who opens them."""
    for name in package.namelist():
        if not name.lower().endswith(".rels") or name.startswith(_LEFT_OUT):
            continue
        for one in ElementTree.fromstring(package.read(name)):
            is_outside = one.get("TargetMode", "").casefold() == "external"
            if is_outside and not one.get("Type", "").endswith(_HYPERLINK):
                return one.get("Target", "")[:100] or name
    return ""


def _as_show(package: zipfile.ZipFile, types: str) -> bytes:
    """A .potx or .ppsx as a .pptx: only the type of its main part is another."""
    if _TEMPLATE not in types and _RUN not in types:
        raise KeyError(_SHOW)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in package.namelist():
            content = package.read(name)
            if name == _TYPES:
                content = types.replace(_TEMPLATE, _SHOW).replace(_RUN, _SHOW).encode()
            new.writestr(name, content)
    return file.getvalue()


def _layouts(ready: bytes, language: str) -> None:
    """Refuses what opens, but has nothing that a chart could stand on."""
    import pptx

    from seutukuva.export.slides_layouts import Layouts

    _ = texts.translator(language)
    try:
        presentation = pptx.Presentation(io.BytesIO(ready))
        if _places(presentation) > _MOST_PLACES:
            raise _refused(
                _("The template has more placeholders on its layouts than can be read"), "", _
            )
        layouts = Layouts(presentation)
        has_any = any(len(master.slide_layouts) for master in presentation.slide_masters)
        has_room = layouts.has_room_for_charts()
    except TemplateRefused:
        raise
    # As above: a package may be broken anywhere.
    except Exception as error:
        raise _refused(_("The template is broken: it cannot be opened"), "", _) from error
    if not has_any:
        raise _refused(_("The template has no slide layouts"), "ppt/slideLayouts", _)
    if not has_room:
        raise _refused(
            _("The template has no layout with a title and room for a chart"),
            ", ".join(_names(presentation)[:6]),
            _,
        )


def _places(presentation: Any) -> int:
    every = (one for master in presentation.slide_masters for one in master.slide_layouts)
    return sum(1 for one in every for _each in one.element.iter(_PLACE))


def _names(presentation: Any) -> list[str]:
    return [one.name for master in presentation.slide_masters for one in master.slide_layouts]


def _refused(what: str, where: str, _: Any) -> TemplateRefused:
    todo = _(
        "Save it in PowerPoint as a presentation (.pptx) with a layout of a title and content, "
        "or take the built-in template."
    )
    return TemplateRefused(what, where=where, todo=todo)
