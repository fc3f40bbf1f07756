import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { isPinned, pinBuild } from './pinned.ts'
import { root } from './root.ts'

const APPS = ['widget', 'desk'] as const
/** What an app's build reads besides its own folder. */
const SHARED = [
  'packages/client',
  'packages/protocol',
  'packages/sound',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'box/assets.ts',
  'box/pinned.ts',
]
const NOT_SOURCE = new Set(['node_modules', 'dist', 'testing'])
const COMPRESSED = /\.(?:js|css|html|svg|json|map)$/

/** Where the gateway serves `/widget/` and `/desk/` from. */
export const ASSETS = join(root, 'packages/gateway/dist/assets')

/**
 * Builds the widget and the desk where their sources changed since the last build, and puts both into `ASSETS`.
 * Answers the names of those it built. Throws with the build's own words when one fails.
 */
export async function buildAssets(): Promise<string[]> {
  const built: string[] = []
  for (const app of APPS) {
    const stamp = join(ASSETS, `${app}.sources`)
    const sources = await hashOf([`packages/${app}`, ...SHARED].map((path) => join(root, path)))
    if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) continue // no stamp: never built
    await build(app)
    await clear(join(ASSETS, app))
    await mkdir(ASSETS, { recursive: true })
    await cp(join(root, 'packages', app, 'dist'), join(ASSETS, app), { recursive: true, filter: isServed })
    await compressAll(join(ASSETS, app))
    if (app === 'widget') await pinBuild(join(ASSETS, app), await versionOf(app))
    await writeFile(stamp, sources)
    built.push(app)
  }
  return built
}

/** Leaves the builds that sites may have pinned. */
async function clear(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) if (!isPinned(name)) await rm(join(folder, name), { recursive: true })
}

async function versionOf(app: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'packages', app, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

const isServed = (path: string): boolean => !/(\/types|\.tsbuildinfo)$/.test(path)

const brotli = promisify(brotliCompress)

/** Puts a compressed file beside each that is worth it, `app.js.br`: once here, and never while somebody waits. */
async function compressAll(folder: string): Promise<void> {
  for (const file of await filesOf(folder)) {
    // A pinned build was compressed when it was made.
    if (!COMPRESSED.test(file) || isPinned(relative(folder, file).split('/')[0] ?? '')) continue
    const content = await readFile(file)
    const compressed = await brotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    })
    if (compressed.length < content.length) await writeFile(`${file}.br`, compressed)
  }
}

async function build(app: string): Promise<void> {
  const folder = join(root, 'packages', app)
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { scripts: { build: string } }
  const bins = [folder, root].map((each) => join(each, 'node_modules/.bin'))
  const child = spawn(scripts.build, {
    cwd: folder,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', PATH: [...bins, process.env.PATH].join(delimiter) },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The ${app} could not be built.\n${said.join('')}`)
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const files = (await Promise.all(paths.map(filesOf))).flat().sort()
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null
    throw error
  })
  if (entries === null) return [path]
  const kept = entries.filter(({ name }) => !NOT_SOURCE.has(name) && !name.includes('.test.'))
  return (await Promise.all(kept.map(({ name }) => filesOf(join(path, name))))).flat()
}
