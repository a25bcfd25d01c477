import {SignatureForm} from "@portal/signature_form/signature_form";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

patch(SignatureForm.prototype, {
    /** After an error Odoo leaves the button turning, and nobody could try again. */
    async onClickSubmit() {
        const button = this.rootRef.el.querySelector(".o_portal_sign_submit");
        const icon = button.firstChild;
        try {
            await super.onClickSubmit(...arguments);
        } catch {
            this.state.error = _t(
                "Nothing reached us. Check your connection, log in again if you were " +
                    "logged in, and try once more."
            );
        } finally {
            button.querySelector(".fa-spin")?.remove();
            button.prepend(icon);
            button.classList.remove("o_btn_loading", "disabled", "pe-none");
            button.disabled = false;
        }
    },
});
