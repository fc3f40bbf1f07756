import { CONTROL } from './workerd-process.ts'
import { readWranglerConfig } from './wrangler-config.ts'

/** What the Worker reads from the environment, so that secrets are in no file and no process list. Unset gives null. */
const ENVIRONMENT_BINDINGS = [
  'BATON_SECRET',
  'BATON_SECRET_PREVIOUS',
  'ADMIN_TOKEN',
  'METRICS_TOKEN',
  'PUBLIC_ORIGIN',
  'GENERATION',
  'JURISDICTION',
  'BOX_JURISDICTION',
  'MAX_SOCKETS',
  'TRUSTED_PROXIES',
  'PROVIDERS',
  'CHANNEL_HOSTS',
  'TRUSTED_ORIGINS',
] as const

/**
 * The gateway as workerd's configuration (Cap'n Proto text), made from `wrangler.jsonc` so that one machine runs what the
 * platform runs.
 *
 * @param options.objectsKey ids of stored objects derive from it: keep it constant, or they are not found again.
 */
export async function gatewayConfig(options: {
  address: string
  /** Path of a local socket that leads to the Worker's `Control` entry, where it is to have one. */
  control?: string
  script: string
  /** Modules of WebAssembly that the script imports, by name. */
  compiled: readonly string[]
  objects: string
  /** Folder of the blobs: published packs and, sealed, files of sessions. */
  blobs: string
  assets: string
  objectsKey: string
}): Promise<string> {
  const { compatibility_date, compatibility_flags, durable_objects } = await readWranglerConfig()
  const text = JSON.stringify
  const { address, control } = options
  const classes = durable_objects.bindings
  const list = (items: string[]): string => items.map((item) => `    ${item},`).join('\n')
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "gateway", worker = .gateway),
    (name = "objects", disk = (path = ${text(options.objects)}, writable = true)),
    (name = "blobs", disk = (path = ${text(options.blobs)}, writable = true)),
    (name = "assets", disk = (path = ${text(options.assets)})),
    # Addresses that somebody typed: whatever a name resolves to, it leads out of the operator's network.
    (name = "outside", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
    # A business API may be on this machine.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [
${list([
  `(name = "http", address = ${text(address)}, service = "gateway", http = ())`,
  ...(control === undefined
    ? []
    : [
        `(name = ${text(CONTROL)}, address = ${text(`unix:${control}`)}, service = (name = "gateway", entrypoint = "Control"), http = ())`,
      ]),
])}
  ],
);

const gateway :Workerd.Worker = (
  modules = [
${list([
  `(name = "worker", esModule = embed ${text(options.script)})`,
  ...options.compiled.map((name) => `(name = ${text(name)}, wasm = embed ${text(name)})`),
])}
  ],
  compatibilityDate = ${text(compatibility_date)},
  compatibilityFlags = [${compatibility_flags.map((flag) => text(flag)).join(', ')}],
  bindings = [
${list([
  '(name = "ASSETS", service = "assets")',
  '(name = "BLOBS_DISK", service = "blobs")',
  '(name = "OUTSIDE", service = "outside")',
  ...ENVIRONMENT_BINDINGS.map((name) => `(name = ${text(name)}, fromEnvironment = ${text(name)})`),
  ...classes.map((each) => `(name = ${text(each.name)}, durableObjectNamespace = ${text(each.class_name)})`),
])}
  ],
  durableObjectNamespaces = [
${list(
  classes.map(
    ({ class_name }) =>
      `(className = ${text(class_name)}, uniqueKey = ${text(`${options.objectsKey}-${class_name}`)}, enableSql = true)`,
  ),
)}
  ],
  durableObjectStorage = (localDisk = "objects"),
);
`
}
