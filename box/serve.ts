import { parseArgs } from 'node:util'
import { createLog } from './log.ts'
import { startService } from './service.ts'
import { serveSettings } from './settings.ts'

const USAGE = `npm run serve

Serves one box: the gateway on bare workerd, supervised. It logs one JSON object a line. See docs/guides/serve.md.

  BATON_PORT         port to listen on (8787)
  BATON_HOST         address to listen on (127.0.0.1; 0.0.0.0 listens outside)
  BATON_FOLDER       where secrets and data are kept (.baton-serve)
  PUBLIC_ORIGIN      what browsers see, where a proxy ends TLS, e.g. https://baton.example
  TRUSTED_PROXIES    addresses of proxies whose X-Forwarded-For is believed, e.g. 127.0.0.1
  TRUSTED_ORIGINS    origins in your own network that workspaces may have called, e.g. http://mail:8025
  CHANNEL_HOSTS      where vendors of channels are reached instead, as JSON, e.g. {"telegram":"http://127.0.0.1:8081"}
  BATON_SECRET       signs tickets; 32 characters or more (made once and kept)
  ADMIN_TOKEN        opens the admin API; 32 characters or more (made once and kept)
  METRICS_TOKEN      opens /metrics and nothing else; 32 characters or more (none)
  PROVIDERS          models for workspaces that name none, as JSON; see docs/guides/providers.md (none)
  BATON_MAX_SOCKETS  never hold more sockets than this (as many as the descriptors allow)
  BATON_STOP_MS      how long a stop may take, in milliseconds (5000)`

/** Ends the process with an explanation and nothing else: these are mistakes a person can mend, not defects. */
function leave(error: unknown): never {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
  if (values.help) return console.log(USAGE)
  let isStopping = false
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        isStopping = true
        resolve()
      })
    }
  })
  const log = createLog((line) => process.stdout.write(`${line}\n`))
  const service = await startService(serveSettings(process.env), log).catch((error: unknown) => {
    // A signal also reaches the builds, and what they say then is no news.
    if (isStopping) process.exit(0)
    throw error
  })
  await stopping
  await service.stop()
  process.exit(0)
}

main().catch(leave)
