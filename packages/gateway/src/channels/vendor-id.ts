import { sha256 } from '../audit/sha256.ts'

/** A vendor's id as part of an event's id: as it is where it is short and plain, else a mark of it. */
export const vendorId = (raw: string): string => (/^[\x21-\x39\x3b-\x7e]{1,120}$/.test(raw) ? raw : sha256(raw))
