"""Variants of one answer → one answer: what says nothing new folds into what says it."""
