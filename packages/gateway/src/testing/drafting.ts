import type { Pack, Providers, SessionEvent } from '@baton/protocol'
import { aModel } from './model.ts'
import type { ModelReply } from './model-server.ts'
import { relayPack } from './relay-pack.ts'
import { Room, type Wire } from './wire.ts'

/** Answered by the small shop itself. */
export const QUESTION = 'how long does shipping take'
/** Nothing of the pack is near enough to answer it, and something is near enough to write from. */
export const NEAR = 'wibble areas plugh'
export const OWN = 'Orders arrive in two to four days.'

type Decided = Extract<SessionEvent, { kind: 'bot.decided' }>

export async function drafting(
  replies: readonly ModelReply[],
  { over = {}, pack = relayPack }: { over?: Partial<NonNullable<Providers['chat']>>; pack?: Pack } = {},
) {
  const model = await aModel(replies)
  const room = await Room.open({ providers: model.chat(over), pack })
  const wire = await room.customer()
  const decided = async (): Promise<Decided> => {
    const found = (await room.log()).findLast((event) => event.kind === 'bot.decided')
    if (!found) throw new Error('nothing was decided')
    return found as Decided
  }
  const whys = async (step: string) =>
    (await decided()).body.why.filter((reason) => reason.step === step).map(({ code }) => code)
  return { model, room, wire, decided, whys }
}

export const answer = async (wire: Wire, text: string) => {
  wire.say(text)
  return (await wire.bot()).body
}
