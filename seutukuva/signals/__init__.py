"""Early signals: what monthly figures show first, and the register of what people have seen.

`watch` looks at series, `register` reads what was entered, `rounds_of` and `matrix` count it. The
page's words are in `seutukuva.ui.signals`.
"""
