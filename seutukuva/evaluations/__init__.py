"""Evaluations: criteria frozen before they open, a grade with its reason for each, improvements."""
