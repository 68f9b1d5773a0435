"""A fuzzer of the readers: texts as nobody writes them, and what must hold for them all the same.

:mod:`tests.fuzz.properties` says what must hold, :mod:`tests.fuzz.grammar` what texts are made of,
:mod:`tests.fuzz.loop` keeps the inputs that reach new code and makes new ones of them.
"""
