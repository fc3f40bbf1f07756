import type { SentRecord } from '@baton/testing/vendors'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback, eventsAt, hookOf, knock, saidAt } from '../testing/hooks.ts'
import { behave, sentBy, signed } from '../testing/vendors.ts'

let workspace: string
beforeAll(async () => {
  workspace = (await provisioned()).workspace.workspace
})

const FROM = 'oLiLei_hooked'
const KF_FROM = 'wmHanMeimei_hooked'

/** The vendor reads what came back for a webhook. */
const readByWeChat = async (body: string): Promise<boolean> => {
  const { wechat: host } = JSON.parse(inject('channelHosts')) as { wechat: string }
  const answer = await fetch(`${host}/read`, { method: 'POST', body })
  return (await answer.json<{ isAccepted: boolean }>()).isAccepted
}

const contentOf = ({ body }: SentRecord): string => {
  const { text, msgmenu } = body as { text?: { content: string }; msgmenu?: { head_content: string } }
  return text?.content ?? msgmenu?.head_content ?? ''
}
const isAnswer = ({ path, method, status }: SentRecord): boolean =>
  status === 200 && (method === 'PASSIVE' || path === '/cgi-bin/message/custom/send' || path === '/cgi-bin/kf/send_msg')

describe('公众号', () => {
  test('who asks in Chinese is heard once and answered once, though WeChat asks three times', async () => {
    const callback = await aCallback(workspace, 'wechat')
    const request = await hookOf(callback, { from: FROM, id: '9001', text: '我要退货' })
    for (let n = 0; n < 3; n += 1) {
      const answer = await knock(callback.path, request)
      expect(answer.status).toBe(200)
      expect(await readByWeChat(await answer.text())).toBe(true)
    }
    const appId = callback.form.settings.appId ?? ''
    const answers = await vi.waitFor(async () => {
      const all = (await sentBy(appId)).filter(isAnswer)
      expect(all.length).toBeGreaterThan(0)
      return all
    })
    // Read off a response, the same again each time it is asked for; or sent after it, once.
    const carried = answers.filter(({ method }) => method === 'PASSIVE')
    expect(answers.length - carried.length).toBe(carried.length > 0 ? 0 : 1)
    expect(new Set(answers.map(contentOf)).size).toBe(1)
    expect(answers[0]?.to).toBe(FROM)
    expect(await saidAt(callback, FROM)).toEqual(['我要退货'])
  })

  test('who leaves is not written to, and who comes back is', async () => {
    const callback = await aCallback(workspace, 'wechat')
    const tell = async (said: Parameters<typeof hookOf>[1]) => {
      const answer = await knock(callback.path, await hookOf(callback, said))
      expect([answer.status, await readByWeChat(await answer.text())]).toEqual([200, true])
    }
    await tell({ from: FROM, text: '你好' })
    await tell({ from: FROM, standing: 'blocked' })
    await tell({ from: FROM, standing: 'open' })
    const standings = (await eventsAt(callback, FROM)).flatMap((event) =>
      event.kind === 'route.changed' ? event.body.standing : [],
    )
    expect(standings.slice(-2)).toEqual(['blocked', 'open'])
  })

  test('what is not theirs is nobody’s, whatever is wrong with it', async () => {
    const callback = await aCallback(workspace, 'wechat')
    const request = await hookOf(callback, { from: FROM, text: '你好' })
    const answers = new Set<string>()
    for (let n = 0; n < 20; n += 1) {
      const body = request.body.replace(
        /(Encrypt><!\[CDATA\[)(.{5})(.)/,
        (_, start, five, one) => `${start}${five}${one === 'A' ? 'B' : 'A'}`,
      )
      const answer = await knock(
        callback.path,
        n % 2 ? { ...request, body } : { ...request, body: body.slice(0, 60 + n) },
      )
      answers.add(`${answer.status} ${(await answer.json<{ code?: string }>()).code}`)
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).toMatch(/^401/)
    expect(await saidAt(callback, FROM)).toEqual([])
  })
})

describe('微信客服', () => {
  test('what is told of is fetched, kept in order, and answered; a second knock finds nothing new', async () => {
    const callback = await aCallback(workspace, 'wecom')
    const account = { ...callback.form.settings, ...callback.form.secrets }
    const [request] = await signed('wecom', account, [
      { from: KF_FROM, id: 'k1', text: '你好' },
      { from: KF_FROM, id: 'k2', text: '我要退货' },
    ])
    if (!request) throw new Error('nothing was signed')
    for (let n = 0; n < 3; n += 1) expect((await knock(callback.path, request)).status).toBe(200)
    expect(await saidAt(callback, KF_FROM)).toEqual(['你好', '我要退货'])
    const desk = callback.form.settings.openKfId ?? ''
    await vi.waitFor(async () => expect((await sentBy(desk)).filter(isAnswer).length).toBeGreaterThan(0))
    const fetched = (await sentBy(desk)).filter(({ path }) => path === '/cgi-bin/kf/sync_msg')
    expect(fetched.map(({ body }) => (body as { cursor?: string }).cursor)).toEqual([undefined, 'at_2', 'at_2'])
  })

  test('a token that ends, and a vendor that is down: nothing is lost', async () => {
    const callback = await aCallback(workspace, 'wecom')
    const desk = callback.form.settings.openKfId ?? ''
    const say = async (id: string, text: string) =>
      knock(callback.path, await hookOf(callback, { from: KF_FROM, id, text }))
    expect((await say('k1', '第一句')).status).toBe(200)
    await vi.waitFor(async () => expect((await sentBy(desk)).filter(isAnswer).length).toBeGreaterThan(0))
    await behave({ for: desk, mode: 'unauthorised', times: 1 })
    expect((await say('k2', '第二句')).status).toBe(200)
    await behave({ for: desk, mode: 'down' })
    const refused = await say('k3', '第三句')
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true])
    await behave({ for: desk, mode: 'ok' })
    expect((await say('k4', '第四句')).status).toBe(200)
    expect(await saidAt(callback, KF_FROM)).toEqual(['第一句', '第二句', '第三句', '第四句'])
  })
})
