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
  // The other makes addresses of scripts, of which there is one: that of the thread which carries the sound of a call.
  expect([...(all().match(/createPolicy\("([^"]+)"/g) ?? [])].sort()).toEqual([
    'createPolicy("baton"',
    'createPolicy("baton-voice"',
  ])
  expect(all().match(/\.createScriptURL\(/g)).toHaveLength(1)
  // Each of Lit's other sinks would need a directive that is not here.
  expect(all()).not.toMatch(/unsafeHTML|unsafeSVG|unsafeStatic|_\$litDirective\$.*resultType/)
})

/** All that the blob says from which a page of another origin starts the thread of a call: the address of a file beside it. */
const THREAD = /new Blob\(\[`import\(\$\{JSON\.stringify\(\w+\)\}\)`\]/g

test('T-03 the bundle loads nothing from elsewhere', () => {
  expect(all().match(THREAD)).toHaveLength(1)
  expect(all().match(/\bnew Worker\b/g)).toHaveLength(1)
  expect(all()).toMatch(/media:new URL\("media-worker-[\w-]+\.js",import\.meta\.url\)\.href/)
  for (const [name, whole] of scripts) {
    const text = whole.replace(THREAD, '')
    for (const [call, target = ''] of text.matchAll(/\bimport\s*\(([^)]*\)?)/g)) {
      const own = /^["']\.{1,2}\//.test(target) || (name === 'baton.js' && /^new URL\("shell\.js"/.test(target))
      expect(own, `${name}: ${call}`).toBe(true)
    }
    for (const [from, target = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g))
      expect(target.startsWith('./') || target.startsWith('../'), `${name}: ${from}`).toBe(true)
    const addresses = (text.match(/(?:https?|wss?):\/\/[\w.-]+/g) ?? []).filter((each) => !KNOWN.test(each))
    expect(addresses, name).toEqual([])
    expect(text, name).not.toMatch(/\bimportScripts\b|\bserviceWorker\b|\bsendBeacon\b/)
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

const OF_CALL = /^chunks\/(?:voice|media|media-worker|capture-worklet|player-worklet)-/

test('T-05 the widget speaks to no other window: it posts to its own tabs only and hears no message of a page', () => {
  for (const [name, text] of scripts) {
    // What plays, records and carries sound runs in threads of its own, on ports that only the two ends hold.
    const isOfCall = OF_CALL.test(name)
    for (const [post] of text.matchAll(/[\w$.)\]]*\.postMessage\([^)]*\)/g)) {
      expect(post, name).not.toMatch(/parent|opener|top|window|frames|contentWindow/)
      if (!isOfCall) expect(post, name).toMatch(/\.postMessage\(0\)$/)
    }
    if (!isOfCall) expect(text, name).not.toMatch(/\bMessageChannel\b/)
    expect(text, name).not.toMatch(/\b(?:window|self|globalThis)\.(?:addEventListener\("message"|onmessage)/)
    expect(text, name).not.toMatch(/\.contentWindow\b|\bwindow\.open\b|\.opener\b/)
  }
  // What posts is a channel between tabs of one origin.
  if (/\.postMessage\(/.test(all())) expect(all()).toMatch(/new BroadcastChannel\(/)
})
