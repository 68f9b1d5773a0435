"""Benchmarks: ``python -m tests.bench``, or ``make bench``. No test asserts a time."""
