"""Steelyard: compliance of AWS accounts as SQL."""

__version__ = "0.1.0"
