import { type Pack, pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { business, callsTo } from '../testing/business.ts'
import { codePack } from '../testing/code-pack.ts'
import { liLei } from '../testing/li-lei.ts'
import { Room } from '../testing/wire.ts'

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })

/** An address that changes only with a proof; and a flow that forgets to ask for one. */
const addressPack: Pack = pack.parse({
  ...codePack,
  intents: codePack.intents.map((intent) =>
    intent.id === 'shipping_time' ? { ...intent, serve: { flow: 'unproved' } } : intent,
  ),
  flows: [
    ...codePack.flows.map((flow) =>
      flow.id !== 'address_change'
        ? flow
        : {
            ...flow,
            steps: flow.steps.flatMap((step) =>
              step.id !== 'done'
                ? [step]
                : [
                    {
                      id: 'change',
                      do: 'act',
                      action: 'address.change',
                      input: { orderNumber: 'SO10042' },
                      into: 'changed',
                      otherwise: 'no_code',
                    },
                    step,
                  ],
            ),
          },
    ),
    {
      id: 'unproved',
      name: said('Unproved'),
      steps: [
        {
          id: 'change',
          do: 'act',
          action: 'address.change',
          input: { orderNumber: 'SO10042' },
          into: 'changed',
          errors: { not_proved: 'refused' },
          otherwise: 'lost',
        },
        { id: 'done', do: 'say', text: said('said changed') },
        { id: 'refused', do: 'say', text: said('said refused') },
        { id: 'lost', do: 'say', text: said('said lost') },
      ],
    },
  ],
  actions: [
    ...codePack.actions,
    {
      id: 'address.change',
      method: 'POST',
      path: '/api/orders/{orderNumber}',
      safe: true,
      class: 'standard',
      proof: 'address_change',
    },
  ],
})

test('what needs a proof is done for who gave the code, and for nobody else, whatever a flow says', async () => {
  const room = await Room.open({ pack: addressPack })
  const wire = await room.customer(liLei('cus_proof'))
  const calls = async () =>
    (await callsTo('/api/orders/SO10042')).filter(({ key }) => key.startsWith(`${room.session}:`)).length
  // A flow that asks for no code gets nothing done.
  expect(await wire.answerTo('how long does shipping take')).toBe('said refused')
  expect(await calls()).toBe(0)

  expect(await wire.answerTo('I want to change my address')).toBe('said ask')
  const sent = await (await business('/codes')).json<{ customerId: string; code: string }[]>()
  const { code = '' } = sent.findLast(({ customerId }) => customerId === 'cus_proof') ?? {}
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  expect(await wire.answerTo(wrong)).toContain('said wrong')
  expect(await calls()).toBe(0)
  expect(await wire.answerTo(code)).toBe('said done')
  expect(await calls()).toBe(1)
  // The proof counts for a while, also for the flow that forgot to ask.
  expect(await wire.answerTo('how long does shipping take')).toBe('said changed')
  const codes = (await room.log()).flatMap((event) => (event.kind === 'action.finished' ? [event.body.code] : []))
  expect(codes).toEqual(['not_proved', 'ok', 'wrong', 'ok', 'ok', 'ok'])
})
