from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.mail.controllers.attachment import AttachmentController

MAX_FILE = 25 * 1024 * 1024  # bytes; photos and short films of a phone


class CustomerFiles(AttachmentController):
    """Files customers send from the pages of their records (D6): not without bound."""

    @route()
    def mail_attachment_upload(self, ufile, thread_id, thread_model, **options):
        mixin = request.registry["huifang.customer.mixin"]
        thread = request.env.get(thread_model)
        if request.env.user.share and isinstance(thread, mixin):
            try:
                thread._check_customer_pace()
                self._check_size()
            except UserError as error:
                return request.make_json_response({"error": str(error)})
        return super().mail_attachment_upload(ufile, thread_id, thread_model, **options)

    def _check_size(self):
        if (request.httprequest.content_length or 0) > MAX_FILE:
            raise UserError(
                request.env._(
                    "The file is too large. Send files of at most %(size)s MB.",
                    size=MAX_FILE // 1024**2,
                )
            )
