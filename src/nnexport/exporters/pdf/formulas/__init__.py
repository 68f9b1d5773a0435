"""TeX → signs of a formula at their places, and how they stand in lines of text."""
