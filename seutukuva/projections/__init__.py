"""What is ahead by calculation: our own projections, official ones, and how those have hit.

The build has calculated them; here they are only read, and only here. ``own`` reads our own with
their intervals and the reason where there is none, ``official`` the producers' in every vintage,
``record`` holds official ones against what happened.
"""
