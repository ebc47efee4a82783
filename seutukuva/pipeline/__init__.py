"""Project ideas on their way to the steering group: stages, appraisal by criteria, decisions.

`register` reads what was entered, `entering` checks what is typed, `locking` keeps the criteria of
a round as they were; the rest counts. The page's words are in `seutukuva.ui.pipeline`.
"""
