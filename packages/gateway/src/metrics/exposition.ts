/** One number of a metric. */
export interface Sample {
  /** Appended to the metric's name: histograms have several series. */
  suffix?: string
  labels?: Readonly<Record<string, string>>
  value: number
}

export interface Metric {
  name: string
  type: 'counter' | 'gauge' | 'histogram'
  /** One sentence, shown beside the metric. */
  help: string
  source: { samples(): Sample[] }
}

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Prometheus' text format, version 0.0.4.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const exposition = (metrics: readonly Metric[]): string => metrics.map(block).join('')

const block = ({ name, type, help, source }: Metric): string =>
  [
    `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
    `# TYPE ${name} ${type}`,
    ...source.samples().map(({ suffix = '', labels, value }) => `${name}${suffix}${labelled(labels)} ${value}`),
    '',
  ].join('\n')

function labelled(labels: Sample['labels']): string {
  if (!labels) return ''
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return `{${pairs.join(',')}}`
}

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
