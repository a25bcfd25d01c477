import {registry} from "@web/core/registry";

const row = (number) => `.o_huifang_rating_list tbody tr:nth-child(${number})`;

/** The dispatcher has the customer on the phone and never takes the hands off the keys. */
registry.category("web_tour.tours").add("huifang_dispatcher_records_tour", {
    steps: () => [
        {
            content: "The first aspect waits for a key",
            trigger: `${row(1)}:focus-within`,
            run: "press 1",
        },
        {
            trigger: `${row(2)}:focus-within`,
            run: "press 3",
        },
        {
            content: "Unsatisfied: the reason is asked for",
            trigger: `${row(2)} .o_input:focus`,
            run: "edit Left the corridor dirty",
        },
        {
            trigger: `${row(2)} .o_input:focus`,
            run: "press Enter",
        },
        {
            trigger: `${row(3)}:focus-within`,
            run: "press 0",
        },
        {
            content: "A slip is taken back, the aspect stays blank",
            trigger: `${row(4)}:focus-within`,
            run: "press ArrowUp",
        },
        {
            trigger: `${row(3)}:focus-within`,
            run: "press Delete",
        },
        {
            trigger: `${row(3)}:not(:has(:checked))`,
            run: "press ArrowDown",
        },
        {
            trigger: `${row(4)}:focus-within`,
            run: "press 2",
        },
        {
            trigger: "[name=is_resolved] .o_radio_item:contains(Not solved) input",
            run: "click",
        },
        {
            trigger: "button[name=action_done]",
            run: "click",
        },
        {
            content: "The answer stands and can be read",
            trigger: `${row(2)} .o_huifang_reason:contains(Left the corridor dirty)`,
        },
    ],
});
