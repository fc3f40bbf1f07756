import { describe, expect, it } from 'vitest'
import { customers } from './data/customers.ts'
import { as, config, openShop } from './testing.ts'

describe('the business API', () => {
  it('gives an order', async () => {
    const { status, body } = await openShop().api('/orders/SO10042')
    expect(status).toBe(200)
    expect(body).toEqual({
      number: 'SO10042',
      status: 'shipped',
      placedAt: '2026-03-05',
      expectedAt: '2026-03-11',
      total: { amount: 42_400, currency: 'CNY' },
      items: [
        { title: '珐琅水壶', quantity: 1 },
        { title: '雀斑马克杯', quantity: 2 },
      ],
    })
  })

  it('finds an order whatever the case of its letters', async () => {
    expect((await openShop().api('/orders/so10043')).body).toMatchObject({ number: 'SO10043', status: 'delayed' })
  })

  it('tells a signed-in customer of their own orders only', async () => {
    const { api } = openShop()
    for (const path of ['', '/parcel', '/refund']) {
      expect((await api(`/orders/SO10042${path}`, config.apiToken, 'cus_lilei')).status).toBe(200)
      expect((await api(`/orders/SO10042${path}`, config.apiToken, 'cus_emma')).status).toBe(404)
    }
  })

  it('gives the parcel of an order that left', async () => {
    const { body } = await openShop().api('/orders/SO10042/parcel')
    expect(body).toEqual({
      carrier: 'sf',
      trackingNumber: expect.stringMatching(/^SF\d{12}$/),
      state: 'in_transit',
      lastScan: { at: '2026-03-10 06:00', place: '嘉兴转运中心' },
    })
  })

  it('says not found for a parcel before it leaves, and for an unknown order', async () => {
    const { api } = openShop()
    const notFound = { status: 404, body: { code: 'not_found' } }
    expect(await api('/orders/SO10048/parcel')).toEqual(notFound)
    for (const path of ['', '/parcel', '/refund']) expect(await api(`/orders/SO99999${path}`)).toEqual(notFound)
    expect(await api('/customers/cus_nobody/orders')).toEqual(notFound)
    expect(await api('/nothing')).toEqual(notFound)
  })

  it('gives a refund, also when there is none', async () => {
    const { api } = openShop()
    expect((await api('/orders/SO10033/refund')).body).toEqual({
      status: 'inspecting',
      amount: { amount: 21_900, currency: 'CNY' },
      updatedAt: '2026-03-07',
    })
    expect((await api('/orders/SO10042/refund')).body).toMatchObject({ status: 'none', amount: { amount: 0 } })
  })

  it('refunds a part of an order when only a part went back', async () => {
    const { api } = openShop()
    const { body: order } = await api('/orders/SO10036')
    const { body: refund } = await api('/orders/SO10036/refund')
    expect(refund.amount.amount).toBe(15_900)
    expect(order.total.amount).toBe(84_700)
  })

  it("lists a customer's orders, newest first", async () => {
    const { api } = openShop()
    for (const { id } of customers) {
      const { body } = await api(`/customers/${id}/orders`)
      const placed = body.orders.map((order: { placedAt: string }) => order.placedAt)
      expect(placed.length).toBeGreaterThan(2)
      expect(placed).toEqual([...placed].sort().reverse())
    }
    const { body } = await api('/customers/cus_lilei/orders')
    expect(body.orders.map((order: { number: string }) => order.number).slice(0, 3)).toEqual([
      'SO10048',
      'SO10043',
      'SO10042',
    ])
  })

  it('asks for the bearer token', async () => {
    const { api, request } = openShop()
    expect(await api('/orders/SO10042', 'another-token')).toEqual({ status: 401, body: { code: 'unauthorized' } })
    expect(await api('/nothing', `${config.apiToken}x`)).toMatchObject({ status: 401 })
    const without = await request('/api/orders/SO10042', { headers: { cookie: 'harbour_customer=cus_lilei' } })
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toMatch(/^Bearer/)
  })

  it('keeps a one-time code for the customer it is for, and for nobody else', async () => {
    const { request } = openShop()
    const send = (body: object, token = config.apiToken) =>
      request('/api/codes', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const codeOf = (customer: string) => request('/code', { headers: { cookie: as(customer) } })
    expect((await codeOf('cus_lilei')).status).toBe(404)
    expect((await send({ customerId: 'cus_lilei', code: '042017' }, 'wrong')).status).toBe(401)
    expect((await send({ customerId: 'cus_nobody', code: '042017' })).status).toBe(404)
    expect((await send({ customerId: 'cus_lilei', code: '42' })).status).toBe(400)
    expect((await send({ customerId: 'cus_lilei', code: '042017' })).status).toBe(200)
    expect(await (await codeOf('cus_lilei')).text()).toBe('042017')
    expect((await codeOf('cus_emma')).status).toBe(404)
  })
})
