"""Files: stored after checks, sent in parts, scanned, removed; exports are fetched once."""

from core.files.services.exports import (
    EXPORT_LIFE,
    Gone,
    break_promise,
    claim,
    is_being_made,
    is_waiting,
    keep_promise,
    promise_export,
    store_export,
    take_back_exports,
)
from core.files.services.finishing import abandoned, cancel_upload, finish_upload, forget_files, keep_uploaded
from core.files.services.quotas import Room, refuse_over, room_of_person, room_of_pool
from core.files.services.scanning import look_again, record_verdict
from core.files.services.storing import (
    checked_first,
    keep_checked,
    looked_over,
    remove,
    remove_expired,
    store,
    store_bytes,
)
from core.files.services.unnamed import remove_unnamed, unnamed
from core.files.services.uploads import (
    Incomplete,
    Place,
    StillChecked,
    UploadOver,
    WrongOffset,
    going,
    receive_chunk,
    start_upload,
)

__all__ = [
    "EXPORT_LIFE",
    "Gone",
    "Incomplete",
    "Place",
    "Room",
    "StillChecked",
    "UploadOver",
    "WrongOffset",
    "abandoned",
    "break_promise",
    "cancel_upload",
    "checked_first",
    "claim",
    "finish_upload",
    "forget_files",
    "going",
    "is_being_made",
    "is_waiting",
    "keep_checked",
    "keep_promise",
    "keep_uploaded",
    "look_again",
    "looked_over",
    "promise_export",
    "receive_chunk",
    "record_verdict",
    "refuse_over",
    "remove",
    "remove_expired",
    "remove_unnamed",
    "room_of_person",
    "room_of_pool",
    "start_upload",
    "store",
    "store_bytes",
    "store_export",
    "take_back_exports",
    "unnamed",
]
