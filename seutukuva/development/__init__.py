"""Development areas: what their owners aim at, how far things have come, and where they lead.

Pure calculations on courses of figures and decisions; only `kpis` asks for data.
"""
