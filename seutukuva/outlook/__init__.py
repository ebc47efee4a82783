"""The regional outlook: marks with reasons, and how well they foresaw what came.

`register` reads and writes the marks, `cells` puts them side by side and counts them, `hindsight`
holds marks a year ahead against the marks and figures of a year later, `figures` reads the figures
as they were known at a round. The page's words are in `seutukuva.ui.outlook`.
"""
