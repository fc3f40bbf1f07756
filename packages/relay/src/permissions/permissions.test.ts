import type { CommandKind } from '@baton/protocol'
import { RANKS } from '@baton/protocol'
import { expect, test } from 'vitest'
import { type Actor, maskCommand } from '../session/index.ts'
import { customer, lin, Rig } from '../session/testing/rig.ts'
import { COMMANDS, may, OPERATIONS, type Operation, PRINCIPALS, type Principal, principalOf } from './index.ts'

/** What `decide` decides. Originals and calls have deciders of their own, and are tried there. */
type Said = Exclude<CommandKind, 'reveal' | 'redact' | 'utterance' | `call.${string}`>

const SAMPLES = {
  message: { text: 'hello' },
  note: { text: 'a note' },
  'handoff.request': {},
  'handoff.cancel': {},
  handback: { note: '' },
  resolve: { resolution: 'done' },
  rate: { score: 5, tags: [], comment: '' },
} as const satisfies Record<Said, object>
const KINDS = Object.keys(SAMPLES) as Said[]

/** Everyone who can be in a session. The bot writes by its turns, the others never come here. */
const ACTORS: [Principal, Actor][] = [
  ['customer', customer],
  ['verified_customer', { ...customer, verified: true }],
  ...RANKS.map((rank): [Principal, Actor] => [rank, { ...lin, rank }]),
]

test.each(ACTORS.flatMap(([principal, actor]) => KINDS.map((kind) => [principal, kind, actor] as const)))(
  '%s says %s as the table allows',
  (principal, kind, actor) => {
    const { command: masked } = maskCommand({ kind, ...SAMPLES[kind] } as Parameters<typeof maskCommand>[0], [])
    // In each of these the command could be decided otherwise, so that only permission makes the difference.
    const rigs = [new Rig(), held(), held(true)]
    const verdicts = rigs.map((rig) => rig.send(actor, masked))
    const isRefused = verdicts.every((verdict) => verdict === 'forbidden')
    expect([verdicts, isRefused]).toEqual([verdicts, !may(principal, COMMANDS[kind])])
    expect(verdicts.includes('forbidden')).toBe(isRefused)
  },
)

/** A session that Lin holds, or has settled. */
function held(isSettled = false): Rig {
  const rig = new Rig()
  rig.say(customer, 'hello')
  rig.send(customer, { kind: 'handoff.request' })
  rig.pass(lin)
  if (isSettled) {
    const { command: resolve } = maskCommand({ kind: 'resolve', resolution: 'done' }, [])
    rig.send(lin, resolve)
  }
  return rig
}

test('principals are told by role, rank and whether somebody vouches; without a word they are the least', () => {
  expect(principalOf({ role: 'customer' })).toBe('customer')
  expect(principalOf({ role: 'customer', verified: true })).toBe('verified_customer')
  expect(principalOf({ role: 'agent' })).toBe('agent')
  expect(RANKS.map((rank) => principalOf({ role: 'agent', rank }))).toEqual(RANKS)
})

test('T-19 the bot reads and does what is ordinary, and nothing that is sensitive', () => {
  const mine = (Object.keys(OPERATIONS) as Operation[]).filter((operation) => may('bot', operation))
  expect(mine.filter((operation) => (OPERATIONS[operation].grade as string) === 'sensitive')).toEqual([])
})

test('a higher rank may whatever a lower one may', () => {
  for (const operation of Object.keys(OPERATIONS) as Operation[]) {
    const allowed = RANKS.map((rank) => may(rank, operation))
    expect([operation, allowed]).toEqual([operation, [...allowed].sort()])
  }
})

test('every row names principals there are, once', () => {
  for (const { may: allowed } of Object.values(OPERATIONS)) {
    expect(new Set(allowed).size).toBe(allowed.length)
    for (const principal of allowed) expect(PRINCIPALS).toContain(principal)
  }
})
