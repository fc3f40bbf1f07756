import { randomUUID } from 'node:crypto'
import type { FrameSocket } from '@baton/bench/frames'
import type { House } from '@baton/bench/house'
import { sleep, within } from '@baton/bench/numbers'
import { enter, promote } from '@baton/bench/promoted'
import type { Reception } from '@baton/bench/reception'
import type { ServerFrame } from '@baton/protocol'
import type { Aviary } from './canaries.ts'

const ANSWER_MS = 10_000
/** The bot has had its turn by then. */
const BOT_MS = 3_000

/** Nothing secret: that the search finds it shows that it looks where messages are kept. */
export const CONTROL = 'zq7control'

type Socket = FrameSocket<ServerFrame>

/**
 * One customer's life with one class of personal data, let in at every place where somebody may write something.
 * Answers whether the gateway kept a file.
 */
export async function visit(
  house: House,
  reception: Reception,
  aviary: Aviary,
  of: string,
): Promise<{ keepsFiles: boolean }> {
  const customer = `canary-${of.replaceAll(' ', '-').toLowerCase()}`
  const put = (input: string): string => aviary.release(of, input)
  const claims = {
    name: `Kim ${put('name in the host token')}`,
    remark: `Reached at ${put('attribute in the host token')}`,
  }
  aviary.note('host token', await house.hostToken(customer, claims))

  const joined = async (): Promise<Socket> => {
    const { ticket, device } = await house.join(customer, claims)
    aviary.note('session ticket', ticket)
    aviary.note('device credential', device)
    return (await enter(house, ticket, house.origin, { tail: 1 })).socket
  }
  const { session } = await promote(house, [reception.seat], customer)
  const me = await joined()
  const agent = await agentAt(house, reception, session)
  await send(me, { kind: 'message', text: `${CONTROL}, hello.` })
  await send(me, { kind: 'message', text: `Mine is ${put('chat of the customer')}, thanks.` })
  await send(agent, { kind: 'message', text: `I see ${put('chat of the agent')} here.` })
  await send(agent, { kind: 'note', text: `Told me ${put('note')} on the phone.` })
  const keepsFiles = await attach(house, me, `${put('file name')}.txt`, `Inside is ${put('text of a file')}.`)
  me.send({ type: 'signal', kind: 'typing', on: true })
  await send(agent, { kind: 'handback', note: `Has ${put('note of a handback')}.` })
  await send(me, { kind: 'message', text: `Where is my order SO10042? Call ${put('question to the bot')}` })
  await sleep(BOT_MS)
  await promote(house, [reception.seat], customer)
  await send(await agentAt(house, reception, session), { kind: 'resolve', resolution: `Sent to ${put('resolution')}.` })
  const comment = `Write to ${put('comment of a rating')}.`
  await send(await joined(), { kind: 'rate', score: 5, tags: [], comment })
  return { keepsFiles }
}

async function agentAt(house: House, reception: Reception, session: string): Promise<Socket> {
  return (await enter(house, await reception.ticket(session), house.url, { tail: 1 })).socket
}

/** Whatever comes of it: a refusal has not stored anything either, or the search will tell. */
async function send(socket: Socket, body: object): Promise<void> {
  const id = randomUUID()
  const answer = socket.answer(id)
  socket.send({ type: 'send', id, body })
  const frame = await within(ANSWER_MS, 'a command is answered', answer)
  if (frame.type === 'nack') throw new Error(`refused: ${frame.code}`)
}

/** False when this gateway keeps no files. The name it was told all the same. */
async function attach(house: House, socket: Socket, name: string, text: string): Promise<boolean> {
  const id = randomUUID()
  const slot = Promise.race([socket.next('slot', (frame) => frame.id === id), socket.answer(id)])
  socket.send({ type: 'upload', id, name, bytes: Buffer.byteLength(text) })
  const given = await within(ANSWER_MS, 'a file is answered', slot)
  if (given.type === 'nack' && given.code === 'forbidden') return false
  if (given.type !== 'slot') throw new Error(`no slot for a file: ${given.type}`)
  const headers = { authorization: `Bearer ${given.ticket}`, origin: house.origin }
  const answer = await fetch(`${house.url}/v1/files`, { method: 'POST', body: text, headers })
  if (!answer.ok) throw new Error(`a file is refused: ${answer.status}`)
  await answer.body?.cancel()
  await send(socket, { kind: 'message', text: '', files: [given.file] })
  return true
}
