import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAssets } from '@baton/box/assets'
import { startGateway } from '@baton/box/gateway'
import { GATEWAY_SECRETS, keptSecrets } from '@baton/box/kept-secrets'
import { freePort } from '@baton/box/port'
import { root } from '@baton/box/root'
import { startCrm, startShop } from '@baton/demo'
import type { ProvisionRequest, Settings } from '@baton/protocol'
import { speechInstalled, startSpeech } from '@baton/speech'
import { startPhone } from '@baton/testing/phone'
import { startVendors } from '@baton/testing/vendors'
import { provisionChannels } from './demo-channels.ts'
import { provisionCrm } from './demo-crm.ts'
import { AGENTS, provisionDemo, WORKSPACE } from './demo-workspace.ts'
import { loadPack } from './pack.ts'

/** `host` signs the shop's tokens, `business` opens its API, `agents` is the demo agents' password, `vendors` makes its accounts, `crm` opens the CRM's API. */
const SHOP_SECRETS = { host: 32, business: 32, agents: 6, vendors: 32, crm: 32 } as const

export interface DemoOptions {
  /** Ports of the gateway and the shop. Default: any free one. */
  port?: number
  shopPort?: number
  /** Of the shop's CRM. Default: any free one. */
  crmPort?: number
  /** Of a phone that writes by WeChat and others, whose vendors are played. Absent: no phone, and the vendors are the real ones. */
  phonePort?: number
  /** Holds secrets and all that is stored. Use another one for each demo that runs at the same time. */
  folder: string
  /** Further origins whose pages may open the widget. */
  origins?: string[]
  /** Folder of the knowledge pack. Default: `packs/ecommerce`. */
  pack?: string
  settings?: Partial<Settings>
  /** Whether calls have the embedded recogniser and voices, where their packages are installed. Default: false. */
  speech?: boolean
  /** Removes `folder` when stopped. Default: false. */
  forget?: boolean
  /** Says what happens, step by step. */
  tell?: (step: string) => void
  /** More of the gateway's environment. */
  env?: Record<string, string>
  /** Receives each line the gateway prints. */
  log?: (line: string) => void
}

/** Where everything is; no part of it has to be kept secret on one's own machine. */
export interface DemoPlaces {
  shop: string
  crm: string
  /** Null: there is none. */
  phone: string | null
  /** Of the embedded recogniser and voices. Null: calls have the browser's. */
  speech: string | null
  gateway: string
  workspace: string
  desk: string
  siteKey: string
  agents: { name: string; email: string; role: string; password: string }[]
}

export interface RunningDemo extends DemoPlaces {
  /** Id of the gateway's process, for tests that crash it. */
  pid: number
  /** Opens the admin API. */
  adminToken: string
  /** Resolves when the gateway is gone, with a sentence that says how. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Starts the whole product on this machine: gateway, demo workspace and shop.
 *
 * @example
 * const demo = await startDemo({ folder: await mkdtemp(join(tmpdir(), 'baton-')), forget: true })
 * await page.goto(demo.shop)
 * await demo.stop()
 */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const tell = options.tell ?? (() => undefined)
  const pack = await loadPack(options.pack ?? join(root, 'packs/ecommerce'))
  tell('Building the widget and the desk')
  await buildAssets()
  const secrets = await keptSecrets(options.folder, { ...GATEWAY_SECRETS, ...SHOP_SECRETS })

  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) await next()
  }
  if (options.forget) stops.push(() => rm(options.folder, { recursive: true, force: true }))
  try {
    tell('Starting the gateway')
    const { port = 0, phonePort, folder, log = () => undefined } = options
    const vendors = phonePort === undefined ? null : await startVendors()
    if (vendors) stops.push(vendors.stop)
    const crm = await startCrm({ port: options.crmPort ?? 0, token: secrets.crm })
    stops.push(crm.close)
    const speech = options.speech && speechInstalled().missing.length === 0 ? await startSpeech() : null
    if (speech) stops.push(speech.stop)
    const trusted = [vendors?.origin, speech?.url, options.env?.TRUSTED_ORIGINS, crm.url].filter(
      (origin) => origin !== undefined,
    )
    const played = vendors && { CHANNEL_HOSTS: JSON.stringify(vendors.hosts) }
    const env = { ...played, ...options.env, TRUSTED_ORIGINS: trusted.join() }
    const gateway = await startGateway({ port, folder, secrets, log, env })
    stops.push(gateway.stop)

    const shopPort = options.shopPort ?? (await freePort())
    tell('Teaching the bot, and opening the shop')
    const { siteKey } = await provisionDemo({
      gateway: gateway.url,
      adminToken: secrets.admin,
      shops: [`http://127.0.0.1:${shopPort}`, `http://localhost:${shopPort}`, ...(options.origins ?? [])],
      hostKey: secrets.host,
      apiToken: secrets.business,
      password: secrets.agents,
      ...(speech && { providers: embeddedSpeech(speech.url) }),
      settings: { linkUrl: `http://127.0.0.1:${shopPort}/`, calls: true, ...options.settings },
      pack,
    })
    const shop = await startShop({
      port: shopPort,
      gateway: gateway.url,
      siteKey,
      apiToken: secrets.business,
      hostKey: secrets.host,
    })
    stops.push(shop.close)
    await provisionCrm({ gateway: gateway.url, adminToken: secrets.admin, crm: crm.url, token: secrets.crm })
    let phone: string | null = null
    if (vendors && phonePort !== undefined) {
      const lines = await provisionChannels({
        gateway: gateway.url,
        adminToken: secrets.admin,
        secret: secrets.vendors,
      })
      const running = await startPhone({ port: phonePort, vendors: vendors.origin, lines })
      stops.push(running.close)
      phone = running.url
    }
    return {
      shop: shop.url,
      crm: crm.url,
      phone,
      speech: speech?.url ?? null,
      gateway: gateway.url,
      workspace: WORKSPACE,
      desk: `${gateway.url}/desk/?workspace=${WORKSPACE}`,
      siteKey,
      agents: AGENTS.map(({ name, email, role }) => ({ name, email, role, password: secrets.agents })),
      pid: gateway.pid,
      adminToken: secrets.admin,
      ended: gateway.ended,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Mandarin is left to the browser's recogniser: the embedded one knows a few phrases of it, said by machines. */
const embeddedSpeech = (origin: string): ProvisionRequest['providers'] => {
  const url = `${origin}/v1`
  return {
    hearing: { kind: 'openai', url, model: 'pocketsphinx', languages: ['en'], timeoutMs: 8_000, vocabulary: true },
    speaking: {
      kind: 'openai',
      url,
      model: 'flite',
      languages: ['en', 'zh'],
      timeoutMs: 8_000,
      voices: { en: 'slt', 'zh-CN': 'espeak-ng', 'zh-TW': 'espeak-ng' },
    },
  }
}
