import {registry} from "@web/core/registry";

/** The reviewer has the customer on the phone, and checks on the phone too. */
registry.category("web_tour.tours").add("huifang_reviewer_checks_tour", {
    steps: () => [
        {
            content: "The number can be called by a tap",
            trigger: "[name=phone] a[href^='tel:']",
        },
        {
            trigger: "[name=note] textarea",
            run: "edit Nobody has called me.",
        },
        {
            trigger: ".o_statusbar_buttons .dropdown-toggle",
            run: "click",
        },
        {
            trigger: "button[name=action_not_genuine]",
            run: "click",
        },
        {
            content: "There is no way back, so it asks once more",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            trigger: ".o_form_statusbar .o_arrow_button:contains(Found not genuine)",
        },
        {
            content: "The number is gone with the reason to call",
            trigger: ".o_form_view:not(:has([name=phone]))",
        },
    ],
});
