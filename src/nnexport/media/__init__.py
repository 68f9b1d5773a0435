"""Pictures and sounds of a deck: from what a text names to a file that may go into a package.

Nobody can say what a text from elsewhere names, so a file is believed only as far as it was looked
at: ``opening`` opens nothing outside of the deck's folder, ``kinds`` tells by its bytes what a file
is, ``svg`` whether a drawing does more than draw, and ``finding`` puts them together.
"""
