"""Is a PDF tagged as it should be? A judge in Python, quick enough for every test run.

``reading`` reads content and structure tree of a file, ``triage`` finds faults in them,
``expected`` says what a deck's text is in reading order. The whole of both standards is checked
by veraPDF (``make test-pdf``).
"""
