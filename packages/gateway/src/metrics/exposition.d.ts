/** One number of a metric. */
export interface Sample {
    /** Appended to the metric's name: histograms have several series. */
    suffix?: string;
    labels?: Readonly<Record<string, string>>;
    value: number;
}
export interface Metric {
    name: string;
    type: 'counter' | 'gauge' | 'histogram';
    /** One sentence, shown beside the metric. */
    help: string;
    source: {
        samples(): Sample[];
    };
}
export declare const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";
/**
 * Prometheus' text format, version 0.0.4.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export declare const exposition: (metrics: readonly Metric[]) => string;
