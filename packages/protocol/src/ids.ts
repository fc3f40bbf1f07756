import { z } from 'zod'

/**
 * Made by the party that writes, once per action; the same id is never stored twice for one writer. Without a colon,
 * which parts the ids the session derives from it.
 */
export const clientId = z.string().regex(/^[A-Za-z0-9_.=+/-]{8,80}$/)

/** Id of a stored event: a client's id, or one the session derives. */
export const eventId = z.string().regex(/^[A-Za-z0-9_:.=+/-]{1,200}$/)

/** An opaque 160-bit id in base64url. */
export const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)

/** A lower-case name chosen by an operator: workspaces, agents, rules, flows, intents, articles. */
export const slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)

/** A reason of a rating, as a code; what it says in words is the widget's. No digits: nobody's number fits in. */
export const ratingTag = z.string().regex(/^[a-z][a-z_]{1,23}$/)

/** Where the law may want data to be, as the platform calls it. */
export const JURISDICTIONS = ['eu', 'fedramp', 'us'] as const
export type Jurisdiction = (typeof JURISDICTIONS)[number]

/**
 * A business's name on its gateway. It may end in a jurisdiction, `shop@eu`: that decides which objects the name stands
 * for, so it has to be known from the name alone and can never change.
 */
export const workspaceId = z.string().regex(new RegExp(`^[a-z0-9][a-z0-9-]{0,30}(@(${JURISDICTIONS.join('|')}))?$`))

/** Position of an event in its session's log: 1, 2, 3 … without holes. 0 stands for "before the first". */
export const seq = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** Fencing number of the baton: raised by every pass. */
export const fence = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** Milliseconds since 1970-01-01 UTC. */
export const instant = z.number().int().nonnegative()
