"""Tables of questions and answers: CSV, TSV and what Anki exports."""
