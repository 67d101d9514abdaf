"""MongoDB's record of what it was asked, for the tests of what telling people costs."""

from tests.contract.conftest import commands as commands
