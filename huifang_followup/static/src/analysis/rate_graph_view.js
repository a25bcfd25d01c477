import {registry} from "@web/core/registry";
import {graphView} from "@web/views/graph/graph_view";

/**
 * A graph of rates: where nothing was returned there is no rate, so the line has a gap.
 * Odoo's own graph draws such months as 0 %.
 */
export class RateGraphModel extends graphView.Model {
    _getData(dataPoints, forceUseAllDataPoints) {
        const data = super._getData(dataPoints, forceUseAllDataPoints);
        const {fields, measure} = this.metaData;
        if (fields[measure]?.aggregator !== "avg") {
            return data;
        }
        for (const dataset of data.datasets) {
            dataset.data = dataset.data.map((value, index) =>
                value === false || !dataset.domains[index].length ? null : value
            );
        }
        return data;
    }
}

registry.category("views").add("huifang_rate_graph", {
    ...graphView,
    Model: RateGraphModel,
});
