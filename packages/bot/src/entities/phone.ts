import type { Entity } from '@baton/protocol'
import type { Message } from '../normalise.ts'

const PHONE = 'phone'

// The masking door has been through before the bot reads anything: what it leaves in place opens for an action alone.
const MASKED = /\[phone [^[\]]{0,24}\]/gu

/** Phones, as what masking left in their place. The value opens in memory, for the action that takes it. */
export const findPhones = ({ text }: Message): Entity[] =>
  [...text.matchAll(MASKED)].map(([masked]) => ({ type: PHONE, value: masked, text: masked }))
