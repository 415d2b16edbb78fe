"""What a terminal sends for the keys that have no character of their own (xterm's spelling)."""

ENTER = "\r"
TAB = "\t"
SHIFT_TAB = "\x1b[Z"
# A lone ESC may also begin a sequence: wait for its effect before you send more.
ESC = "\x1b"
BACKSPACE = "\x7f"
SPACE = " "

UP = "\x1b[A"
DOWN = "\x1b[B"
RIGHT = "\x1b[C"
LEFT = "\x1b[D"
HOME = "\x1b[H"
END = "\x1b[F"
INSERT = "\x1b[2~"
DELETE = "\x1b[3~"
PAGE_UP = "\x1b[5~"
PAGE_DOWN = "\x1b[6~"

F1 = "\x1bOP"
F2 = "\x1bOQ"
F3 = "\x1bOR"
F4 = "\x1bOS"
F5 = "\x1b[15~"
F6 = "\x1b[17~"
F7 = "\x1b[18~"
F8 = "\x1b[19~"
F9 = "\x1b[20~"
F10 = "\x1b[21~"
F11 = "\x1b[23~"
F12 = "\x1b[24~"


def ctrl(letter: str) -> str:
    """Return what a terminal sends for Ctrl and `letter`; I, M and H are Tab, Enter and Backspace."""
    if len(letter) != 1 or not "@" <= letter.upper() <= "_":
        raise ValueError(f"no control character for {letter!r}")
    return chr(ord(letter.upper()) & 0x1F)
