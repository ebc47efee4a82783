"""The browser of the tests: Debian's Chromium where there is one, else Playwright's own.

The one without windows, which Playwright takes by itself, too, does a sixth less work.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Maps need WebGL; these draw it without a graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Everything else is drawn without it: a third less work for the processor.
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
    "--force-prefers-reduced-motion",
    # Without windows, letters would have whole pixels' widths, unlike on a screen.
    "--font-render-hinting=none",
]


def executable() -> str | None:
    """Path of an installed Chromium or Chrome; none when Playwright has to bring its own."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    for name in names:
        if path := shutil.which(name):
            return path
    return None


def main() -> int:
    """Make sure that there is a browser."""
    if executable():
        return 0
    print("No Chromium is installed; Playwright fetches one.", flush=True)
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    sys.exit(main())
