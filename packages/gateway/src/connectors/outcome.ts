/** What came of a try of a connector. `resting`: it was not made, because those before have failed. */
export const CONNECTOR_OUTCOMES = ['ok', 'refused', 'unavailable', 'timeout', 'resting'] as const
export type ConnectorOutcome = (typeof CONNECTOR_OUTCOMES)[number]
