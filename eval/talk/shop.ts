import { fileURLToPath } from 'node:url'
import { loadPack } from '@baton/scripts/pack'
import { trainedOnce } from '@baton/scripts/trained-once'
import { afterAll, beforeAll } from 'vitest'
import { type Conversation, type Reply, Talking } from './talk.ts'

const shipped = fileURLToPath(new URL('../../packs/ecommerce', import.meta.url))

/** The shipped pack with the demo shop behind it, for the tests of a file. */
export function shippedShop(): { readonly talking: Talking } {
  let open: Talking | null = null
  beforeAll(async () => {
    const pack = await loadPack(shipped)
    open = await Talking.open(pack, await trainedOnce(pack))
  }, 240_000)
  afterAll(() => open?.close())
  return {
    get talking() {
      if (!open) throw new Error('the shop is not open yet')
      return open
    },
  }
}

/** Says one message after the other; the last answer. */
export async function walk(talk: Conversation, ...messages: string[]): Promise<Reply> {
  const [first = '', ...rest] = messages
  let reply = await talk.say(first)
  for (const message of rest) reply = await talk.say(message)
  return reply
}

/** The right one-time code, as masking leaves it. */
export const CODE = '[code ••••]'
