"""The page of one project: what it is, what it planned and reached, and how it is followed up."""

from seutukuva.ui.projects.came_from import came_from
from seutukuva.ui.projects.choosing import chosen
from seutukuva.ui.projects.entering import (
    keep_apart,
    ledger,
    new_project,
    of_deviations,
    of_goals,
    of_milestones,
    of_plans,
    of_reports,
    project_form,
)
from seutukuva.ui.projects.follow_up import decisions, deviations, goals, milestones, reports
from seutukuva.ui.projects.heading import facts, heading, later_left_out, odd
from seutukuva.ui.projects.measured import in_short, planned_and_realised
from seutukuva.ui.projects.stages import every_figure, stages

__all__ = [
    "came_from",
    "chosen",
    "decisions",
    "deviations",
    "every_figure",
    "facts",
    "goals",
    "heading",
    "in_short",
    "keep_apart",
    "later_left_out",
    "ledger",
    "milestones",
    "new_project",
    "odd",
    "of_deviations",
    "of_goals",
    "of_milestones",
    "of_plans",
    "of_reports",
    "planned_and_realised",
    "project_form",
    "reports",
    "stages",
]
