"""The idea in the pipeline that a project came of, and what was promised in it."""

from __future__ import annotations

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.pipeline import register
from seutukuva.pipeline.model import Idea
from seutukuva.projects.model import Project, folded
from seutukuva.texts import _
from seutukuva.ui.fields import plain
from seutukuva.ui.portfolio.names import amount


def came_from(project: Project) -> None:
    """A way back to each idea that names the project; nothing where none does.

    Raises:
        RecordsError: the log cannot be read.
    """
    for one in ideas_of(project):
        words = _("**Came from the idea:** {title}")
        st.markdown(words.format(title=plain(one.title)))
        st.page_link(
            "pages/projects/pipeline.py",
            label=_("The idea in the pipeline"),
            icon=":material/lightbulb:",
            query_params={"idea": one.id},
        )
        if told := _promised(one):
            st.caption(told)


def ideas_of(project: Project) -> list[Idea]:
    """The ideas that name a project as what came of them, however they write its code."""
    return [one for one in register.ideas() if one.project and folded(one.project) == project.key]


def _promised(idea: Idea) -> str:
    measures, speak = definitions.load().measures, texts.language()
    told = [
        f"{measures[name].title[speak]} {amount(value, measures[name].unit)}"
        for name, value in idea.promised.items()
    ]
    words = _("The idea promised: {what}. Its page holds it against plan and results.")
    return words.format(what=" · ".join(told)) if told else ""
