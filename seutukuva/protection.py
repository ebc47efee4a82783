"""What protects readers and server on the way: response headers, and whom the server listens to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from seutukuva import failures

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
# What a watchdog on this computer asks, by this computer's own name.
_HEALTH = ("/health", "/ready")
# Whoever is sent to one of these by another site did not ask for it; the way back from the
# provider of sign-in is not among them, for it comes from there.
_NOT_FROM_ELSEWHERE = ("/auth/logout", "/_stcore/")
_CHANGING = ("POST", "PUT", "PATCH", "DELETE")
_UPLOADS = "/_stcore/upload_file/"
# Bytes of a body where nothing is uploaded, and of an address: no page needs as many.
LARGEST_BODY, LONGEST_ADDRESS = 64 * 1024, 16 * 1024
# The only cookie that the pages' own script reads: it repeats it to show that it is from here.
_READ_BY_SCRIPTS = ("_streamlit_xsrf",)
# Of who is signed in. Streamlit lets them stand for thirty days.
_OF_SIGN_IN = ("_streamlit_user", "_streamlit_session")
# A year, as browsers ask for; other names of the same domain are not ours to speak for.
STRICT_TRANSPORT = "max-age=31536000"

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
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


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a server answers to, and how it is reached.

    Args:
        public: whether readers reach this server from other computers. If not, a request that
            names another host is refused: a web page elsewhere could otherwise point its own
            name at this computer and read along.
        hosts: the names that it answers to where it is public; empty: any. A watchdog on this
            computer gets /health and /ready by this computer's own name too.
        secure: whether its address begins with https.
        upload_bytes: the largest file that may be uploaded.
        session_seconds: how long the cookies of a sign-in may stand; 0: as they are set.
    """

    public: bool
    hosts: frozenset[str] = frozenset()
    secure: bool = False
    upload_bytes: int = 20 * 1024 * 1024
    session_seconds: int = 0


class ProtectionMiddleware:
    """Adds the headers, and turns away what should not be asked.

    Args:
        app: the application behind.
        policy: Content-Security-Policy of the pages.
        reach: whom the server answers to; or what says so once the application is complete.
    """

    def __init__(self, app: ASGIApp, policy: str, reach: Reach | Callable[[], Reach]) -> None:
        self.app, self.policy = app, policy
        self.reach = reach if isinstance(reach, Reach) else reach()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = refused(scope, self.reach)
        if scope["type"] == "websocket":
            if refusal:
                await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
            else:
                await self.app(scope, receive, send)
            return

        begun = False

        async def send_protected(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._protect(scope, MutableHeaders(scope=message))
            await send(message)

        app = PlainTextResponse(refusal[1], refusal[0]) if refusal else self.app
        try:
            await app(scope, receive, send_protected)
        except Exception as error:
            if begun:
                raise
            await failures.answer(error, scope["path"])(scope, receive, send_protected)

    def _protect(self, scope: Scope, headers: MutableHeaders) -> None:
        path = scope["path"]
        is_data = path.startswith(("/api/", "/geo/", "/health", "/ready"))
        for name, value in _COMMON.items():
            headers.setdefault(name, value)
        headers["Content-Security-Policy"] = DATA_POLICY if is_data else self.policy
        open_data = path.startswith("/api/")
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if open_data else "same-origin"
        if path.startswith("/media/"):
            # What somebody takes away may be confidential: no store between keeps a copy.
            headers.setdefault("Cache-Control", "private, no-store")
        secure = self.reach.secure or scope.get("scheme") == "https"
        if secure:
            headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        _seal(headers, secure, self.reach.session_seconds)
        if "server" in headers:
            del headers["server"]


def refused(scope: Scope, reach: Reach) -> tuple[int, str] | None:
    """Why a request gets no answer: a status and a sentence; none when it gets one."""
    headers = Headers(scope=scope)
    path = scope["path"]
    if reason := _of_the_name(headers, path, reach):
        return 421, reason
    if path.startswith(_CLOSED):
        return 404, "Not found"
    if len(path) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
        return 414, "The address is too long."
    return _from_elsewhere(scope, headers, reach) or _too_large(scope, headers, reach)


def _of_the_name(headers: Headers, path: str, reach: Reach) -> str:
    """What is wrong with the name under which the server is asked; empty: nothing."""
    name = host_name(headers.get("host", ""))
    if not reach.public:
        if not is_loopback(name):
            return "This server answers to this computer's own name only."
        # A proxy on this computer asks from here, whoever asked the proxy.
        if any(header in headers for header in _PASSED_ON):
            return "This server is for this computer only; see SEUTUKUVA_PUBLIC for a proxy."
        return ""
    if not reach.hosts or name in reach.hosts or (path in _HEALTH and is_loopback(name)):
        return ""
    return "This server does not answer to this name."


def _from_elsewhere(scope: Scope, headers: Headers, reach: Reach) -> tuple[int, str] | None:
    """A request that another site makes in a reader's name.

    Checked here and not by Streamlit, which for an unknown origin asks another host what this
    machine's public address is.
    """
    path, origin = scope["path"], headers.get("origin", "")
    scheme, _sign, origin_host = origin.partition("://")
    is_own = origin_host == headers.get("host", "") and not (reach.secure and scheme != "https")
    changes = scope.get("method", "") in _CHANGING
    if origin and not is_own and (path.startswith(_NOT_FROM_ELSEWHERE) or changes):
        return 403, "Another site may not use this one's connection."
    # A link or a picture elsewhere sends no origin, but browsers say where it came from.
    if headers.get("sec-fetch-site") == "cross-site" and path.startswith("/auth/logout"):
        return 403, "Another site may not sign anybody out."
    return None


def _too_large(scope: Scope, headers: Headers, reach: Reach) -> tuple[int, str] | None:
    """A body that announces to be larger than anything that is taken here.

    One that does not say its length is read by nobody but Streamlit's upload, which counts.
    """
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdecimal():
        return 400, "The length of the body is not a number."
    is_upload = scope["path"].startswith(_UPLOADS)
    most = reach.upload_bytes + LARGEST_BODY if is_upload else LARGEST_BODY
    return (413, "The body is too large.") if int(told) > most else None


def _seal(headers: MutableHeaders, secure: bool, session_seconds: int) -> None:
    """Cookies that scripts cannot read, other sites cannot send, and plain HTTP does not carry."""
    cookies = headers.getlist("set-cookie")
    if not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", sealed(cookie, secure, session_seconds))


def sealed(cookie: str, secure: bool, session_seconds: int = 0) -> str:
    """A ``Set-Cookie`` value with HttpOnly, SameSite and, under TLS, Secure.

    Args:
        session_seconds: the longest that a cookie of a sign-in may stand; 0: as it is set.
    """
    name = cookie.partition("=")[0].strip()
    known = {part.partition("=")[0].strip().lower() for part in cookie.split(";")[1:]}
    wanted = {
        "HttpOnly": name not in _READ_BY_SCRIPTS,
        "SameSite=Lax": "samesite" not in known,
        "Secure": secure,
    }
    missing = [
        word
        for word, is_wanted in wanted.items()
        if is_wanted and word.partition("=")[0].lower() not in known
    ]
    if session_seconds and name.startswith(_OF_SIGN_IN):
        cookie = _AGE.sub(lambda age: _younger(age, session_seconds), cookie)
    return "; ".join([cookie, *missing])


_AGE = re.compile(r"(?i)(;\s*max-age=)(\d+)")


def _younger(age: re.Match[str], most: int) -> str:
    return f"{age[1]}{min(int(age[2]), most)}"


def names(hosts: Collection[str]) -> frozenset[str]:
    """Host names as they are compared: small letters, without port and brackets."""
    return frozenset(host_name(host.strip()) for host in hosts if host.strip())
