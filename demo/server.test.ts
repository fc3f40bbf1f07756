import { afterEach, describe, expect, it } from 'vitest'
import { type RunningShop, startShop } from './server.ts'
import { config } from './testing.ts'

const opened: RunningShop[] = []
const start = async (port = 0) => {
  const shop = await startShop({ ...config, port })
  opened.push(shop)
  return shop
}

afterEach(() => Promise.all(opened.splice(0).map((shop) => shop.close())))

describe('the server', () => {
  it('listens on this machine only', async () => {
    const { url } = await start()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(url)).status).toBe(200)
  })

  it('rejects when the port is taken', async () => {
    const { url } = await start()
    await expect(start(Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('closes at once, even while it owes a late answer', async () => {
    const shop = await startShop({ ...config, port: 0 })
    await fetch(`${shop.url}/demo/fault`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"mode":"slow"}',
    })
    const late = fetch(`${shop.url}/api/orders/SO10042`, { headers: { authorization: `Bearer ${config.apiToken}` } })
    const refused = expect(late).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const before = performance.now()
    await shop.close()
    await refused
    expect(performance.now() - before).toBeLessThan(2_000)
    await expect(fetch(shop.url)).rejects.toThrow()
  })
})
