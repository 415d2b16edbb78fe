"""Tests of the wizard, by its keys and what its screen shows."""
