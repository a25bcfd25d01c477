import logging
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

RETRY_AFTER = timedelta(hours=1)


class HuifangQueueMixin(models.AbstractModel):
    """Work through a queue of records in batches that may be killed at any moment.

    What a domain selects is the queue; the work takes a record out of it, in the same
    transaction. So a killed run loses nothing and a second run doubles nothing. A
    record that fails keeps the error, is tried again an hour later, and never blocks
    the others.
    """

    _name = "huifang.queue.mixin"
    _description = "Resumable Queue of Records"

    queue_error = fields.Text(string="Problem", readonly=True, copy=False)
    queue_retry_date = fields.Datetime(string="Try Again", readonly=True, copy=False)

    @api.model
    def _process_queue(self, domain, method_name, limit=500):
        """Run a method on all records of a queue, batch by batch.

        :param domain: selects the queue; the method must take its records out of it
        :param str method_name: method of this model, works on a recordset
        :param int limit: records per batch and transaction
        """
        cron = self.env["ir.cron"]
        queue = self._get_queue_domain(domain)
        cron._commit_progress(remaining=self.search_count(queue))
        while batch := self._next_batch(queue, limit):
            batch._process_batch(method_name)
            if not cron._commit_progress(len(batch)):
                break
            self.env.invalidate_all(flush=False)

    @api.model
    def _get_queue_domain(self, domain):
        """Return the queue less the records that wait for another try."""
        now = fields.Datetime.now()
        return Domain(domain) & (
            Domain("queue_retry_date", "=", False)
            | Domain("queue_retry_date", "<=", now)
        )

    @api.model
    def _next_batch(self, domain, limit):
        """Return the next records nobody else works on, locked."""
        return self.search(domain, limit=limit, order="id").try_lock_for_update()

    def _process_batch(self, method_name):
        """Do the work at once, or record by record where one of them fails."""
        try:
            with self.env.cr.savepoint():
                self._clear_queue_error()
                getattr(self, method_name)()
        except psycopg2.OperationalError:
            raise
        except Exception:
            self.env.invalidate_all(flush=False)
            for record in self:
                record._process_one(method_name)

    def _process_one(self, method_name):
        """Do the work on one record, or keep the error on it."""
        try:
            with self.env.cr.savepoint():
                self._clear_queue_error()
                getattr(self, method_name)()
        except psycopg2.OperationalError:
            raise
        except Exception as error:
            self.env.invalidate_all(flush=False)
            if not self.queue_error:
                _logger.warning("%s failed on %s", method_name, self, exc_info=True)
            self._set_queue_error(str(error))

    def _set_queue_error(self, message):
        """Keep a problem on the records and take them out of the queue for a while.

        :param str message: what is wrong and what to do, for the office's people
        """
        self.write(
            {
                "queue_error": message,
                "queue_retry_date": fields.Datetime.now() + RETRY_AFTER,
            }
        )

    def _clear_queue_error(self):
        """Forget an earlier problem: the records are being tried again."""
        self.filtered("queue_error").write(
            {"queue_error": False, "queue_retry_date": False}
        )
