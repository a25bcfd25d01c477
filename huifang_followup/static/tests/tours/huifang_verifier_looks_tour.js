import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("huifang_verifier_rejects_tour", {
    steps: () => [
        {
            trigger: "button[name=action_reject]",
            run: "click",
        },
        {
            content: "It asks why",
            trigger: ".modal [name=reason] textarea",
            run: "edit The tap drips.",
        },
        {
            trigger: ".modal-footer button:contains(Back to Work)",
            run: "click",
        },
        {
            trigger:
                "body:not(:has(.modal)) .o_arrow_button_current:contains(In progress)",
        },
    ],
});

registry.category("web_tour.tours").add("huifang_verifier_verifies_tour", {
    steps: () => [
        {
            trigger: "button[name=action_verify]",
            run: "click",
        },
        {
            trigger: ".alert:contains(The customer is asked now)",
        },
    ],
});
