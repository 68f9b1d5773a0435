"""Pictures of cards and pages, to be looked at: ``make pictures``. See ``__main__``."""
