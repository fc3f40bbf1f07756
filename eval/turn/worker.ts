import { type Brain, compile } from '@baton/bot'
import { decodeModel } from '@baton/bot/training'
import type { BotContext, Pack } from '@baton/protocol'

/** What `/turn` is asked: one message, so many turns. */
export interface TurnsAsked {
  text: string
  earlier: string[]
  times: number
}

let given: Pack | null = null
let brain: Brain | null = null

/** One isolate with a brain in it. No clock runs inside a request here, so whoever asks takes the time. */
export default {
  async fetch(request: Request): Promise<Response> {
    switch (new URL(request.url).pathname) {
      case '/pack':
        given = (await request.json()) as Pack
        return new Response('')
      case '/brain':
        if (!given) return new Response('', { status: 409 })
        brain = compile(given, decodeModel(new Uint8Array(await request.arrayBuffer())))
        return new Response('')
      case '/turn': {
        const { text, earlier, times } = (await request.json()) as TurnsAsked
        return new Response(String(turns(text, earlier, times)))
      }
      default:
        return new Response('', { status: 404 })
    }
  },
}

/** Spaces behind it make a message new to whatever remembers messages, and are no words. Gives a number, so that nothing is left out. */
function turns(text: string, earlier: string[], times: number): number {
  const context: BotContext = {
    locale: 'zh-CN',
    earlier,
    flow: null,
    clarified: false,
    customer: { name: null, tier: null },
    now: Date.UTC(2026, 10, 26),
  }
  let reasons = 0
  for (let n = 0; brain && n < times; n += 1) {
    const reading = brain.understand(text + ' '.repeat(n), context)
    reasons += brain.answer(reading, context).why.length
  }
  return reasons
}
