import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8')
const tracked = (...what: string[]): string[] =>
  execFileSync('git', ['ls-files', '--', ...what], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

interface Manifest {
  name: string
  version: string
  license?: string | { type: string }
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}
const manifest = async (path: string): Promise<Manifest> => JSON.parse(await read(path))

test('T-37 what runs on a customer’s page is ours and Lit’s; who goes on elsewhere loads what draws QR codes', async () => {
  const widget = await manifest('packages/widget/package.json')
  expect(Object.keys(widget.dependencies ?? {}).sort()).toEqual(['@baton/client', 'lit', 'uqr'])
  const desk = await manifest('packages/desk/package.json')
  expect(Object.keys(desk.dependencies ?? {}).sort()).toEqual(['@baton/client', 'lit'])
  expect(Object.keys((await manifest('packages/client/package.json')).dependencies ?? {})).toEqual([
    '@baton/protocol',
    '@baton/sound',
  ])
})

test('T-37 every version is exact, in the lockfile, and the lockfile is in the repository', async () => {
  expect(tracked('pnpm-lock.yaml')).toEqual(['pnpm-lock.yaml'])
  const catalog = parse(await read('pnpm-workspace.yaml')).catalog as Record<string, string>
  const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/
  for (const [name, version] of Object.entries(catalog)) expect(version, name).toMatch(exact)
  for (const file of tracked('package.json', '*/package.json', 'packages/*/package.json')) {
    const { dependencies = {}, devDependencies = {} } = await manifest(file)
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(
        version === 'workspace:*' || version === 'catalog:' || exact.test(version),
        `${file}: ${name} ${version}`,
      ).toBe(true)
  }
  const lock = await read('pnpm-lock.yaml')
  for (const entry of lock.matchAll(/^ {4}resolution: \{(.*)\}$/gm)) expect(entry[1]).toMatch(/^integrity: sha512-/)
})

/** Packages that may run a script when they are installed; all three fetch or choose a binary. */
const MAY_BUILD = ['esbuild', 'node', 'workerd']

test('T-37 nothing else runs when it is installed', async () => {
  const settings = parse(await read('pnpm-workspace.yaml'))
  const mayBuild = Object.entries(settings.allowBuilds).filter(([, may]) => may)
  expect(mayBuild.map(([name]) => name).sort()).toEqual(MAY_BUILD)
  for (const file of tracked('package.json', '*/package.json', 'packages/*/package.json')) {
    const { scripts = {} } = await manifest(file)
    expect(
      Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare|pack)/.test(name)),
      file,
    ).toEqual([])
  }
})

const LICENCES =
  /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|MPL-2\.0|LGPL-3\.0-or-later)(?: (OR|AND) [\w.-]+)*\)?$/

/** Their manifests do not say; their own pages do, and say MIT. Tools of measurements and tests, never shipped. */
const UNSTATED = ['only@0.0.2', 'xmlhttprequest-ssl@2.1.2']

test('T-37 every package installed has a licence we can live with', { timeout: 30_000 }, async () => {
  const store = join(root, 'node_modules/.pnpm')
  const wrong: string[] = []
  let seen = 0
  for (const entry of await readdir(store)) {
    const modules = join(store, entry, 'node_modules')
    if (!existsSync(modules)) continue
    const name = entry.startsWith('@')
      ? entry.split('@').slice(0, 2).join('@').replace('+', '/')
      : (entry.split('@')[0] ?? '')
    const path = join(modules, name, 'package.json')
    if (!existsSync(path)) continue
    seen += 1
    const { license, version } = JSON.parse(await readFile(path, 'utf8')) as Manifest
    const said = typeof license === 'object' ? license.type : license
    if (UNSTATED.includes(`${name}@${version}`)) continue
    if (!said || !LICENCES.test(said)) wrong.push(`${name}@${version}: ${said}`)
  }
  expect(seen).toBeGreaterThan(200)
  expect(wrong).toEqual([])
})

/** What keys look like. Anything that is meant to be found by a test is marked as such where it stands. */
const SECRETS: [kind: string, pattern: RegExp][] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an AWS key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abprs]-[\w-]{20,}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ['an OpenAI or Anthropic key', /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/],
  ['a signed token', /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{40,}/],
]

/** Bits a character: text has four, a random base64 has nearly six. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0)
}

/** Something that is given a random value under the name of a secret. */
const NAMED =
  /\b(?:secret|token|password|passwd|api_?key|private_?key|credential)s?["']?\s*[:=]\s*["'`]([A-Za-z0-9+/=_-]{24,})["'`]/gi

const secretsIn = (text: string): string[] => [
  ...SECRETS.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : [])),
  ...[...text.matchAll(NAMED)].flatMap(([, value = '']) => (entropy(value) > 4.3 ? ['a random secret'] : [])),
]

test('T-37 no secret is in the repository', { timeout: 30_000 }, async () => {
  const found: string[] = []
  for (const file of tracked()) {
    if (/\.(png|br|woff2|ico)$/.test(file) || file === 'pnpm-lock.yaml') continue
    const path = join(root, file)
    if (!existsSync(path) || (await stat(path)).size > 4_000_000) continue
    for (const kind of secretsIn(await readFile(path, 'utf8'))) found.push(`${file}: ${kind}`)
  }
  expect(found).toEqual([])
})

test('T-37 a secret would be found', () => {
  const random = ['q7Zp3XvT', '9LkWm2Rb', 'Y8sNd4Hf', 'Jc6Gt1Ua'].join('')
  const key = ['-----BEGIN ', 'PRIVATE KEY-----'].join('')
  for (const text of [`const apiKey = '${random}'`, key, `${'ghp'}_${'a1B2'.repeat(9)}`])
    expect(secretsIn(text)).not.toEqual([])
  expect(secretsIn("secret: 'a secret of tests only, forty characters long'")).toEqual([])
})

test('T-37 known weaknesses: asked of the registry, or said to be not run', { timeout: 30_000 }, async ({
  annotate,
}) => {
  let answer: string
  try {
    answer = execFileSync('npx', ['--no-install', 'pnpm', 'audit', '--json', '--prod'], {
      cwd: root,
      encoding: 'utf8',
      timeout: 8_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    answer = String((error as { stdout?: unknown }).stdout ?? '')
  }
  const counts = /"vulnerabilities"\s*:\s*(\{[^}]*\})/.exec(answer)?.[1]
  if (!counts) {
    // Never "pass": who reads the report must see that nobody was asked.
    await annotate('audit: not run, the registry could not be asked', 'warning')
    console.warn('audit: not run')
    return
  }
  const { high = 0, critical = 0 } = JSON.parse(counts) as { high?: number; critical?: number }
  expect({ high, critical }).toEqual({ high: 0, critical: 0 })
})
