"""What is looked at on more than one page: barriers, colours, what is cut off."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# What another appearance of the same page can break.
OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
USUAL = 16  # pixels of a letter when nothing is presented
WEIGHTY = ("serious", "critical")
# axe-core passes over the texts of Streamlit's buttons, whose wrappers have no box of their own.
BUTTON_CONTRAST = """
() => {
  const light = one => {
    const [r, g, b] = one.map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = one => {
    const [r, g, b, a = 1] = rgb(getComputedStyle(one).backgroundColor);
    return a === 1 || !one.parentElement ? [r, g, b] : behind(one.parentElement);
  };
  return [...document.querySelectorAll('button p')].map(text => {
    const [front, back] = [rgb(getComputedStyle(text).color), behind(text)].map(light);
    const contrast = (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
    return [text.textContent, contrast];
  }).filter(([, contrast]) => contrast < 4.5);
}
"""
# Texts that are wider than the place they stand in and are cut there, in what people press or
# read first. What scrolls or wraps is not cut.
CUT_OFF = """
() => [...document.querySelectorAll(
  'h1, h2, h3, button, [data-testid=stMetric], [data-testid=stPageLink], summary, .stAlert, label, '
  + '[data-testid=stSidebarNavLink]'
)].flatMap(part => [part, ...part.querySelectorAll('*')]).filter(one => {
  const style = getComputedStyle(one);
  const isShown = one.clientWidth > 1 && one.offsetParent && style.visibility === 'visible';
  return isShown && ['hidden', 'clip'].includes(style.overflowX)
    && one.textContent.trim() && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.textContent.trim().slice(0, 60))
"""
# As it slides in, the names in it are cut off for a moment, for longer on a busy machine.
STANDS = """
() => {
  const bar = document.querySelector('[data-testid=stSidebar]');
  return bar.getBoundingClientRect().right > 0 && bar.getAnimations().length === 0;
}
"""
BEHIND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def findings(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe-core finds and is serious: impact, rule, element. Streamlit's parts included."""
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if one["impact"] in WEIGHTY
    ]


def side_bar_stands(page: Page) -> None:
    """Wait until the side bar has slid in to its whole width."""
    page.wait_for_function(STANDS)


def too_wide(page: Page) -> int:
    """By how many pixels the whole page would scroll sideways."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(width))


def letters(page: Page, selector: str) -> float:
    """Size in pixels of the letters of the first such element."""
    first = page.locator(selector).first
    return float(first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
