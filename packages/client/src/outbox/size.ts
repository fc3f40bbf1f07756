import { type Command, LIMITS } from '@baton/protocol/wire'

/** Room for the frame around the command. */
const ENVELOPE_BYTES = 256

/** A frame above the gateway's limit closes the socket instead of being refused, and would do so on every attempt. */
export const isTooLarge = (command: Command): boolean =>
  new TextEncoder().encode(JSON.stringify(command)).length > LIMITS.frameBytes - ENVELOPE_BYTES
