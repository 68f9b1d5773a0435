"""Web pages → Markdown with the places of the original."""
