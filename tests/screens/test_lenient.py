"""A byte that is no UTF-8 is a replacement sign, not the end of the desk."""

import inspect
import sys

import pytest

from screens.lenient import read_any_byte


@pytest.mark.skipif(sys.platform == "win32", reason="the Windows driver reads characters")
def test_the_drivers_decoder_takes_any_byte():
    from textual.drivers import linux_driver

    read_any_byte()
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"caf\xe9 ok") == "caf\ufffd ok"
    assert decode("café".encode()) == "café"
    source = inspect.getsource(linux_driver.LinuxDriver)
    assert 'getincrementaldecoder("utf-8")()' in source, "the driver finds its decoder another way now"
