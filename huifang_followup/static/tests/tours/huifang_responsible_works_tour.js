import {registry} from "@web/core/registry";

/** Somebody without any role says what is wrong, and does it. */
registry.category("web_tour.tours").add("huifang_responsible_plans_tour", {
    steps: () => [
        {
            content: "The page says what to do",
            trigger: ".alert:contains(Write down cause and measure)",
        },
        {
            trigger: "[name=cause_category] .o_select_menu_toggler",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Material)",
            run: "click",
        },
        {
            trigger: "[name=measure] textarea",
            run: "edit Replaced the washer.",
        },
        {
            trigger: "button[name=action_plan]",
            run: "click",
        },
        {
            trigger: "button[name=action_start]",
            run: "click",
        },
        {
            trigger: "button[name=action_finish]",
            run: "click",
        },
        {
            content: "Somebody else has to look at it now",
            trigger: ".alert:contains(Somebody who had no part in the work)",
        },
    ],
});

/** What came back shows why; it is done once more. */
registry.category("web_tour.tours").add("huifang_responsible_repairs_tour", {
    steps: () => [
        {
            trigger: ".o_notebook_headers a:contains(Not Accepted)",
            run: "click",
        },
        {
            content: "The last reason stands there",
            trigger: "[name=rejection_ids] td:contains(drips)",
        },
        {
            trigger: "button[name=action_finish]",
            run: "click",
        },
        {
            trigger: ".alert:contains(Somebody who had no part in the work)",
        },
    ],
});
