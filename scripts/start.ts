import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { claimable, freePort, PortError, portFrom } from '@baton/box/port'
import { root } from '@baton/box/root'
import { type DemoPlaces, startDemo } from './demo.ts'
import { settingsFrom } from './demo-workspace.ts'
import { PackError } from './pack.ts'
import { speechAdvice } from './speech-packages.ts'

const USAGE = `npm start -- [--quiet] [--ready-file FILE] [--real-vendors]

  --quiet            print errors only
  --ready-file FILE  write where everything is to FILE, as JSON, once it is ready
  --real-vendors     no phone: channels speak to WeChat, Telegram and the others themselves

  BATON_PORT         port of the gateway (8787)
  BATON_SHOP_PORT    port of the demo shop (8788)
  BATON_CRM_PORT     port of the shop's CRM (8790)
  BATON_PHONE_PORT   port of the customer's phone (8789, or any that is free)
  BATON_FOLDER       where secrets and data are kept (.baton)
  BATON_ORIGINS      further sites that may open the widget, e.g. http://localhost:3000,http://localhost:5173
  BATON_PACK         folder of the knowledge pack (packs/ecommerce)`

/** Ends the process with an explanation and nothing else: these are mistakes a person can mend, not defects. */
function leave(reason: string): never {
  console.error(`\n${reason}\n`)
  process.exit(1)
}

function boxed(lines: string[]): string {
  const width = Math.max(...lines.map((line) => line.length))
  const edge = (left: string, right: string): string => `${left}${'─'.repeat(width + 4)}${right}`
  return [edge('╭', '╮'), ...lines.map((line) => `│  ${line.padEnd(width)}  │`), edge('╰', '╯')].join('\n')
}

const signpost = ({ shop, crm, phone, speech, gateway, desk, siteKey, agents }: DemoPlaces): string =>
  `${boxed([
    'Baton is running.',
    '',
    `Shop   ${shop}`,
    ...(phone === null ? [] : [`Phone  ${phone}  writes by WeChat, WhatsApp, Telegram, LINE`]),
    `CRM    ${crm}`,
    `Desk   ${desk}`,
    `Calls  ${speech === null ? `heard and spoken by the browser; by this machine after: ${speechAdvice()}` : 'heard and spoken by this machine, in English, for demo and tests'}`,
    ...agents.map(
      ({ email, role, password }, index) => `${index === 0 ? 'Agents ' : '       '}${email}  ${password}  ${role}`,
    ),
    '',
    'Ctrl-C stops everything.',
  ])}

On a page of your own, once its origin is in BATON_ORIGINS:
<script async src="${gateway}/widget/baton.js" data-site-key="${siteKey}"></script>
`

const PHONE = { what: 'phone', name: 'BATON_PHONE_PORT', usual: 8789 }
const CRM = { what: 'CRM', name: 'BATON_CRM_PORT', usual: 8790 }

/** Nothing has to know the address of the phone or the CRM beforehand: unless one was chosen, any other port will do. */
async function anyPortFrom(
  env: NodeJS.ProcessEnv,
  { what, name, usual }: { what: string; name: string; usual: number },
): Promise<number> {
  const port = portFrom(env, name, usual)
  try {
    await claimable(port, what, name)
    return port
  } catch (error) {
    if (env[name]) throw error
    return freePort()
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quiet: { type: 'boolean' },
      'ready-file': { type: 'string' },
      'real-vendors': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const { env } = process
  const port = portFrom(env, 'BATON_PORT', 8787)
  const shopPort = portFrom(env, 'BATON_SHOP_PORT', 8788)
  await claimable(port, 'gateway', 'BATON_PORT')
  await claimable(shopPort, 'shop', 'BATON_SHOP_PORT')
  const phonePort = values['real-vendors'] ? undefined : await anyPortFrom(env, PHONE)
  const crmPort = await anyPortFrom(env, CRM)

  let isStopping = false
  const stopping = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        isStopping = true
        resolve(null)
      })
    }
  })

  const demo = await startDemo({
    port,
    shopPort,
    crmPort,
    ...(phonePort !== undefined && { phonePort }),
    folder: resolve(env.BATON_FOLDER || join(root, '.baton')),
    ...(env.BATON_PACK ? { pack: resolve(env.BATON_PACK) } : {}),
    speech: true,
    origins: (env.BATON_ORIGINS ?? '').split(',').filter(Boolean),
    settings: settingsFrom(env),
    tell: (step) => values.quiet || console.log(`${step} …`),
    log: (line) => console.error(`gateway | ${line}`),
  }).catch((error: unknown) => {
    // Ctrl-C also reaches the builds, and what they say then is no news.
    if (isStopping) process.exit(0)
    throw error
  })
  const { shop, crm, phone, gateway, desk, siteKey, agents } = demo
  if (!values.quiet) console.log(`\n${signpost(demo)}`)
  if (values['ready-file'])
    await writeFile(values['ready-file'], JSON.stringify({ shop, crm, phone, gateway, desk, siteKey, agents }))

  const end = await Promise.race([stopping, demo.ended])
  await demo.stop()
  if (end !== null) leave(`The gateway ${end}.`)
  process.exit(0)
}

main().catch((error: unknown) => {
  if (error instanceof PackError) leave(`The knowledge pack cannot be used.\n${error.message}`)
  if (error instanceof PortError) leave(error.message)
  leave(error instanceof Error ? error.message : String(error))
})
