import {registry} from "@web/core/registry";

/** The customer clicked the middle face in the mail; every face is then a click or two away. */
registry.category("web_tour.tours").add("huifang_customer_answers_tour", {
    steps: () => [
        {
            content: "The page says what is asked and which face was chosen",
            trigger: ".o_huifang_link_face img[src*=face_fair]",
        },
        {
            trigger: ".o_huifang_link_card button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The face is chosen on the form",
            trigger: "[data-overall] .o_survey_selected:has([data-level=fair])",
        },
        {
            content: "Nothing else is chosen",
            trigger:
                ".o_survey_form:not(:has(.o_huifang_faces:not([data-overall]) :checked))",
        },
        {
            content: "What is missing is said on the page",
            trigger: "button[type=submit]",
            run: "click",
        },
        {
            trigger: ".o_survey_question_error.slide_in",
        },
        {
            trigger: ".o_huifang_face:has([data-level=unsatisfied])",
            run: "click",
        },
        {
            content: "An unsatisfied customer is asked why",
            trigger: ".js_question-wrapper:has(.o_survey_selected) + * textarea",
            run: "edit The tap still drips.",
        },
        {
            trigger: ".o_survey_choice_btn:not(.o_huifang_face):contains(No, not yet)",
            run: "click",
        },
        {
            content: "What has been put right is not complained about any more",
            trigger: ".o_survey_form:not(:has(.o_survey_question_error.slide_in))",
        },
        {
            trigger: "button[type=submit]",
            run: "click",
        },
        {
            trigger: ".o_survey_finished h1:contains(Thank you)",
        },
    ],
});
