import { type ClientFrame, LIMITS } from '@baton/protocol/wire'

/** Tells the gateway how far we are: `got` is credit for what arrived, `read` is what somebody saw. */
export interface Receipts {
  /** Up to `seq` has arrived. With `now` it is said at once, otherwise when enough have come together. */
  arrived(seq: number, count: number, now: boolean): void
  /** Whether this is further than before. */
  read(seq: number): boolean
  /** A new socket: what was said on the one before counts only as far as the gateway kept it. */
  restart(gatewayRead: number): void
}

export function createReceipts(send: (frame: ClientFrame) => boolean): Receipts {
  let unsaid = 0
  let gotSaid = 0
  let wanted = 0
  let readSaid = 0

  function sayRead() {
    if (wanted > readSaid && send({ type: 'read', seq: wanted })) readSaid = wanted
  }

  return {
    arrived(seq, count, now) {
      unsaid += count
      if (seq <= gotSaid || (!now && unsaid < LIMITS.gotEvery)) return
      if (!send({ type: 'got', seq })) return
      gotSaid = seq
      unsaid = 0
    },
    read(seq) {
      if (seq <= wanted) return false
      wanted = seq
      sayRead()
      return true
    },
    restart(gatewayRead) {
      unsaid = 0
      gotSaid = 0
      readSaid = gatewayRead
      sayRead()
    },
  }
}
