"""Tests of authwizard.files."""
