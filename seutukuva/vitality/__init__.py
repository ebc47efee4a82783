"""Vitality: areas side by side in a composite of chosen indicators, whose weights are open.

A composite is an opinion with figures in it. So it never stands without its parts, and a rank
never without how far it moves when the weights do (Handbook on Constructing Composite Indicators,
OECD and Joint Research Centre, 2008, steps 5–7).
"""
