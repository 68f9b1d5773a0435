"""nnexport: numbered questions and answers in, one deck out."""

__version__ = "0.1.0"
