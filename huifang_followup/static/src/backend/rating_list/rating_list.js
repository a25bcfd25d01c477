import {Component, onPatched, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {CharField} from "@web/views/fields/char/char_field";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const LEVEL_BY_KEY = {1: "satisfied", 2: "fair", 3: "unsatisfied", 0: "na"};

let nextId = 0;

/**
 * All aspects of a ballot in one table, made for people who fill in dozens a day with one
 * hand on the telephone: a digit rates and goes on, an unsatisfied customer is asked why.
 */
export class RatingList extends Component {
    static template = "huifang_followup.RatingList";
    static components = {CharField};
    static props = {...standardFieldProps};

    setup() {
        this.id = `huifang_rating_list_${nextId++}`;
        this.root = useRef("root");
        this.askWhy = null; // the line whose reason is focused as soon as it is shown
        useEffect(
            () => this.focusFirstUnrated(),
            () => [this.props.record.resId, this.props.readonly]
        );
        onPatched(() => this.focusReason());
    }

    get lines() {
        return this.props.record.data[this.props.name].records;
    }

    /** The levels with their translated labels and the key of each. */
    get levels() {
        const labels = new Map(
            this.props.record.data[this.props.name].fields.level.selection
        );
        return ["1", "2", "3", "0"].map((key) => {
            const value = LEVEL_BY_KEY[key];
            return {key, value, label: labels.get(value)};
        });
    }

    getLevel(line) {
        return this.levels.find((level) => level.value === line.data.level);
    }

    hasReason(line) {
        return line.data.level === "unsatisfied" || Boolean(line.data.reason);
    }

    rate(line, value) {
        return line.update({level: value});
    }

    /** A click on the face that is chosen takes the rating back, as with Delete. */
    onClick(ev, line, value) {
        // detail: 2 is the second half of a double click
        if (line.data.level === value && ev.detail === 1) {
            this.rate(line, false);
        }
    }

    onKeydown(ev, line) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey || ev.isComposing) {
            return;
        }
        const isReason = ev.target.type !== "radio";
        if (ev.key === "ArrowUp" || ev.key === "ArrowDown") {
            this.focusLine(line, ev.key === "ArrowUp" ? -1 : 1);
        } else if (isReason && ev.key === "Enter") {
            this.focusLine(line, 1);
        } else if (!isReason && ["Delete", "Backspace"].includes(ev.key)) {
            this.rate(line, false);
        } else if (!isReason && ev.key in LEVEL_BY_KEY) {
            this.rateByKey(line, LEVEL_BY_KEY[ev.key]);
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    rateByKey(line, value) {
        if (value === "unsatisfied") {
            this.askWhy = line;
        } else {
            this.focusLine(line, 1);
        }
        this.rate(line, value);
        this.focusReason(); // it may be shown already, then nothing is rendered
    }

    // === FOCUS === //

    getRow(line) {
        return this.root.el.querySelector(`tr[data-line="${line.id}"]`);
    }

    /** Move to the aspect above or below, and stay at both ends. */
    focusLine(line, step) {
        const next = this.lines[this.lines.indexOf(line) + step] || line;
        const row = this.getRow(next);
        (row.querySelector(":checked") || row.querySelector("[type=radio]")).focus();
    }

    focusReason() {
        const input =
            this.askWhy && this.getRow(this.askWhy)?.querySelector(".o_input");
        if (input) {
            this.askWhy = null;
            input.focus();
        }
    }

    /** On a phone the page stays at its top: there the number to call is. */
    focusFirstUnrated() {
        const line =
            !this.props.readonly && this.lines.find((each) => !each.data.level);
        if (line && !this.env.isSmall) {
            this.focusLine(line, 0);
        }
    }
}

export const ratingList = {
    component: RatingList,
    displayName: _t("Ratings by Key"),
    supportedTypes: ["one2many"],
    additionalClasses: ["w-100"],
    useSubView: true, // the list inside says which fields are read
};

registry.category("fields").add("huifang_rating_list", ratingList);
