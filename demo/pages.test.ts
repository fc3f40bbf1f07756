import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openLedger } from './data/ledger.ts'
import { products } from './data/products.ts'
import { locales, texts } from './locale.ts'
import { as, config, NOON, openShop } from './testing.ts'

const paths = ['/', '/?room=table', '/products/kettle', '/orders', '/orders/SO10042', '/nowhere']

describe('every page', () => {
  it.each(paths)('%s embeds the widget with exactly one tag', async (path) => {
    const { html } = await openShop().page(path, as('cus_lilei'))
    const tags = html.match(/<script[^>]*baton\.js[^>]*>/g)
    expect(tags).toEqual([`<script async src="${config.gateway}/widget/baton.js" data-site-key="${config.siteKey}">`])
  })

  it.each(paths)('%s has no script or style of its own in the markup', async (path) => {
    const { html } = await openShop().page(path, as('cus_lilei'))
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
  })

  it.each(paths)('%s allows its own files and the gateway only', async (path) => {
    const { headers } = await openShop().page(path)
    const policy = new Map(
      (headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...values] = rule.split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self' http://127.0.0.1:8787",
      'style-src': "'self'",
      'connect-src': "'self' http://127.0.0.1:8787 ws://127.0.0.1:8787",
      'img-src': "'self' data: blob:",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'baton baton-voice',
      'worker-src': 'blob:',
    })
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
  })

  it.each(locales)('speaks %s', async (locale) => {
    const { html } = await openShop().page('/', as('', locale))
    expect(html).toContain(`<html lang="${locale}"`)
    expect(html).toContain(texts[locale].hero.title)
  })
})

describe('the language', () => {
  it('follows ?lang= and is remembered', async () => {
    const { html, headers } = await openShop().page('/products/kettle?lang=zh-TW', as('', 'en'))
    expect(html).toContain('琺瑯煮水壺')
    expect(headers.get('set-cookie')).toContain('harbour_lang=zh-TW')
  })

  it.each([
    ['zh-HK,en;q=0.5', 'zh-TW'],
    ['zh-SG', 'zh-CN'],
    ['fr-FR,en-GB;q=0.8,zh-CN;q=0.9', 'zh-CN'],
    ['fr', 'en'],
    ['*', 'en'],
    ['_,;', 'en'],
  ])('follows a browser that asks for %s', async (header, locale) => {
    const answer = await openShop().request('/', { headers: { 'accept-language': header } })
    expect(await answer.text()).toContain(`<html lang="${locale}"`)
  })

  it('keeps the page when it is switched', async () => {
    const { html } = await openShop().page('/?room=table')
    expect(html).toContain('href="/?room=table&amp;lang=zh-CN"')
  })
})

describe('pages', () => {
  it('escape what comes from outside', async () => {
    const { page } = openShop()
    const { html } = await page(`/?room=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
    expect(html).not.toContain('<img src=x')
    const missing = await page(`/${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(missing.status).toBe(404)
    expect(missing.html).not.toContain('<script>alert(1)')
  })

  it('escape what the order system says', async () => {
    const ledger = openLedger(NOON)
    const entry = ledger.find('SO10042')
    if (!entry?.parcel) throw new Error('SO10042 has no parcel')
    entry.parcel.lastScan.place = '<b>"Hub" & co</b>'
    const { html } = await openShop(ledger).page('/orders/SO10042', as('cus_lilei'))
    expect(html).toContain('&lt;b&gt;&quot;Hub&quot; &amp; co&lt;/b&gt;')
    expect(html).not.toContain('<b>"Hub"')
  })

  it("show a customer's own orders and nobody else's", async () => {
    const { page } = openShop()
    const { html } = await page('/orders', as('cus_lilei'))
    expect(html).toContain('SO10042')
    expect(html).not.toContain('SO10041')
    expect((await page('/orders/SO10042', as('cus_lilei'))).status).toBe(200)
    expect((await page('/orders/SO10042', as('cus_emma'))).status).toBe(404)
    expect((await page('/orders/SO10042')).status).toBe(404)
  })

  it('lead to the list of orders when another customer signs in on an order', async () => {
    const { html } = await openShop().page('/orders/SO10042', as('cus_lilei'))
    expect(html.match(/name="back" value="[^"]*"/g)).toEqual([
      'name="back" value="/orders"',
      'name="back" value="/orders/SO10042"',
    ])
  })

  it('show each product with a picture that exists', async () => {
    const { page } = openShop()
    expect(products.length).toBeGreaterThanOrEqual(12)
    for (const { slug } of products) {
      expect(existsSync(new URL(`./public/art/${slug}.svg`, import.meta.url)), slug).toBe(true)
      expect((await page(`/products/${slug}`)).status).toBe(200)
    }
    expect((await page('/products/constructor')).status).toBe(404)
  })
})

describe('files', () => {
  it.each([
    ['/shop.js', 'text/javascript'],
    ['/style/base.css', 'text/css'],
    ['/art/kettle.svg', 'image/svg+xml'],
  ])('%s is served as %s', async (path, type) => {
    const { status, headers } = await openShop().page(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain(type)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])('%s stays shut', async (path) => {
    const { status, html } = await openShop().page(path)
    expect(status).toBe(404)
    expect(html).not.toContain('@baton/demo')
  })
})
