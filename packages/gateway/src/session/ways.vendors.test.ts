import { env } from 'cloudflare:workers'
import { type AccountRequest, CHANNEL_KINDS, type ChannelKind } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { adapterOf } from '../channels/adapters.ts'
import { directoryOf } from '../rooms-of.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback } from '../testing/hooks.ts'
import { behave, sentBy } from '../testing/vendors.ts'
import { enter, hostJwt, join } from '../testing/visitor.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
const forms = {} as Record<ChannelKind, AccountRequest>
beforeAll(async () => {
  shop = await provisioned()
  for (const kind of CHANNEL_KINDS) forms[kind] = (await aCallback(shop.workspace.workspace, kind)).form
})

const known = async () => join(shop, { token: await hostJwt(shop, { sub: crypto.randomUUID() }) })

test('every channel that has a link is a way, with a code in it; a token that is stale is another one’s turn', async () => {
  const appId = forms.wechat.settings.appId ?? ''
  // Giving a token is one of its calls.
  await behave({ for: appId, mode: 'unauthorised', times: 2 })
  const wire = await enter(await known())
  wire.tell({ type: 'ways', req: 4 })
  const { ways, code, req } = await wire.next('ways')
  expect(req).toBe(4)
  const linked = CHANNEL_KINDS.filter((kind) => adapterOf(kind)?.link)
  expect(ways.map(({ channel }) => channel).sort()).toEqual([...linked].sort())
  const hrefs = Object.fromEntries(ways.map(({ channel, href }) => [channel, href]))
  expect(hrefs.telegram).toBe(`https://t.me/baton_bot?start=${code}`)
  for (const kind of linked.filter((each) => each !== 'wechat'))
    expect([kind, hrefs[kind]]).toEqual([kind, expect.stringContaining(code)])
  // What WeChat shows as a picture is its own address; the code is what it was asked to put there.
  expect(hrefs.wechat).toMatch(/^https?:/)
  const asked = (await sentBy(appId)).filter(({ path }) => path.endsWith('/qrcode/create'))
  expect(asked.map(({ status }) => status)).toEqual([42001, 200])
  expect(asked.at(-1)?.body).toMatchObject({ action_info: { scene: { scene_str: code } } })
  wire.close()
})

test('a code of theirs connects whoever brings it and says yes; nobody is asked two things, and no code is good twice', async () => {
  const [home, visit] = [await known(), await join(shop)]
  const [at, by] = [await enter(home), await enter(visit)]
  at.tell({ type: 'ways', req: 1 })
  const { code } = await at.next('ways')
  by.tell({ type: 'connect', req: 2, code: 'ABCDE-12345' })
  expect(await by.next('connected')).toMatchObject({ req: 2, as: 'unknown' })
  by.tell({ type: 'connect', req: 3, consents: true })
  expect(await by.next('connected')).toMatchObject({ req: 3, as: 'unknown' })
  by.tell({ type: 'connect', req: 4, code })
  expect(await by.next('connected')).toMatchObject({ req: 4, as: 'consent', with: { channel: 'widget', name: null } })
  by.tell({ type: 'connect', req: 5, consents: true })
  expect(await by.next('bye')).toMatchObject({ code: 'session_linked' })
  const links = await directoryOf(env, shop.workspace.workspace).links({ session: home.session })
  expect(links).toMatchObject([{ older: visit.session, newer: home.session, state: 'linked', how: 'code' }])
  at.tell({ type: 'connect', req: 6, code })
  expect(await at.next('connected')).toMatchObject({ req: 6, as: 'unknown' })
  at.tell({ type: 'connect', req: 7, code, consents: true })
  expect(await at.next('fault')).toMatchObject({ code: 'frame_malformed' })
})
