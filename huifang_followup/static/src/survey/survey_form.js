import {SurveyForm} from "@survey/interactions/survey_form";
import {patch} from "@web/core/utils/patch";

const FACES = ["satisfied", "fair", "unsatisfied"];

/**
 * What the form of a follow-up does differently: it takes over the face clicked in the
 * mail, and it never leaves the customer before a dead form.
 */
patch(SurveyForm.prototype, {
    setup() {
        super.setup();
        this.isFollowup = "followup" in this.el.dataset;
    },

    start() {
        super.start();
        const face = new URL(window.location.href).searchParams.get("face");
        if (this.isFollowup && FACES.includes(face)) {
            this.chooseFace(face);
        }
    },

    /** Choose the overall face as the customer's own click would; nothing is sent yet. */
    chooseFace(face) {
        const overall = this.el.querySelector("[data-overall]");
        if (overall && !overall.querySelector("input:checked")) {
            overall.querySelector(`input[data-level="${face}"]`)?.click();
        }
    },

    /** Do not ask whether it is meant: what is missing is said first, and it is one page. */
    onSubmit(ev) {
        if (!this.isFollowup || this.options.isStartScreen) {
            return super.onSubmit(ev);
        }
        ev.preventDefault();
        this.submitForm({isFinish: true});
    },

    /** Turn the page once the server has answered: without network the form stays. */
    async nextScreen(answered, options) {
        if (this.isFollowup) {
            const isSent = await answered.then(
                () => true,
                () => false
            );
            this.el
                .querySelector(".o_huifang_unsent")
                ?.classList.toggle("d-none", isSent);
            if (!isSent) {
                return;
            }
        }
        return super.nextScreen(answered, options);
    },

    onNextScreenDone(options) {
        const error = this.isFollowup && this.nextScreenResult?.error;
        if (error && error !== "validation") {
            // Answered meanwhile, expired, withdrawn: the page itself leads to the reason.
            return window.location.reload();
        }
        super.onNextScreenDone(options);
        if (this.isFollowup && !error) {
            this.focusOnThanks();
        }
    },

    /** Have screen readers read what has taken the form's place. */
    focusOnThanks() {
        const thanks = this.el.querySelector(".o_survey_finished h1");
        if (thanks) {
            thanks.tabIndex = -1;
            thanks.focus();
        }
    },

    /** What has been put right is no longer complained about. */
    onChoiceItemChange(ev) {
        if (this.isFollowup) {
            const question = ev.currentTarget.closest(".js_question-wrapper");
            const error = question.querySelector(".o_survey_question_error");
            error?.replaceChildren();
            error?.classList.remove("slide_in");
        }
        return super.onChoiceItemChange(ev);
    },

    showErrors(errors) {
        super.showErrors(errors);
        const first = this.el.querySelector(".o_survey_question_error.slide_in");
        if (this.isFollowup && first) {
            const question = first.closest(".js_question-wrapper");
            question.querySelector("input, textarea").focus({preventScroll: true});
        }
    },
});
