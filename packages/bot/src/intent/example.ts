/** One phrasing of an intent. */
export interface Example {
  /** Index of the intent it means. */
  label: number
  /** The phrasing as `normalise` folds it. */
  folded: string
}
