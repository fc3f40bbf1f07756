import type { enNames } from './en.names.ts'
import type { Evidence } from './evidence.ts'

/** Words for the names that come as data, in one language. */
export type Names = typeof enNames & { evidence: Evidence }
