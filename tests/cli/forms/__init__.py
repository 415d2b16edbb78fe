"""Tests of the forms in which other programs get problems."""
