import { type Pack, pack as packSchema } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { callsTo } from '../testing/business.ts'
import { answer, drafting, NEAR } from '../testing/drafting.ts'
import type { ModelReply } from '../testing/model-server.ts'
import { relayPack } from '../testing/relay-pack.ts'

describe('tools', () => {
  const look = (orderNumber: string): ModelReply => ({
    calls: [{ name: 'order_get', arguments: JSON.stringify({ orderNumber }) }],
  })
  const ASK = 'wibble areas plugh so10042'

  test('look up what the customer named, and the answer stands on what came', async () => {
    const { wire, room, whys } = await drafting(
      [look('SO10042'), { text: 'Order SO10042 comes on November 22 [tool].' }],
      {
        pack: { ...relayPack, flows: [], intents: relayPack.intents.filter(({ serve }) => 'article' in serve) },
      },
    )
    expect((await answer(wire, ASK)).text).toBe('Order SO10042 comes on November 22.')
    expect(await whys('provider')).toEqual(['tool-called', 'drafted'])
    const kinds = (await room.log()).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['action.started', 'action.finished']))
  })

  test('look up no more than a flow may', async () => {
    const calls = Array.from({ length: 8 }, () => ({ name: 'order_get', arguments: '{"orderNumber":"SO31415"}' }))
    const { wire, whys } = await drafting([{ calls }, { text: 'Remote areas take a day longer [p1].' }], {
      pack: { ...relayPack, flows: [], intents: relayPack.intents.filter(({ serve }) => 'article' in serve) },
    })
    await answer(wire, 'wibble areas plugh so31415')
    expect(await callsTo('/api/orders/SO31415')).toHaveLength(6)
    expect((await whys('provider')).filter((code) => code === 'tool-refused')).toHaveLength(2)
  })

  test('look nothing up that needs a proof the customer has not given', async () => {
    const proved = {
      id: 'address.get',
      method: 'GET',
      path: '/api/orders/{orderNumber}/address',
      safe: true,
      proof: 'address',
    }
    const { wire, room, model } = await drafting(
      [
        { calls: [{ name: 'address_get', arguments: '{"orderNumber":"SO10042"}' }] },
        { text: 'Remote areas take a day longer [p1].' },
      ],
      {
        pack: packSchema.parse({
          ...relayPack,
          flows: [],
          intents: relayPack.intents.filter(({ serve }) => 'article' in serve),
          actions: [...relayPack.actions, proved],
        }),
      },
    )
    await answer(wire, ASK)
    expect(JSON.stringify((await model.asked()).at(-1)?.body)).toContain('not_proved')
    expect(await callsTo('/api/orders/SO10042/address')).toEqual([])
    expect((await room.log()).map(({ kind }) => kind)).not.toContain('action.started')
  })

  test('do not look up what the customer did not name', async () => {
    const { wire, whys } = await drafting([look('SO777'), { text: 'Remote areas take a day longer [p1].' }])
    await answer(wire, NEAR)
    expect(await whys('provider')).toEqual(['tool-refused', 'drafted'])
    expect(await callsTo('/api/orders/SO777')).toEqual([])
  })

  test('do nothing, whatever an action is called', async () => {
    const actions: Pack['actions'] = [
      ...relayPack.actions,
      { id: 'wish.add', method: 'POST', path: '/api/drafted/wishes', safe: false, timeoutMs: 2_000 },
      {
        id: 'refund.create',
        method: 'POST',
        path: '/api/drafted/refunds',
        safe: false,
        timeoutMs: 2_000,
        class: 'sensitive',
      },
    ]
    const calls = ['wish.add', 'wish_add', 'refund.create', 'refund_create', 'baton.code.send', 'baton_code_send'].map(
      (name) => ({ name, arguments: '{}' }),
    )
    const { wire, model, room } = await drafting([{ calls }, { text: 'Remote areas take a day longer [p1].' }], {
      pack: { ...relayPack, actions },
    })
    await answer(wire, NEAR)
    expect((await room.log()).filter(({ kind }) => kind === 'action.started')).toEqual([])
    const [first] = await model.asked()
    const tools = (first?.body.tools ?? []) as { function: { name: string } }[]
    expect(tools.map((tool) => tool.function.name)).toEqual(['order_get', 'offer_task'])
  })

  test('offer a task by a button, which the customer presses or not', async () => {
    const { wire } = await drafting([
      { calls: [{ name: 'offer_task', arguments: '{"task":"order_status"}' }] },
      { text: 'Remote areas take a day longer [p1].' },
    ])
    const body = await answer(wire, NEAR)
    expect(body.options).toContainEqual({ label: 'Order status', text: 'where is my order' })
    expect((await answer(wire, 'where is my order')).text).toContain('Which order number?')
  })
})
