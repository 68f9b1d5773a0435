"""``python -m nnexport``."""

from nnexport.cli import main

if __name__ == "__main__":
    main()
