"""Temporary files of editors and operating systems: never content.

Backups and swap files, leftovers of merges, partial downloads, and metadata that systems keep of a
folder. Names that begin with a dot are ignored too.
"""

from __future__ import annotations

import re

FOLDERS = frozenset(
    {
        *("__macosx", "@eadir", "$recycle.bin", "#recycle", "system volume information"),
        *("lost+found", "cvs"),
    }
)
# Vim tries whether it may write a folder with a file of this name, or else of one 123 higher.
VIM_PROBE, VIM_STEP = 4913, 123
LEFTOVER = re.compile(
    r"""
    .*~                                         # Emacs, Vim, gedit, Kate
    | \#.*\#                                    # Emacs' auto-save
    | ~\$.* | ~lock.*                           # Word, LibreOffice
    | .*\.(?:bak|backup|bkp|old|orig|rej|tmp|temp|swp|swo|swn|swx|un~|autosave|part|crdownload
             |download|partial|save|kate-swp|synctmp|mine)(?:\.?\d+)?
    | .*\.r\d+                                   # a conflict of Subversion's
    | .*\.(?:bak|backup|orig|rej)\.md
    | .*\.sync-conflict-\d{8}-\d{6}.*           # Syncthing
    | .*\([^()]*conflicted\ copy[^()]*\).*      # Dropbox, Nextcloud
    | .*___jb_(?:tmp|old|bak)___                # JetBrains
    | .*\.tmp\.[\w.-]+ | .*\.sb-[0-9a-z]+-\w+   # atomic writes of Node, of macOS
    | .*[._](?:BACKUP|BASE|LOCAL|REMOTE)[._]\d+\.[^.]+   # git mergetool
    | thumbs\.db(?::.*)? | ehthumbs(?:_vista)?\.db | desktop\.ini | icon\r
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Return whether a file name is that of a temporary file."""
    if name.startswith("."):
        return True
    if name.isascii() and name.isdigit():
        number = int(name[:9])
        return number >= VIM_PROBE and (number - VIM_PROBE) % VIM_STEP == 0
    return LEFTOVER.fullmatch(name) is not None
