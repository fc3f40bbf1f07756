import type { Entity, Option, Order, Profile } from '@baton/protocol'
import { expect, test } from 'vitest'
import { DETECTORS, type Redacted, redact, redactJson, redactProfile } from '../masking/index.ts'
import { actionStarted, botSays } from './bot-turn.ts'
import { type Orders, writeBrief } from './brief.ts'
import { closeCase } from './case.ts'
import type { MaskedCommand } from './command.ts'
import type { EventDraft } from './draft.ts'
import { type CaseState, initialState } from './state.ts'

const RAW: string = '4111 1111 1111 1111'
const PROFILE: Profile = {
  id: 'c_1',
  hostId: 'lin@shop.example',
  name: RAW,
  verified: true,
  locale: 'en',
  tier: null,
  attributes: { card: RAW, since: 2019 },
}
const turn = { id: 't_1', fence: 1, deadline: 0, seqs: [1] }
const by = { role: 'system', id: 'session' } as const

/** Each of these lines compiles only because it is expected not to: were a door left open, the check would fail. */
test('T-33 raw text does not compile where something is stored, shown or sent on', () => {
  const shut = [
    // @ts-expect-error a customer's words
    (): EventDraft => ({ kind: 'message', id: 'm', by, audience: 'all', body: { text: RAW } }),
    // @ts-expect-error what an agent notes
    (): EventDraft => ({ kind: 'note', id: 'n', by, audience: 'staff', body: { text: RAW } }),
    // @ts-expect-error what a customer says of the service
    (): MaskedCommand => ({ kind: 'rate', score: 1, tags: [], comment: RAW }),
    // @ts-expect-error how an agent ends a case
    (): MaskedCommand => ({ kind: 'resolve', resolution: RAW }),
    // @ts-expect-error the same in the event, and in the customer's summary
    () => closeCase({} as CaseState, { id: 'x', by, reason: 'resolved', resolution: RAW }, 0),
    // @ts-expect-error the bot's answer
    () => botSays(turn, RAW, 'en'),
    // @ts-expect-error a reply it offers
    () => botSays(turn, redact('', []).text, 'en', { options: [{ label: RAW, text: RAW }] satisfies Option[] }),
    // @ts-expect-error what it asks of the business system
    () => actionStarted(turn, 'look', 'k', { number: RAW }),
    // @ts-expect-error what the business system says of orders
    (): Orders => ({ orders: [{ number: RAW }] as Order[], ordersState: 'known' }),
    // @ts-expect-error a host site's profile
    (): EventDraft => ({ kind: 'profile.updated', id: 'p', by, audience: 'staff', body: { profile: PROFILE } }),
    // @ts-expect-error cutting masked text gives a plain one
    (): Redacted => redact(RAW, DETECTORS).text.slice(0, 3),
  ]
  expect(shut).toHaveLength(11)
})

test('T-33 what passes is masked, and what is asked for by id stays', () => {
  const profile = redactProfile(PROFILE, DETECTORS)
  expect(profile).toMatchObject({ hostId: 'lin@shop.example', name: '[card •••• 1111]', attributes: { since: 2019 } })
  expect(JSON.stringify(profile)).not.toContain(RAW)
  const entities: Entity[] = [{ type: 'text', value: RAW, text: RAW }]
  expect(JSON.stringify(redactJson(entities, DETECTORS))).not.toContain(RAW)
  expect(writeBrief(initialState, null, { orders: redactJson([], []), ordersState: 'known' }, 0).orders).toEqual([])
})
