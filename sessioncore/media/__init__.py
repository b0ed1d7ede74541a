"""The media plane: packets in, packets and events out, without I/O and without a clock of its own."""

from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.sources import check_source

__all__ = ["MediaLimits", "MediaPlane", "check_source"]
