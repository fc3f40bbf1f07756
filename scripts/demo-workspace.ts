import type { Pack, ProvisionRequest, ProvisionResponse, Settings } from '@baton/protocol'

export const WORKSPACE = 'demo'

/** The people at the demo's desk. They share one password. */
export const AGENTS = [
  { id: 'lin', name: 'Lin', email: 'lin@demo.baton', role: 'agent', capacity: 4, locales: ['zh-CN', 'en'] },
  { id: 'chen', name: 'Chen', email: 'chen@demo.baton', role: 'agent', capacity: 4, locales: ['zh-TW', 'zh-CN', 'en'] },
  { id: 'mei', name: 'Mei', email: 'mei@demo.baton', role: 'senior', capacity: 4, locales: ['zh-CN', 'zh-TW', 'en'] },
  { id: 'amy', name: 'Amy', email: 'amy@demo.baton', role: 'supervisor', capacity: 4, locales: ['en'] },
  { id: 'olu', name: 'Olu', email: 'olu@demo.baton', role: 'admin', capacity: 1, locales: ['en'] },
] as const satisfies Omit<ProvisionRequest['agents'][number], 'password'>[]

/** Settings a test may change by environment, e.g. `BATON_OFFER_MS=2000 npm start`. Times in milliseconds. */
const SETTING_OF = {
  BATON_OFFER_MS: 'offerMs',
  BATON_GRACE_MS: 'graceMs',
  BATON_CASE_IDLE_MS: 'caseIdleMs',
  BATON_REOPEN_MS: 'reopenMs',
  BATON_TURN_MS: 'turnMs',
} as const satisfies Record<string, keyof Settings>

export function settingsFrom(env: NodeJS.ProcessEnv): Partial<Settings> {
  const settings: Partial<Settings> = {}
  for (const [name, setting] of Object.entries(SETTING_OF)) {
    const text = env[name]
    if (text === undefined || text === '') continue
    if (!/^\d+$/.test(text)) throw new Error(`${name}=${text} is not a time in milliseconds.`)
    settings[setting] = Number(text)
  }
  return settings
}

/** Puts the demo workspace onto a gateway and answers its site key. Sent again, it replaces what was there. */
export async function provisionDemo(options: {
  gateway: string
  adminToken: string
  /** Origins of the shop; the first also has its business API. */
  shops: [string, ...string[]]
  hostKey: string
  apiToken: string
  password: string
  settings: Partial<Settings>
  pack: Pack
  providers?: ProvisionRequest['providers']
}): Promise<ProvisionResponse> {
  const { gateway, shops, password } = options
  const body = {
    workspace: WORKSPACE,
    business: 'Harbour & Pine',
    locale: 'en',
    origins: shops,
    hostKey: options.hostKey,
    businessApi: { url: shops[0], token: options.apiToken },
    agents: AGENTS.map((agent) => ({ ...agent, locales: [...agent.locales], password })),
    settings: options.settings,
    pack: options.pack,
    ...(options.providers && { providers: options.providers }),
  } satisfies Omit<ProvisionRequest, 'settings'> & { settings: Partial<Settings> }
  const answer = await fetch(`${gateway}/v1/admin/workspaces/${WORKSPACE}?wait=50`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${options.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`The gateway refuses the demo workspace: ${await answer.text()}`)
  return (await answer.json()) as ProvisionResponse
}
