import {registry} from "@web/core/registry";

const row = (number) => `.o_huifang_rating_list tbody tr:nth-child(${number})`;
const inDialog = (selector) => `.modal ${selector}`;
const noDialog = "body:not(:has(.modal))";

/** A day some days ahead, as an American types it. */
function inDays(days, clock = "") {
    const day = luxon.DateTime.now().plus({days});
    return `${day.toFormat("MM/dd/yyyy")} ${clock}`.trim();
}

const agreeOn = (days, ...more) => [
    {
        trigger: "button:contains(Appointment):enabled",
        run: "click",
    },
    {
        trigger: inDialog("[name=date] :is(input, button)"),
        run: "click",
    },
    {
        trigger: inDialog("[name=date] input"),
        run: `edit ${inDays(days, "10:00:00")}`,
    },
    {
        trigger: inDialog("[name=place] input"),
        run: "edit At gate 3",
    },
    ...more,
    {
        trigger: inDialog(".o_form_button_save"),
        run: "click",
    },
    {trigger: noDialog},
];

const rateSatisfied = (number) => ({
    trigger: `${row(number)} label:first`,
    run: "click",
});

/** Draw across a canvas as a finger does. */
function drawLine(canvas) {
    const {left, top, width, height} = canvas.getBoundingClientRect();
    const touch = (type, part) =>
        canvas.dispatchEvent(
            new PointerEvent(type, {
                bubbles: true,
                buttons: type === "pointerup" ? 0 : 1,
                isPrimary: true,
                clientX: left + width * part,
                clientY: top + height * part,
            })
        );
    touch("pointerdown", 0.2);
    [0.3, 0.4, 0.5, 0.6, 0.7].forEach((part) => touch("pointermove", part));
    touch("pointerup", 0.8);
}

/** From the appointment to the signature, and what was promised on the way. */
registry.category("web_tour.tours").add("huifang_dispatcher_visits_tour", {
    steps: () => [
        ...agreeOn(2),
        {
            content: "The place stands beside the moment",
            trigger: "[name=appointment_place]:contains(At gate 3)",
        },
        ...agreeOn(3, {
            content: "Moving it asks why",
            trigger: inDialog("[name=reason] input"),
            run: "edit She is ill",
        }),
        {
            content: "Both are on record",
            trigger: ".nav-link:contains(Attempts)",
            run: "click",
        },
        {trigger: "[name=appointment_ids] .o_data_row:nth-child(2).text-muted"},
        {
            trigger: ".nav-link:contains(Promises)",
            run: "click",
        },
        {
            trigger: "button:contains(Promise an Answer)",
            run: "click",
        },
        {
            trigger: inDialog("[name=question] textarea"),
            run: "edit When will the pipe be replaced?",
        },
        {
            trigger: inDialog("[name=promised_date] :is(input, button)"),
            run: "click",
        },
        {
            trigger: inDialog("[name=promised_date] input"),
            run: `edit ${inDays(5)}`,
        },
        {
            trigger: inDialog(".o_form_button_save"),
            run: "click",
        },
        {trigger: "[name=promise_ids] .o_data_row:contains(pipe)"},
        {
            trigger: ".nav-link:contains(Answers)",
            run: "click",
        },
        ...[1, 2, 3, 4].map(rateSatisfied),
        {
            trigger: "[name=is_resolved] .o_radio_item:first input",
            run: "click",
        },
        {
            content: "A visit is not finished without the customer's signature",
            trigger: "button[name=action_done]",
            run: "click",
        },
        {
            trigger: inDialog(":contains(Have the customer sign)"),
        },
        {
            trigger: inDialog("button:contains(Close)"),
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=signature] .o_signature",
            run: "click",
        },
        {
            content: "The customer signs on the screen",
            trigger: inDialog("canvas"),
            run() {
                drawLine(this.anchor);
            },
        },
        {
            trigger: inDialog("footer .btn-primary:enabled"),
            run: "click",
        },
        {trigger: noDialog},
        {
            trigger: "button[name=action_done]",
            run: "click",
        },
        {
            content: "The answer stands",
            trigger: ".o_arrow_button_current:contains(Done)",
        },
    ],
});

/** What was promised is answered from the list of one's own promises. */
registry.category("web_tour.tours").add("huifang_dispatcher_keeps_promise_tour", {
    steps: () => [
        {
            trigger: ".o_data_row td:contains(pipe)",
            run: "click",
        },
        {
            trigger: "[name=answer] textarea",
            run: "edit In May.",
        },
        {
            trigger: "[name=answer_channel] :is(input, select)",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Phone)",
            run: "click",
        },
        {
            trigger: "button[name=action_answer]",
            run: "click",
        },
        {
            trigger: "[name=is_kept] input:checked",
        },
    ],
});

/** The customer reads both on the own page. */
registry.category("web_tour.tours").add("huifang_customer_reads_promise_tour", {
    steps: () => [
        {trigger: "dt:contains(When will the pipe be replaced?)"},
        {trigger: "dd:contains(In May.)"},
    ],
});
