import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { buildAssets } from '@baton/box/assets'
import { root } from '@baton/box/root'
import { afterAll, beforeAll, expect, test } from 'vitest'

const WIDGET = join(root, 'packages/widget')
const run = promisify(execFile)

const scripts = new Map<string, string>()
let elsewhere = ''
beforeAll(async () => {
  await buildAssets()
  for (const [name, text] of await scriptsOf(join(WIDGET, 'dist'))) scripts.set(name, text)
  elsewhere = await mkdtemp(join(tmpdir(), 'baton-widget-'))
}, 180_000)
afterAll(() => rm(elsewhere, { recursive: true, force: true }))

async function scriptsOf(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort()
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

test('T-03 built twice, in two places, the widget is the same to the byte', { timeout: 180_000 }, async () => {
  const copy = join(elsewhere, 'packages/widget')
  await cp(WIDGET, copy, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) })
  await symlink(join(WIDGET, 'node_modules'), join(copy, 'node_modules'))
  const path = [join(WIDGET, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  await run('rollup', ['-c'], { cwd: copy, env: { ...process.env, NODE_ENV: 'production', PATH: path } })
  const again = await scriptsOf(join(copy, 'dist'))
  expect([...again.keys()]).toEqual([...scripts.keys()])
  for (const [name, text] of again) expect(text === scripts.get(name), name).toBe(true)
})

/** Names of markup, and the map a place is shown on once somebody follows its link. */
const KNOWN = /\/www\.(?:w3|openstreetmap)\.org$/

const all = (): string => [...scripts.values()].join('\n')

test('T-03 the bundle makes no text into code or markup', () => {
  expect(scripts.size).toBeGreaterThan(5)
  for (const [name, text] of scripts) {
    for (const banned of [
      /\beval\s*\(/,
      /\bnew Function\b/,
      /\bFunction\s*\(\s*["'`]/,
      /\bset(?:Timeout|Interval)\s*\(\s*["'`]/,
      /\.outerHTML\s*=/,
      /\binsertAdjacentHTML\b/,
      /\bdocument\.write/,
      /\.srcdoc\b/,
      /\bcreateContextualFragment\b/,
      /\bDOMParser\b/,
    ])
      expect(text, name).not.toMatch(banned)
  }
  // Lit fills a template element with its own literals, through the one policy: the only place there is.
  const fills = all().match(/[\w.$]+\.innerHTML\s*=[^,;)}]+/g) ?? []
  expect(fills).toHaveLength(1)
  expect(all().match(/createPolicy\("([^"]+)"/g)).toEqual(['createPolicy("baton"'])
  // Each of Lit's other sinks would need a directive that is not here.
  expect(all()).not.toMatch(/unsafeHTML|unsafeSVG|unsafeStatic|_\$litDirective\$.*resultType/)
})

test('T-03 the bundle loads nothing from elsewhere', () => {
  for (const [name, text] of scripts) {
    for (const [call, target = ''] of text.matchAll(/\bimport\s*\(([^)]*\)?)/g)) {
      const own = /^["']\.{1,2}\//.test(target) || (name === 'baton.js' && /^new URL\("shell\.js"/.test(target))
      expect(own, `${name}: ${call}`).toBe(true)
    }
    for (const [from, target = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g))
      expect(target.startsWith('./') || target.startsWith('../'), `${name}: ${from}`).toBe(true)
    const addresses = (text.match(/(?:https?|wss?):\/\/[\w.-]+/g) ?? []).filter((each) => !KNOWN.test(each))
    expect(addresses, name).toEqual([])
    expect(text, name).not.toMatch(/\bimportScripts\b|\bnew Worker\b|\bserviceWorker\b|\bsendBeacon\b/)
  }
})

test('T-03 the bundle listens to no key and no input of the page', () => {
  for (const [name, text] of scripts) {
    for (const [call] of text.matchAll(
      /\b(?:document|window|self|globalThis)(?:\.(?:body|documentElement))?\.addEventListener\("[\w-]+"/g,
    ))
      expect(call, name).not.toMatch(
        /"(?:key\w*|input|change|before\w*|paste|copy|cut|composition\w*|submit|formdata)"/,
      )
    expect(text, name).not.toMatch(/document\.(?:forms|cookie|querySelectorAll\("input)/)
  }
})

test('T-05 the widget speaks to no other window: it posts to its own tabs only and hears no message of a page', () => {
  for (const [name, text] of scripts) {
    for (const [post] of text.matchAll(/[\w$.)\]]+\.postMessage\([^)]*\)/g)) {
      expect(post, name).not.toMatch(/parent|opener|top|window|frames|contentWindow/)
      // What plays and records runs in a thread of its own, on a port that only the two hold.
      expect(post, name).toMatch(/\.postMessage\(0\)$|\.port\.postMessage\(/)
    }
    expect(text, name).not.toMatch(/\b(?:window|self|globalThis)\.(?:addEventListener\("message"|onmessage)/)
    expect(text, name).not.toMatch(/\bMessageChannel\b|\.contentWindow\b|\bwindow\.open\b|\.opener\b/)
  }
  // What posts is a channel between tabs of one origin.
  if (/\.postMessage\(/.test(all())) expect(all()).toMatch(/new BroadcastChannel\(/)
})
