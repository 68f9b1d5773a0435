"""The deck and everything that is true of it in every stage. Knows no reader and no exporter."""
