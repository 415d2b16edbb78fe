"""Tests of plain mode, by its lines."""
