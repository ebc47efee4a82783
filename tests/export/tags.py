"""The tags of a PDF, which screen readers walk instead of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def tagged(reader: PdfReader) -> list[DictionaryObject]:
    """Every element of the tree that screen readers walk, in its order."""

    def walk(node: Any) -> Iterator[DictionaryObject]:
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, ArrayObject):
            for one in node:
                yield from walk(one)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def roles(reader: PdfReader) -> list[str]:
    return [str(one["/S"]) for one in tagged(reader)]
