import { describe, expect, it } from 'vitest'
import { openShop } from './testing.ts'

const hanmeimei = { customer: 'cus_hanmeimei' }
const lilei = { customer: 'cus_lilei' }

describe('what customers may have done', () => {
  it('opens one ticket for one trouble, whoever asks how often', async () => {
    const { post } = openShop()
    const first = await post('/tickets', { kind: 'parcel_stalled', orderNumber: 'SO10040' })
    expect(first).toEqual({
      status: 201,
      body: { number: 'T10001', kind: 'parcel_stalled', order: 'SO10040', state: 'open' },
    })
    expect((await post('/tickets', { kind: 'parcel_stalled', orderNumber: 'so10040' })).body).toEqual(first.body)
    expect((await post('/tickets', { kind: 'order_delayed', orderNumber: 'SO10043' }, lilei)).body.number).toBe(
      'T10002',
    )
    expect((await post('/tickets', { kind: 'faulty_product' })).body).toMatchObject({ number: 'T10003', order: null })
    expect(await post('/tickets', { kind: 'riddle' })).toEqual({ status: 422, body: { code: 'invalid' } })
    for (const orderNumber of ['SO10040', 'SO99999'])
      expect(await post('/tickets', { kind: 'other', orderNumber }, lilei)).toEqual({
        status: 404,
        body: { code: 'not_found' },
      })
  })

  it('does what has one key once, and refuses another wish under the same key', async () => {
    const { post } = openShop()
    const wish = { item: '柳编篮', reason: 'damaged' }
    const twice = await Promise.all(
      [1, 2].map(() => post('/orders/SO10035/returns', wish, { ...hanmeimei, key: 'k_1' })),
    )
    expect(twice.map(({ body }) => body.number)).toEqual(['R20001', 'R20001'])
    const other = await post('/orders/SO10035/returns', { ...wish, reason: 'other' }, { ...hanmeimei, key: 'k_1' })
    expect(other).toEqual({ status: 409, body: { code: 'conflict' } })
    expect(await post('/orders/SO10035/returns', wish, { ...hanmeimei, key: null })).toMatchObject({ status: 400 })
  })

  it('takes returns for seven days after delivery, item by item', async () => {
    const { api, post } = openShop()
    expect((await api('/orders/SO10035/return')).body).toEqual({
      eligible: true,
      reason: 'ok',
      until: '2026-03-12',
      items: [
        { id: 'basket', title: '柳编篮' },
        { id: 'candle', title: '松脂香薰蜡烛' },
      ],
    })
    await post('/orders/SO10035/returns', { item: '柳编篮', reason: 'unwanted' }, hanmeimei)
    expect((await api('/orders/SO10035/return')).body.items).toEqual([{ id: 'candle', title: '松脂香薰蜡烛' }])
    const again = await post('/orders/SO10035/returns', { item: '柳编篮', reason: 'unwanted' }, hanmeimei)
    expect(again).toEqual({ status: 422, body: { code: 'invalid' } })
    await post('/orders/SO10035/returns', { item: '松脂香薰蜡烛', reason: 'damaged' }, hanmeimei)
    expect((await api('/orders/SO10035/return')).body).toMatchObject({ eligible: false, reason: 'returning' })
  })

  it.each([
    ['SO10026', 'too_late'],
    ['SO10048', 'not_delivered'],
    ['SO10013', 'cancelled'],
    ['SO10033', 'refunding'],
  ])('says why %s may not go back: %s', async (number, reason) => {
    const { api, post } = openShop()
    expect((await api(`/orders/${number}/return`)).body).toMatchObject({ eligible: false, reason, items: [] })
    const refusal = await post(`/orders/${number}/returns`, { item: 'x', reason: 'other' }, lilei)
    expect(refusal).toEqual({ status: 409, body: { code: 'not_eligible' } })
  })

  it('reads an address back before it counts, and changes it until the order is packed', async () => {
    const { api, post } = openShop()
    const draft = await post('/orders/SO10048/address-drafts', { address: ' 杭州市西湖区  文三路 1 号 ' }, lilei)
    expect(draft).toEqual({ status: 201, body: { draft: 'A30001', address: '杭州市西湖区 文三路 1 号' } })
    expect((await post('/orders/SO10048/address', { draft: 'A30001' }, lilei)).status).toBe(201)
    expect((await api('/orders/SO10048')).body.address).toBe('杭州市西湖区 文三路 1 号')
    expect(await post('/orders/SO10048/address', { draft: 'A39999' }, lilei)).toMatchObject({ status: 404 })
    for (const address of ['here', 'no number in this street', '文三路 1 号 [phone 138••••00]'])
      expect(await post('/orders/SO10048/address-drafts', { address }, lilei)).toMatchObject({
        body: { code: 'invalid' },
      })
    const late = await post('/orders/SO10042/address-drafts', { address: '杭州市西湖区文三路 1 号' }, lilei)
    expect(late).toEqual({ status: 409, body: { code: 'too_late' } })
  })

  it('issues one invoice an order and shows little of where it went', async () => {
    const { post } = openShop()
    const wish = { title: '港松科技有限公司', taxId: '91330106MA27XL5T3K', email: 'lilei@example.com' }
    const issued = await post('/orders/SO10042/invoices', wish, lilei)
    expect(issued.body).toEqual({ number: 'I40001', title: wish.title, email: 'li••••@example.com' })
    expect((await post('/orders/SO10042/invoices', { ...wish, title: '李雷', taxId: '' }, lilei)).body.number).toBe(
      'I40001',
    )
    for (const bad of [{ title: '' }, { taxId: '123' }, { email: '[email l••••@example.com]' }])
      expect(await post('/orders/SO10042/invoices', { ...wish, ...bad }, lilei)).toMatchObject({ status: 422 })
    expect(await post('/orders/SO10013/invoices', wish, lilei)).toMatchObject({ body: { code: 'not_eligible' } })
  })

  it('sends a link for a new password to the address of the account', async () => {
    const { post } = openShop()
    const sent = await post('/customers/cus_lilei/password-reset', {}, lilei)
    expect(sent).toEqual({ status: 201, body: { sentTo: 'li••••@example.com' } })
    expect(await post('/customers/cus_emma/password-reset', {}, lilei)).toMatchObject({ status: 404 })
  })

  it('does nothing personal for a guest, and nothing about what is another customer’s', async () => {
    const { post } = openShop()
    const wishes = [
      '/orders/SO10048/returns',
      '/orders/SO10048/address-drafts',
      '/orders/SO10048/address',
      '/orders/SO10048/invoices',
    ]
    for (const path of [...wishes, '/customers/cus_lilei/password-reset'])
      expect(await post(path, {})).toEqual({ status: 403, body: { code: 'not_signed_in' } })
    for (const path of wishes)
      expect(await post(path, {}, hanmeimei)).toEqual({ status: 404, body: { code: 'not_found' } })
  })

  it('lists orders of one state', async () => {
    const { body } = await openShop().api('/customers/cus_lilei/orders?status=pending')
    expect(body.orders.map(({ number }: { number: string }) => number)).toEqual(['SO10048'])
  })
})
