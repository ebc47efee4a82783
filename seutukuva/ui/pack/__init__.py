"""The page of packs: what is packed for whom, the template, making, and the files."""

from seutukuva.ui.pack.choosing import Choice, choose, described
from seutukuva.ui.pack.handing_over import delivered, making
from seutukuva.ui.pack.template import template

__all__ = ["Choice", "choose", "delivered", "described", "making", "template"]
