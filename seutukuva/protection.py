"""What protects readers and server on the way: response headers, and whom the server listens to."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's own side doors, which no page needs: its measurements, and its interface for
# programs, which would be another way past the pages.
_CLOSED = ("/_stcore/metrics", "/_stcore/agent/")
# What a proxy says of whom it asks for.
_PASSED_ON = (
    *("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    *("x-forwarded-port", "x-forwarded-server", "x-real-ip", "x-client-ip", "true-client-ip"),
    *("cf-connecting-ip", "cf-ray", "cdn-loop", "fly-client-ip"),
)
_LOOPBACK_NAMES = {"localhost", "ip6-localhost"}

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


def page_policy(script_hashes: Iterable[str]) -> str:
    """The Content-Security-Policy of the pages: this site and no other host.

    Styles are written into the page by Streamlit and Plotly while they run. Maps do their work
    in workers made from blobs, and the wire format's 64-bit numbers in WebAssembly. Scripts come
    from files, and the start page's own few lines are allowed by their hashes.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "child-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def host_name(host: str) -> str:
    """The name or address in a Host header, without port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this very computer."""
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class ProtectionMiddleware:
    """Adds the headers, and turns away what should not be asked.

    Args:
        app: the application behind.
        policy: Content-Security-Policy of the pages.
        public: whether readers reach this server from other computers. If not, a request that
            names another host is refused: a web page elsewhere could otherwise point its own
            name at this computer and read along.
    """

    def __init__(self, app: ASGIApp, policy: str, public: bool) -> None:
        self.app, self.policy, self.public = app, policy, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if scope["type"] == "websocket":
            if refusal:
                await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
            else:
                await self.app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._protect(scope["path"], MutableHeaders(scope=message))
            await send(message)

        app = PlainTextResponse(refusal[1], refusal[0]) if refusal else self.app
        await app(scope, receive, send_protected)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self.public and not is_loopback(host_name(host)):
            return 421, "This server answers to this computer's own name only."
        # A proxy on this computer asks from here, whoever asked the proxy.
        if not self.public and any(name in headers for name in _PASSED_ON):
            return 421, "This server is for this computer only; see SEUTUKUVA_PUBLIC for a proxy."
        path = scope["path"]
        if path.startswith(_CLOSED):
            return 404, "Not found"
        # Checked here and not by Streamlit, which for an unknown origin asks another host what
        # this machine's public address is.
        origin = headers.get("origin", "")
        own = origin.partition("://")[2] == host
        if origin and not own and path.startswith("/_stcore"):
            return 403, "Another site may not use this one's connection."
        return None

    def _protect(self, path: str, headers: MutableHeaders) -> None:
        is_data = path.startswith(("/api/", "/geo/", "/health", "/ready"))
        for name, value in _COMMON.items():
            headers.setdefault(name, value)
        headers["Content-Security-Policy"] = DATA_POLICY if is_data else self.policy
        open_data = path.startswith("/api/")
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if open_data else "same-origin"
        if "server" in headers:
            del headers["server"]
