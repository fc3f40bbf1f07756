import { pack } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import { expect, test } from 'vitest'
import { callsTo } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'
import { type Heard, openerOf } from './opened.ts'

const heard = (text: string): Heard => {
  const redaction = redact(text, DETECTORS)
  return { text: redaction.text, handles: redaction.handles }
}
const CARD = '4111 1111 1111 1111'
/** Another card with the same last four. */
const OTHER = '4000 0000 0006 1111'
const SHOWN = '[card •••• 1111]'

test('two cards that look alike when masked', () => {
  expect(heard(CARD).text).toBe(SHOWN)
  expect(heard(OTHER).text).toBe(SHOWN)
})

test('a placeholder opens to its original, and the text around it stays', () => {
  const open = openerOf([heard(`pay with ${CARD}, write to lin@example.com`)])
  expect(open(SHOWN)).toBe(CARD)
  expect(open(`card ${SHOWN} of [email l••••@example.com]`)).toBe(`card ${CARD} of lin@example.com`)
  expect(open('SO10042')).toBe('SO10042')
})

test('two numbers behind one placeholder are not taken for each other: neither is opened', () => {
  expect(openerOf([heard(`${CARD} or ${OTHER}`)])(SHOWN)).toBeNull()
  expect(openerOf([heard(CARD), heard(OTHER)])(`my card ${SHOWN}`)).toBeNull()
  // What is beside them is.
  expect(openerOf([heard(CARD), heard(OTHER), heard('lin@example.com')])('[email l••••@example.com]')).toBe(
    'lin@example.com',
  )
})

test('the same number written twice is one', () => {
  expect(openerOf([heard(CARD), heard('4111-1111-1111-1111')])(SHOWN)).toBe('4111-1111-1111-1111')
})

test('a placeholder that a customer writes out opens nothing, neither by itself nor beside a real one', () => {
  expect(openerOf([heard(SHOWN)])(SHOWN)).toBe(SHOWN)
  expect(openerOf([heard(`${SHOWN} ${CARD}`)])(SHOWN)).toBeNull()
  expect(openerOf([heard(SHOWN), heard(CARD)])(SHOWN)).toBeNull()
})

test('what the flow was told in an earlier turn is not opened to what is said now', () => {
  expect(openerOf([heard(OTHER)], [SHOWN])(SHOWN)).toBeNull()
  expect(openerOf([heard(OTHER)], ['SO10042'])(SHOWN)).toBe(OTHER)
})

test('an original that reads like a placeholder is not opened again', () => {
  const mail = heard('[card@example.com')
  const open = openerOf([mail, heard(CARD)])
  expect(open(`${mail.text} ${SHOWN}`)).toBe(`[card@example.com ${CARD}`)
})

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const payPack = pack.parse({
  ...relayPack,
  rules: [],
  intents: [
    ...relayPack.intents,
    {
      id: 'pay',
      name: said('Pay'),
      phrasings: {
        en: ['pay with my card', 'change the card I pay with', 'another card to pay with'],
        'zh-CN': ['换卡付款', '换一张卡', '用别的卡付'],
        'zh-TW': ['換卡付款', '換一張卡'],
      },
      serve: { flow: 'pay' },
    },
  ],
  flows: [
    ...relayPack.flows,
    {
      id: 'pay',
      name: said('Pay'),
      steps: [
        {
          id: 'ask',
          do: 'ask',
          slot: 'card',
          entity: 'text',
          prompt: said('said ask'),
          reprompt: said('said ask again'),
          otherwise: 'lost',
        },
        {
          id: 'act',
          do: 'act',
          action: 'card.change',
          input: { card: '{card}' },
          into: 'changed',
          errors: { ambiguous: 'unclear', not_found: 'heard' },
          otherwise: 'lost',
        },
        { id: 'heard', do: 'say', text: said('said heard') },
        { id: 'unclear', do: 'say', text: said('said unclear') },
        { id: 'lost', do: 'say', text: said('said lost') },
      ],
    },
  ],
  actions: [...relayPack.actions, { id: 'card.change', method: 'GET', path: '/api/cards/{card}', safe: true }],
})

const pathOf = (card: string) => `/api/cards/${encodeURIComponent(card)}`

test('an action gets the number that was meant, and is not called where that cannot be told', async () => {
  const room = await Room.open({ pack: payPack })
  const wire = await room.customer()
  const answerTo = async (text: string): Promise<string> => {
    wire.say(text)
    return (await wire.bot()).body.text
  }
  expect(await answerTo('I want to pay with my card')).toBe('said ask')
  expect(await answerTo(CARD)).toBe('said heard')
  expect(await callsTo(pathOf(CARD))).toHaveLength(1)

  expect(await answerTo('I want to pay with my card')).toBe('said ask')
  expect(await answerTo(`${OTHER}, not ${CARD}`)).toBe('said unclear')
  expect(await answerTo('I want to pay with my card')).toBe('said ask')
  expect(await answerTo(`${SHOWN} ${OTHER}`)).toBe('said unclear')
  // Written out by hand it is the customer's own words, and opens nothing.
  expect(await answerTo('I want to pay with my card')).toBe('said ask')
  expect(await answerTo(SHOWN)).toBe('said heard')
  expect(await callsTo(pathOf(SHOWN))).toHaveLength(1)
  expect(await callsTo(pathOf(CARD))).toHaveLength(1)
  const codes = (await room.log()).flatMap((event) => (event.kind === 'action.finished' ? [event.body.code] : []))
  expect(codes).toEqual(['not_found', 'ambiguous', 'ambiguous', 'not_found'])
})
