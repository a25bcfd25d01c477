"""A test run counts only when it was complete.

pytest and pytest-odoo end with success when no browser is found, when the HTTP server
is off and when every test was skipped. Loaded with ``-p``, so that it holds for test
files outside the repository too.
"""

from pathlib import Path

import pytest
from assets import compile_assets

TESTS = Path(__file__).parents[2] / "tests"


def pytest_configure(config):
    # `testpaths` counts only when pytest starts in the root folder.
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args[:] = [str(TESTS)]
    config.pluginmanager.register(Completeness(), "completeness")


@pytest.fixture(scope="session", autouse=True)
def assets(request, load_registry):
    if any(needs_http(item) for item in request.session.items):
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.modules.registry import Registry
        from odoo.tests.common import get_db_name

        with Registry(get_db_name()).cursor() as cr:
            compile_assets(Environment(cr, SUPERUSER_ID, {}), "web.assets_tests")


def needs_http(item):
    from odoo.tests import HttpCase

    return issubclass(getattr(item, "cls", None) or object, HttpCase)


class Completeness:
    def __init__(self):
        self.ran = 0
        self.skipped = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item):
        report = yield
        if report.skipped and needs_http(item):
            self.skipped.append(item.nodeid)
        self.ran += report.when == "call" and not report.skipped
        return report

    def pytest_collectreport(self, report):
        if report.skipped:  # a whole file, before it could say what it needs
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session):
        incomplete = self.skipped or not self.ran
        if incomplete and not session.config.option.collectonly:
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter, config):
        for nodeid in self.skipped:
            terminalreporter.write_line(
                f"SKIPPED but needed (browser or HTTP): {nodeid}", red=True
            )
        if not self.ran and not config.option.collectonly:
            terminalreporter.write_line("No test ran.", red=True)
