import { createHmac } from 'node:crypto'
import { type AccountRequest, type AccountView, accountsResponse, accountView } from '@baton/protocol'
import type { LineOptions } from '@baton/testing/phone'
import { WORKSPACE } from './demo-workspace.ts'

/** The demo's accounts at the vendors. Made from one kept secret, so that a demo that starts again has the same. */
function accountsOf(secret: string): (AccountRequest & { key: string })[] {
  const hex = (what: string, chars: number): string =>
    createHmac('sha256', secret).update(what).digest('hex').slice(0, chars)
  const digits = (what: string, chars: number): string => String(BigInt(`0x${hex(what, 32)}`)).slice(0, chars)
  const appId = `wx${hex('appId', 16)}`
  const phoneNumberId = digits('phoneNumberId', 12)
  const botToken = `${digits('bot', 9)}:${hex('botToken', 40)}`
  const accessToken = hex('accessToken', 40)
  const common = { isOn: true, templates: [] }
  return [
    {
      ...{ ...common, channel: 'wechat', name: '港松家居', key: appId, settings: { appId } },
      secrets: { token: hex('token', 16), aesKey: `${hex('aesKey', 42)}A`, appSecret: hex('appSecret', 32) },
    },
    {
      ...{ ...common, channel: 'whatsapp', name: 'Harbour & Pine', key: phoneNumberId },
      settings: { phoneNumberId, number: '+15550783881' },
      secrets: {
        appSecret: hex('metaSecret', 32),
        verifyToken: hex('verifyToken', 32),
        accessToken: hex('metaToken', 64),
      },
      templates: [
        { name: 'still_there', language: 'en_US', text: 'Hello {{1}}, we have news of your case. Reply to read it.' },
      ],
    },
    {
      ...{ ...common, channel: 'telegram', name: 'Harbour & Pine', key: botToken },
      settings: { botName: 'harbour_pine_bot' },
      secrets: { botToken, secretToken: hex('secretToken', 32) },
    },
    {
      ...{
        ...common,
        channel: 'line',
        name: 'Harbour & Pine',
        key: accessToken,
        settings: { basicId: '@harbourpine' },
      },
      secrets: { channelSecret: hex('channelSecret', 32), accessToken },
    },
  ]
}

/** Sets the demo's accounts up where they are not yet, and answers what a phone has to know of them. */
export async function provisionChannels(options: {
  gateway: string
  adminToken: string
  secret: string
}): Promise<LineOptions[]> {
  const address = `${options.gateway}/v1/admin/workspaces/${WORKSPACE}/channels`
  const call = async (method: string, path: string, body?: AccountRequest): Promise<unknown> => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${options.adminToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`The gateway refuses a channel of the demo: ${await answer.text()}`)
    return answer.json()
  }
  const { accounts } = accountsResponse.parse(await call('GET', ''))
  const lines: LineOptions[] = []
  for (const { key, ...form } of accountsOf(options.secret)) {
    const known = accounts.find((each) => isSame(each, form))
    const { callback, name } = known ?? accountView.parse(await call('POST', '', form))
    const vendor = form.channel as LineOptions['vendor']
    lines.push({ vendor, name, key, callback, account: { ...form.settings, ...form.secrets } })
  }
  return lines
}

/** Whoever tries the demo may have renamed or paused it: it stays as they left it. */
const isSame = (view: AccountView, { channel, settings }: AccountRequest): boolean =>
  view.channel === channel && Object.entries(settings).every(([name, value]) => view.settings[name] === value)
