import {registry} from "@web/core/registry";

/** The supervisor looks up how the function is doing, aspect by aspect. */
registry.category("web_tour.tours").add("huifang_supervisor_pivot_tour", {
    steps: () => [
        {
            trigger: ".o_pivot tbody tr:contains(Staff Attitude)",
        },
        {
            content: "One of two ballots was bad: 50 %",
            trigger:
                ".o_pivot tbody tr:contains(Overall Evaluation) .o_value:contains(50.0)",
        },
        {
            trigger: ".o_switch_view.o_graph",
            run: "click",
        },
        {
            content: "A month without answers has no rate, which is not 0 %",
            trigger: ".o_graph_renderer canvas",
            run() {
                const [{data}] = window.Chart.getChart(this.anchor).data.datasets;
                if (JSON.stringify(data) !== "[100,null,87.5]") {
                    throw new Error(`The line goes through ${JSON.stringify(data)}`);
                }
            },
        },
    ],
});
