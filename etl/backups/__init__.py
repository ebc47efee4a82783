"""Backups: everything that nothing can make again, in one file; checked, kept, and put back."""
