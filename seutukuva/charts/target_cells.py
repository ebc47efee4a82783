"""Small pictures of targets for the cells of a table: a course with its target, and verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva.charts.cells import colour, drawing

_EDGE = 4.0
Place = tuple[float, float]
# The shape tells, and letter and words stand beside it; no colour alone says anything.
_CIRCLE = '<circle cx="9" cy="9" r="8" fill="{hue}"/>'
_SQUARE = '<rect x="1" y="1" width="16" height="16" fill="{hue}"/>'
_SIGN = '<path d="{line}" fill="none" stroke="{ground}" stroke-width="2"/>'
_SHAPES = {
    "reached": ("better", _CIRCLE + _SIGN.replace("{line}", "M5 9.5 8 12.5 13 6")),
    "on_course": ("better", _CIRCLE),
    "somewhat_behind": ("text", '<path d="M9 2 17 16H1Z" fill="{hue}"/>'),
    "behind": ("worse", _SQUARE),
    # Back the way it came: away from the target, whichever side that is.
    "wrong_way": ("worse", _SQUARE + _SIGN.replace("{line}", "M13 5 5 13M5 7V13H11")),
}
_NONE = ("axis", '<circle cx="9" cy="9" r="7.5" fill="none" stroke="{hue}"/>')


def verdict_svg(state: str, *, label: str = "") -> str:
    """The shape of a verdict: circle on course, triangle somewhat behind, square behind.

    Args:
        state: of `development.verdicts`; any other is an empty ring.
        label: in words; "" for decoration beside them.
    """
    name, shape = _SHAPES.get(state, _NONE)
    drawn = shape.format(hue=colour(name), ground=colour("background"))
    return drawing(drawn, 18, 18, label)


def course_svg(
    course: Sequence[Place],
    aims: Sequence[tuple[Place, Place]] = (),
    leads: Sequence[Place] = (),
    *,
    label: str,
    width: int = 130,
    height: int = 38,
) -> str:
    """A course with the way to its targets (dashed, a ring at the end) and where it leads (dotted).

    Args:
        course: moments and figures, oldest first.
        aims: baseline and target of each target.
        leads: moments and figures from the newest one on.
        label: in words; "" for decoration.
    """
    ends = [place for aim in aims for place in aim]
    every = [*course, *ends, *leads]
    if not every:
        return drawing("", width, height, label)
    frame = _Frame(every, width, height)
    hue, aim_hue = colour("own"), colour("benchmark")
    parts = [_path([frame(begun), frame(due)], aim_hue, 1.5, "4 3") for begun, due in aims]
    parts += [_ring(frame(due), aim_hue) for _begun, due in aims]
    if len(leads) > 1:
        parts.append(_path([frame(one) for one in leads], hue, 1.5, "1.5 2.5"))
    if len(course) > 1:
        parts.append(_path([frame(one) for one in course], hue, 1.5))
    if course:
        x, y = frame(course[-1])
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{hue}"/>')
    return drawing("".join(parts), width, height, label)


class _Frame:
    """Places in the picture of moments and figures."""

    def __init__(self, every: Sequence[Place], width: int, height: int) -> None:
        self.left, self.right = min(at for at, _v in every), max(at for at, _v in every)
        self.low, self.high = min(v for _at, v in every), max(v for _at, v in every)
        self.width, self.height = width - 2 * _EDGE, height - 2 * _EDGE

    def __call__(self, place: Place) -> Place:
        at, value = place
        across = (at - self.left) / (self.right - self.left) if self.right > self.left else 0.5
        up = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return (
            round(_EDGE + across * self.width, 1),
            round(_EDGE + (1 - up) * self.height, 1),
        )


def _path(places: Sequence[Place], stroke: str, width: float, dash: str = "") -> str:
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{line}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashes}/>'


def _ring(place: Place, stroke: str) -> str:
    x, y = place
    ground = colour("background")
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{ground}" stroke="{stroke}" '
        'stroke-width="1.5"/>'
    )
