import { readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { root } from '@baton/box/root'

/** Who may import whom. The picture and the reasons are in docs/architecture.md. */
const ARROWS: Record<string, { folder: string; may: string[]; pure?: true }> = {
  '@baton/protocol': { folder: 'packages/protocol', may: [], pure: true },
  '@baton/relay': { folder: 'packages/relay', may: ['@baton/protocol'], pure: true },
  '@baton/bot': { folder: 'packages/bot', may: ['@baton/protocol'], pure: true },
  '@baton/sound': { folder: 'packages/sound', may: [], pure: true },
  '@baton/client': { folder: 'packages/client', may: ['@baton/protocol/wire', '@baton/sound'] },
  '@baton/widget': { folder: 'packages/widget', may: ['@baton/client'] },
  '@baton/desk': { folder: 'packages/desk', may: ['@baton/client'] },
  '@baton/gateway': {
    folder: 'packages/gateway',
    may: ['@baton/protocol', '@baton/relay', '@baton/bot', '@baton/sound', '@baton/testing'],
  },
  '@baton/demo': { folder: 'demo', may: [] },
  // Its tests talk to the gateway they start.
  '@baton/box': { folder: 'box', may: ['@baton/protocol', '@baton/client'] },
  '@baton/scripts': {
    folder: 'scripts',
    may: [
      '@baton/protocol',
      '@baton/relay',
      '@baton/sound',
      '@baton/bot',
      '@baton/demo',
      '@baton/box',
      '@baton/speech',
      '@baton/testing',
    ],
  },
  // A server of its own, as other vendors of speech are. Knows nothing of how we are built.
  '@baton/speech': { folder: 'services/speech', may: ['@baton/sound'] },
  // Plays the vendors. Knows nothing of how we are built.
  '@baton/testing': { folder: 'testing', may: ['@baton/protocol', '@baton/sound'] },
  // Drives the real client against the real engine and the started product.
  '@baton/journeys': {
    folder: 'journeys',
    may: [
      '@baton/client',
      '@baton/relay',
      '@baton/protocol',
      '@baton/sound',
      '@baton/scripts',
      '@baton/box',
      '@baton/testing',
    ],
  },
  '@baton/bench': {
    folder: 'bench',
    may: [
      '@baton/client',
      '@baton/gateway',
      '@baton/relay',
      '@baton/protocol',
      '@baton/sound',
      '@baton/box',
      '@baton/demo',
      '@baton/scripts',
      '@baton/testing',
      '@baton/speech',
    ],
  },
  // Measures the bot by itself, and in the runtime it runs in.
  '@baton/eval': {
    folder: 'eval',
    may: [
      '@baton/bot',
      '@baton/protocol',
      '@baton/relay',
      '@baton/gateway',
      '@baton/bench',
      '@baton/box',
      '@baton/demo',
      '@baton/scripts',
    ],
  },
  // Breaks what bench starts.
  '@baton/chaos': {
    folder: 'chaos',
    may: ['@baton/bench', '@baton/client', '@baton/gateway', '@baton/relay', '@baton/protocol', '@baton/box'],
  },
}

/** What a pure package may take from outside the workspace, and what it may never reach for. */
const PURE_IMPORTS = new Set(['zod'])
/** What one pure package takes besides: computation and tables, no I/O, no clock. */
const PURE_EXTRAS: Record<string, readonly string[]> = {
  // Numbering plans of all countries, for the masking door.
  '@baton/relay': ['libphonenumber-js/min'],
  // How people write dates, in their languages. It is given the time; it never asks for it.
  '@baton/bot': ['chrono-node/en', 'chrono-node/zh/hans'],
}
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bcrypto\.|\bfetch\(|\bset(?:Timeout|Interval)\(/

export interface Violation {
  file: string
  reason: string
}

/** Objects of the gateway are reached through one file, which knows in which jurisdiction a workspace's are. */
const ROOMS_OF = 'packages/gateway/src/rooms-of.ts'
const REACHES_OBJECT = /\.(?:getByName|idFromName|idFromString|newUniqueId)\(/

/** What is wrong with the imports of one file. `file` is relative to the repository, `exports` by package name. */
export function violations(
  file: string,
  source: string,
  exports: ReadonlyMap<string, ReadonlySet<string>>,
): Violation[] {
  const home = Object.entries(ARROWS).find(([, { folder }]) => file.startsWith(`${folder}/`))
  if (!home) return []
  const [name, { folder, may, pure }] = home
  const isTest = /\.test\.ts$|\/(testing|fixtures)\//.test(file)
  const found: string[] = []
  for (const specifier of specifiersOf(source)) {
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(file), specifier))
      if (!target.startsWith(`${folder}/`)) found.push(`reaches into ${target}; import the package by its name`)
    } else if (specifier.startsWith('@baton/')) {
      const packageName = specifier.split('/').slice(0, 2).join('/')
      if (!may.some((allowed) => specifier === allowed || (allowed === packageName && allowed !== specifier))) {
        found.push(`${name} may not import ${specifier}`)
      } else if (!exports.get(packageName)?.has(`.${specifier.slice(packageName.length)}`)) {
        found.push(`${specifier} is not a door of ${packageName}`)
      }
    } else if (pure && !isTest && !PURE_IMPORTS.has(specifier) && !PURE_EXTRAS[name]?.includes(specifier)) {
      found.push(`${name} is pure and may not import ${specifier}`)
    }
  }
  const impure = pure && !isTest ? source.match(IMPURE) : null
  if (impure) found.push(`${name} is pure and may not use ${impure[0]}`)
  const reach = folder === 'packages/gateway' && file !== ROOMS_OF && !isTest ? source.match(REACHES_OBJECT) : null
  if (reach) found.push(`reaches an object by ${reach[0]}; ask ${ROOMS_OF}`)
  return found.map((reason) => ({ file, reason }))
}

/** Every module specifier of a source: imports, re-exports, dynamic imports. */
const specifiersOf = (source: string): string[] =>
  [
    ...source.matchAll(
      /^(?:import|export)\b[^'"`;]*?from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
    ),
  ].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? [])

/** The doors of every package, from its `exports`. */
export async function doors(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const [name, { folder }] of Object.entries(ARROWS)) {
    const manifest: { exports?: Record<string, unknown> } = JSON.parse(
      await readFile(join(root, folder, 'package.json'), 'utf8'),
    )
    found.set(name, new Set(Object.keys(manifest.exports ?? {})))
  }
  return found
}
