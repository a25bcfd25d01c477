"""A copy of the test database, for what takes several processes or transactions."""

import os
import shutil
from contextlib import closing, contextmanager

from odoo.sql_db import close_db, db_connect
from odoo.tests.common import get_db_name
from odoo.tools import SQL, config


@contextmanager
def copied_database(suffix):
    """Give the name of a database with the addon, to do with as one likes."""
    original, name = get_db_name(), f"{get_db_name()}_{suffix}"
    drop_database(name)
    close_db(original)
    run_sql(
        SQL("CREATE DATABASE %s TEMPLATE %s", *map(SQL.identifier, (name, original)))
    )
    try:
        copy_files(original, name)
        yield name
    finally:
        close_db(name)
        drop_database(name)


def run_sql(statement):
    """Run a statement that no transaction may contain."""
    with closing(db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(statement)


def drop_database(name):
    run_sql(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name)))
    shutil.rmtree(config.filestore(name), ignore_errors=True)


def copy_files(original, name):
    if os.path.isdir(config.filestore(original)):
        shutil.copytree(
            config.filestore(original), config.filestore(name), copy_function=os.link
        )
