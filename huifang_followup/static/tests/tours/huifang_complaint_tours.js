import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** A caller complains; the dispatcher writes it down. */
tours.add("huifang_dispatcher_registers_tour", {
    steps: () => [
        {
            trigger: "[name=name] input",
            run: "edit Stairs never clean",
        },
        {
            trigger: "[name=team_id] input",
            run: "edit Service Desk",
        },
        {
            trigger: ".ui-menu-item a:contains(Service Desk)",
            run: "click",
        },
        {
            content: "Nothing is asked about feedback that is none",
            trigger: ".o_form_view:not(:has([name=urgency]))",
        },
        {
            trigger: "[name=feedback_type] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Complaint)",
            run: "click",
        },
        {
            trigger: "[name=urgency] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(/^Urgent$/)",
            run: "click",
        },
        {
            trigger: "[name=description] .odoo-editor-editable",
            run: "editor The stairs are never clean.",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved [name=number]:contains(HT)",
        },
        {
            content: "Whoever was asked first answers, and sees by when",
            trigger: "[name=responsible_id]:contains(hf_dispatcher)",
        },
        {
            trigger: "[name=reply_deadline]:not(:empty)",
        },
    ],
});

/** The head finds that there is nothing in it, and says why. */
tours.add("huifang_head_finds_invalid_tour", {
    steps: () => [
        {
            trigger: "button[name=action_find_invalid]",
            run: "click",
        },
        {
            trigger: ".modal [name=reason] input",
            run: "edit The stairs belong to the neighbours.",
        },
        {
            trigger: ".modal button[name=action_invalidate]",
            run: "click",
        },
        {
            trigger: "[name=validity]:contains(Not valid)",
        },
        {
            content: "The explanation is due now",
            trigger: "[name=explanation_deadline]:not(:empty)",
        },
    ],
});

/** The handler writes a sheet and hands it in. */
tours.add("huifang_sheet_handler_tour", {
    steps: () => [
        {
            trigger: ".o_statusbar_buttons button:contains(Escalation Sheet)",
            run: "click",
        },
        {
            trigger: "[name=remark] textarea",
            run: "edit The stairs are never clean.",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: "button[name=action_submit]",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(With the superior)",
        },
        {
            content: "There is nothing left for the handler to do",
            trigger: ".o_form_view:not(:has(button[name=action_submit]))",
        },
    ],
});

/** The superior agrees. */
tours.add("huifang_sheet_superior_tour", {
    steps: () => [
        {
            trigger: "[name=opinion_ids]:contains(never clean)",
        },
        {
            trigger: "[name=remark] textarea",
            run: "edit Order it, please.",
        },
        {
            trigger: "button[name=action_approve]",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(With the department)",
        },
    ],
});

/** The department orders the work. */
tours.add("huifang_sheet_department_tour", {
    steps: () => [
        {
            trigger: ".o_statusbar_buttons button:contains(Order Work)",
            run: "click",
        },
        {
            trigger: ".modal [name=task] textarea",
            run: "edit Clean them every morning.",
        },
        {
            trigger: ".modal [name=user_id] input",
            run: "edit hf_worker",
        },
        {
            trigger: ".ui-menu-item a:contains(hf_worker)",
            run: "click",
        },
        {
            trigger: ".modal [name=deadline] input, .modal [name=deadline] button",
            run: "click",
        },
        {
            trigger: ".modal [name=deadline] input",
            run: "edit 03/10/2099 17:00:00",
        },
        {
            trigger: ".modal .o_form_button_save, .modal button[special=save]",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(Work ordered)",
        },
    ],
});

/** Whoever does the work reports what came of it. */
tours.add("huifang_sheet_worker_tour", {
    steps: () => [
        {
            trigger: "[name=result] textarea",
            run: "edit Done since Monday.",
        },
        {
            trigger: "button[name=action_done]",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(Work done)",
        },
    ],
});

/** The handler answers the customer. */
tours.add("huifang_sheet_answer_tour", {
    steps: () => [
        {
            trigger: "[name=opinion_ids]:contains(Done since Monday)",
        },
        {
            trigger: "[name=remark] textarea",
            run: "edit The stairs are cleaned every morning now.",
        },
        {
            trigger: "button[name=action_answer]",
            run: "click",
        },
        {
            content: "There is no way back, so it asks once more",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(Customer was answered)",
        },
    ],
});
