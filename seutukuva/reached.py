"""How this server is reached, as the settings say: for what protects it."""

from __future__ import annotations

from seutukuva import protection, settings
from seutukuva.protection import Reach

HOUR = 3600


def reach() -> Reach:
    """Whom the server answers to, and over what.

    Raises:
        DefinitionError: the file that says how people sign in is wrong.
    """
    from streamlit import config

    upload_bytes = int(config.get_option("server.maxUploadSize")) * 1024 * 1024
    if settings.mode() == "sign_in":
        from seutukuva.sign_in import configuration

        how = configuration.load()
        return Reach(
            public=True,
            hosts=protection.names([how.host]),
            secure=how.is_secure,
            upload_bytes=upload_bytes,
            session_seconds=int(how.session.hours * HOUR),
        )
    is_public = settings.mode() == "public"
    hosts = protection.names(settings.hosts()) if is_public else frozenset()
    return Reach(public=is_public, hosts=hosts, upload_bytes=upload_bytes)
