"""What SQLite itself asks of the disk, written down, and what the disk may hold when the power goes.

The file calls of the very library the desk uses are listened to (``ctypes``; its file methods are copied and wrapped),
so plain and encrypted stores are tried as they are. A disk may lose, reorder and tear whatever was not synced yet.
"""

import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path

SECTOR = 512
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = (
        *(("iVersion", c_int), ("xClose", c_void_p), ("xRead", c_void_p), ("xWrite", _WRITE)),
        *(("xTruncate", _TRUNCATE), ("xSync", _SYNC), ("rest", c_void_p * 13)),
    )


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """The head of ``sqlite3_vfs``."""

    _fields_ = (
        *(("iVersion", c_int), ("szOsFile", c_int), ("mxPathname", c_int), ("pNext", c_void_p), ("zName", c_char_p)),
        *(("pAppData", c_void_p), ("xOpen", _OPEN), ("xDelete", _DELETE)),
    )


def listen(library, path, log):
    """From now on put every write, truncation, sync and deletion of the store's files into ``log``; keep the result."""
    sqlite = ctypes.CDLL(library)
    sqlite.sqlite3_vfs_find.restype = POINTER(_Vfs)
    vfs = sqlite.sqlite3_vfs_find(None).contents
    names = {str(path): "db", f"{path}-wal": "wal"}
    kept, wrapped = [], {}
    really_open, really_delete = _OPEN.from_buffer_copy(vfs.xOpen), _DELETE.from_buffer_copy(vfs.xDelete)
    open_now = {}

    def wrap(real):
        write, cut, sync = (
            kind.from_buffer_copy(getattr(real, name))
            for kind, name in ((_WRITE, "xWrite"), (_TRUNCATE, "xTruncate"), (_SYNC, "xSync"))
        )

        def x_write(file, data, amount, offset):
            log.append(("write", open_now[file], offset, ctypes.string_at(data, amount)))
            return write(file, data, amount, offset)

        def x_truncate(file, size):
            log.append(("truncate", open_now[file], size))
            return cut(file, size)

        def x_sync(file, flags):
            done = sync(file, flags)
            log.append(("sync", open_now[file]))
            return done

        mine = _Methods.from_buffer_copy(real)
        mine.xWrite, mine.xTruncate, mine.xSync = _WRITE(x_write), _TRUNCATE(x_truncate), _SYNC(x_sync)
        kept.append((mine, write, cut, sync))
        return mine

    def called(name):  # the pointer itself goes on: SQLite keeps it
        return names.get(ctypes.string_at(name).decode()) if name else None

    def x_open(own, name, file, flags, out):
        code = really_open(own, name, file, flags, out)
        found = called(name)
        if code == 0 and found:
            head = ctypes.cast(file, POINTER(_File)).contents
            place = ctypes.addressof(head.methods.contents)
            if place not in wrapped:
                wrapped[place] = wrap(head.methods.contents)
            open_now[file] = found
            head.methods = ctypes.pointer(wrapped[place])
        return code

    def x_delete(own, name, sync_folder):
        found = called(name)
        if found:
            log.append(("delete", found))
        return really_delete(own, name, sync_folder)

    vfs.xOpen, vfs.xDelete = _OPEN(x_open), _DELETE(x_delete)
    return kept, wrapped, really_open, really_delete, vfs.xOpen, vfs.xDelete, open_now


class Disk:
    """The files as the disk holds them: what was synced, and what waits."""

    def __init__(self, db: bytes, wal: bytes | None) -> None:
        self.held = {"db": bytearray(db), "wal": None if wal is None else bytearray(wal)}
        self.waiting = {"db": [], "wal": []}

    def take(self, entry):
        """One entry of the log happens."""
        what, name, *rest = entry
        if what == "sync":
            for one in self.waiting[name]:
                _apply(self.held, name, one)
            self.waiting[name] = []
        else:
            self.waiting[name].append((what, *rest))

    def cut(self, chance):
        """What is found after the power went: of what waited any part, torn between sectors."""
        found = {name: None if held is None else bytearray(held) for name, held in self.held.items()}
        for name, waiting in self.waiting.items():
            luck = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
            for what, *rest in waiting:
                if chance.random() >= luck:
                    continue
                if what == "write" and chance.random() < 0.3:
                    offset, data = rest
                    for start in range(0, len(data), SECTOR):
                        if chance.random() < 0.5:
                            _apply(found, name, ("write", offset + start, data[start : start + SECTOR]))
                else:
                    _apply(found, name, (what, *rest))
        return found


def _apply(held, name, change):
    what, *rest = change
    if what == "delete":
        held[name] = None
        return
    if held[name] is None:
        held[name] = bytearray()
    file = held[name]
    if what == "truncate":
        del file[rest[0] :]
        file.extend(bytes(rest[0] - len(file)))
    else:
        offset, data = rest
        file.extend(bytes(max(0, offset - len(file))))
        file[offset : offset + len(data)] = data


def lay_out(found, path: Path):
    """Put what was found in place of the store."""
    path.parent.mkdir(exist_ok=True)
    for name, suffix in (("db", ""), ("wal", "-wal"), ("shm", "-shm")):
        file = path.with_name(f"{path.name}{suffix}")
        file.unlink(missing_ok=True)
        if found.get(name) is not None:
            file.write_bytes(found[name])
