"""A drawn chart as a picture of points."""

from __future__ import annotations

from seutukuva.settings import FONTS

SCALE = 2.0  # sharp on a good screen and in print at the size of a page


def png(svg: str, *, scale: float = SCALE) -> bytes:
    """A PNG of an SVG, each of its units `scale` points wide.

    The project's own font is used, so that the picture is the same on every machine; a letter
    that it lacks is taken from the machine's fonts, if they have it.

    Raises:
        ValueError: the text is no SVG.
    """
    # Loaded with the first picture: most readers never ask for one.
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            font_dirs=[str(FONTS)],
            skip_system_fonts=False,
            sans_serif_family="Seutukuva Sans",
        )
    )
