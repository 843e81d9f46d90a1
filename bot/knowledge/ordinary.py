"""`knowledge/ordinary/`: what people write to any chatbot, a message a line."""

from pathlib import Path


def read_ordinary(folder: Path) -> tuple[str, ...]:
    """Return the lines of all files of a folder; in a `.tsv` file each has its language in front."""
    texts: list[str] = []
    for file in sorted(folder.glob("*.t[xs][tv]")):
        lines = filter(None, map(str.strip, file.read_text(encoding="utf-8").splitlines()))
        texts += [line.partition("\t")[2] if file.suffix == ".tsv" else line for line in lines]
    return tuple(texts)
