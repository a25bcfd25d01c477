import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("huifang_customer_rejects_tour", {
    steps: () => [
        {
            content: "What to write comes up only when it is asked for",
            trigger: "details:not([open]) summary",
            run: "click",
        },
        {
            trigger: "details[open] textarea[name=reason]",
            run: "edit It drips again.",
        },
        {
            trigger: "details[open] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The page repeats what was said",
            trigger:
                ".list-group-item:contains(Not accepted):contains(It drips again.)",
        },
        {
            content: "Nothing more is asked",
            trigger: "#wrapwrap:not(:has(#huifang_accept))",
        },
    ],
});
