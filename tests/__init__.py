"""The tests of authwizard; the folders mirror the package."""
