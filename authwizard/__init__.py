"""A wizard and a command line for the two operations that give an Amplify backend its authentication."""

__all__ = ["__version__"]

__version__ = "0.2.0"
