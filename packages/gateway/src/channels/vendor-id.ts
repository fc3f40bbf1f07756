import { sha256 } from '../audit/sha256.ts'

/** What may follow an account's id in an event's id. */
const PLAIN = /^[A-Za-z0-9_.=+/-]{1,120}$/

/** A vendor's id as part of an event's id: as it is where it is short and plain, else a mark of it. */
export const vendorId = (raw: string): string => (PLAIN.test(raw) ? raw : sha256(raw))

/** Names what was told to a message about connecting a chat: it is answered, and nobody hears it. */
export const toldId = (heardId: string): string => `${heardId}:link`
