"""What Seutukuva's pages, exports and data build share."""

__version__ = "0.1.0"
