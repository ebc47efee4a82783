"""Which layout of a template a slide takes: by what its placeholders can hold, never by names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

EMU = 12700  # of a point
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Purpose = Literal["title", "section", "closing", "text", "chart", "both", "table"]
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_TEXTS = (KIND.BODY, KIND.OBJECT)
_HOLDS: dict[str, tuple[Any, ...]] = {
    "text": (KIND.BODY, KIND.OBJECT),
    "chart": (KIND.CHART, KIND.OBJECT, KIND.BODY),
    "table": (KIND.TABLE, KIND.OBJECT, KIND.BODY),
}
_LEAST_WIDE, _LEAST_HIGH = 0.5, 0.34  # of the page, for a chart that can be read


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout: its number, what it is for, and its place.

    `size` is that of its letters in points, 0 where the layout leaves it to the master.
    """

    idx: int
    kind: Any
    box: Box
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A layout and what of it a slide fills.

    Attributes:
        text: for the texts, None where they have a box of their own.
        content: for the chart or table, None likewise.
        main: the place of all content.
    """

    layout: Any
    title: Holder | None
    subtitle: Holder | None
    text: Holder | None
    content: Holder | None
    main: Box


class Layouts:
    """The layouts of a template, looked at once."""

    def __init__(self, presentation: Any, holders: list[list[Holder]] | None = None) -> None:
        """``holders``: of each layout, as an earlier look found them; else they are put there."""
        self.width = presentation.slide_width / EMU
        self.height = presentation.slide_height / EMU
        every = [one for master in presentation.slide_masters for one in master.slide_layouts]
        found = holders or [_holders(layout) for layout in every]
        if holders is not None:
            holders[:] = found
        self._known = list(zip(every, found, strict=True))
        self._pages: dict[str, Page] = {}

    def has_room_for_charts(self) -> bool:
        """True where some layout has a title and room for a chart."""
        return any(self._main(holders) is not None for _layout, holders in self._known)

    def page(self, purpose: Purpose) -> Page:
        """The layout that fits best, the first of several that are alike.

        Raises:
            LookupError: there is none; see `has_room_for_charts`.
        """
        if purpose not in self._pages:
            make = self._cover if purpose in ("title", "section", "closing") else self._content
            self._pages[purpose] = make(purpose)
        return self._pages[purpose]

    def _cover(self, purpose: Purpose) -> Page:
        """A page with a title, and words below it."""
        centred = [one for one in self._known if _first(one[1], (KIND.CENTER_TITLE,))]
        titled = [one for one in self._known if _first(one[1], _TITLES)]
        sections = [one for one in titled if one[0]._element.get("type") == "secHead"]
        found = sections if purpose == "section" and sections else centred or titled
        layout, holders = found[-1 if purpose == "closing" else 0]
        title = _first(holders, _TITLES)
        under = _first(holders, (KIND.SUBTITLE, KIND.BODY, KIND.OBJECT))
        box = under.box if under else self._below(title)
        return Page(layout, title, under, None, None, box)

    def _content(self, purpose: Purpose) -> Page:
        ranked = []
        for at, (layout, holders) in enumerate(self._known):
            main = self._main(holders)
            if main is not None:
                ranked.append((self._fit(purpose, holders), -at, layout, holders, main))
        if not ranked:
            raise LookupError(purpose)
        _fit, _at, layout, holders, main = max(ranked, key=lambda one: one[:2])
        large = self._large(holders)
        content = None if purpose == "text" else _best(large, _HOLDS[_wanted(purpose)])
        texts = [one for one in large if one is not content and one.kind in _TEXTS]
        text = texts[0] if texts and purpose in ("text", "both") else None
        title = _first(holders, _TITLES)
        subtitle = self._subtitle(holders, main)
        return Page(layout, title, subtitle, text, content, main)

    def _fit(self, purpose: Purpose, holders: Sequence[Holder]) -> float:
        """How well a layout fits: the right holders, as many as are needed."""
        large = self._large(holders)
        needed = 2 if purpose == "both" else 1
        kinds = _HOLDS[_wanted(purpose)]
        best = _best(large, kinds)
        # Any holder of texts is as good as another, but a chart wants one of its own.
        at = 0 if best is None or purpose == "text" else kinds.index(best.kind)
        fit = 0.0 if best is None else 3.0 - at
        if purpose == "both":
            has_text = any(one is not best and one.kind in _TEXTS for one in large)
            fit += 2.0 if has_text and len(large) == needed else 0.0
        has_subtitle = any(self._is_subtitle(one) for one in holders)
        return fit - 2.0 * abs(len(large) - needed) + (0.5 if has_subtitle else 0.0)

    def _large(self, holders: Iterable[Holder]) -> list[Holder]:
        kinds = {kind for listed in _HOLDS.values() for kind in listed}
        return [
            one
            for one in holders
            if one.kind in kinds
            and one.box.width >= 0.25 * self.width
            and one.box.height >= _LEAST_HIGH * self.height
        ]

    def _is_subtitle(self, one: Holder) -> bool:
        return (
            one.kind in (KIND.BODY, KIND.SUBTITLE)
            and one.box.height < 0.16 * self.height
            and one.box.width >= 0.6 * self.width
        )

    def _subtitle(self, holders: Sequence[Holder], main: Box) -> Holder | None:
        found = [one for one in holders if self._is_subtitle(one) and one.box.y < main.y + 1]
        return found[0] if found else None

    def _main(self, holders: Sequence[Holder]) -> Box | None:
        """The place of all content of a layout; None without a title or room."""
        title = _first(holders, _TITLES)
        if title is None or title.kind == KIND.CENTER_TITLE:
            return None
        large = self._large(holders)
        box = _around([one.box for one in large]) if large else self._below(title, holders)
        is_enough = (
            box.width >= _LEAST_WIDE * self.width and box.height >= _LEAST_HIGH * self.height
        )
        is_apart = box.y >= title.box.y + 0.5 * title.box.height
        return box if is_enough and is_apart else None

    def _below(self, title: Holder | None, holders: Sequence[Holder] = ()) -> Box:
        """What is free below the title, above the foot."""
        top = title.box.bottom + 8 if title else 0.2 * self.height
        feet = [one.box.y for one in holders if one.box.y > 0.8 * self.height]
        bottom = min([0.92 * self.height, *feet]) - 4
        left = title.box.x if title else 0.06 * self.width
        width = title.box.width if title else 0.88 * self.width
        taken = [one for one in holders if one.kind not in (*_TITLES,) and one.box.y < bottom]
        is_free = not any(one.box.bottom > top and one.box.height > 40 for one in taken)
        return Box(left, top, width, bottom - top if is_free else 0.0)


def _wanted(purpose: Purpose) -> str:
    return "chart" if purpose in ("chart", "both") else purpose


def _holders(layout: Any) -> list[Holder]:
    found = []
    for one in layout.placeholders:
        place = (one.left, one.top, one.width, one.height)
        is_upright = one._element.ph.get("orient") == "vert"
        if None in place or is_upright:
            continue
        box = Box(*(value / EMU for value in place))
        level = one._element.find(f".//{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr")
        size = 0.0 if level is None else int(level.get("sz", 0)) / 100
        kind = one.placeholder_format
        found.append(Holder(kind.idx, kind.type, box, size))
    return found


def _first(holders: Iterable[Holder], kinds: Sequence[Any]) -> Holder | None:
    return next((one for one in holders if one.kind in kinds), None)


def _best(holders: Sequence[Holder], kinds: Sequence[Any]) -> Holder | None:
    """The one of the kind that comes first, the widest of several."""
    fitting = [one for one in holders if one.kind in kinds]
    return min(
        fitting, key=lambda one: (kinds.index(one.kind), -one.box.width, -one.box.x), default=None
    )


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(one.x for one in boxes), min(one.y for one in boxes)
    right, bottom = max(one.right for one in boxes), max(one.bottom for one in boxes)
    return Box(x, y, right - x, bottom - y)
