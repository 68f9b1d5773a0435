"""A package, put to the test by the real Anki.

Anki's library is under the AGPL: it is no dependency, is never imported by nnexport, and runs in a
process of its own, :mod:`nnexport.verifying.worker`. What that process found comes back as JSON, as
the values of :mod:`nnexport.verifying.facts`.
"""
