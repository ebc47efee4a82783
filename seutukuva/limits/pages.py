"""What a reader sees whom the server cannot serve at this moment: a page that opens by itself."""

from __future__ import annotations

import html
from urllib.parse import parse_qs, urlencode

from starlette.responses import HTMLResponse, Response

from seutukuva import texts
from seutukuva.texts import N_

SECONDS_UNTIL_AGAIN = 20
PAUSED = "/paused"
_TITLE = "Seutukuva"

FULL = N_("Many readers are here at this moment. This page opens by itself as soon as one leaves.")
OWN = N_(
    "Many pages are open from your network at this moment. Close those that you do not need: this "
    "page then opens by itself."
)
STOPPING = N_("The program is being restarted. This page opens by itself in a moment.")
IDLE = N_("Nothing was done on this page for a long time, so it was closed to spare the server.")
GO_ON = N_("Go on where you were")


def come_back(words: str, language: str, seconds: int = SECONDS_UNTIL_AGAIN) -> Response:
    """A page that is asked for again by itself.

    Args:
        words: a message to translate.
    """
    say = texts.translator(language)
    again = f'<meta http-equiv="refresh" content="{seconds}">'
    body = _page(language, f"<p>{html.escape(say(words))}</p>", again)
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    return HTMLResponse(body, 503, headers)


def paused_address(path: str, query: str) -> str:
    """Where a page goes that was ended: from there a link leads back to it.

    Args:
        path: of the page; ``query``: what was chosen on it, without question mark.
    """
    asked = parse_qs(query).get("lang", [""])[0]
    back = path + (f"?{query}" if query else "")
    told = {"to": back, **({"lang": asked} if asked in texts.LANGUAGES else {})}
    return f"{PAUSED}?{urlencode(told)}"


def paused(query: str, language: str) -> Response:
    """The page of one that was ended, with the way back."""
    say = texts.translator(language)
    to = parse_qs(query).get("to", ["/"])[0]
    # A link that leads elsewhere would make this site vouch for another.
    is_own = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    link = html.escape(to if is_own else "/", quote=True)
    words = f'<p>{html.escape(say(IDLE))} <a href="{link}">{html.escape(say(GO_ON))}</a></p>'
    return HTMLResponse(_page(language, words), headers={"Cache-Control": "no-store"})


def _page(language: str, body: str, head: str = "") -> str:
    style = (
        "<style>:root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;max-width:36rem;"
        "margin:15vh auto;padding:0 1.5rem}h1{font-size:1.5rem}</style>"
    )
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head}<title>{_TITLE}</title>{style}</head>"
        f"<body><main><h1>{_TITLE}</h1>{body}</main></body></html>"
    )
