import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'

/** Prints what a page downloads, in brotli bytes, and fails past the budgets. `--json FILE` writes the rows as well. */
interface Row {
  name: string
  value: number
  unit: 'bytes'
  /** Null: no budget of its own. */
  bar: number | null
  ok: boolean
}

const KB = 1000
const dist = new URL('dist/', import.meta.url)

const brotli = (file: string): number =>
  brotliCompressSync(readFileSync(new URL(file, dist)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** A module and everything it imports before it runs. */
const withImports = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  const source = readFileSync(new URL(file, dist), 'utf8')
  for (const [, path = ''] of source.matchAll(/(?:\bfrom|(?<![\w.(])import)\s*["'](\.[^"']+)["']/g))
    withImports(new URL(path, new URL(file, dist)).href.slice(dist.href.length), seen)
  return seen
}

const row = (name: string, value: number, bar: number | null = null): Row => ({
  name,
  value,
  unit: 'bytes',
  bar,
  ok: bar === null || value <= bar,
})

const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + brotli(file), 0)

const shell = withImports('shell.js')
const chunk = (name: string): string =>
  `chunks/${readdirSync(new URL('chunks/', dist)).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'))}`
const open = withImports(chunk('dial'), new Set(shell))
const loader = brotli('baton.js')
/** As soon as somebody calls. Worklets are files of their own, and one dictionary comes besides. */
const face = ['calls', 'call-view'].reduce((seen, name) => withImports(chunk(name), seen), new Set(open))
const call = withImports(chunk('voice'), new Set(face))
const lazy = readdirSync(new URL('chunks/', dist))
  .filter((file) => file.endsWith('.js') && !shell.has(`chunks/${file}`))
  .sort()

const rows = [
  row('widget loader', loader, 3 * KB),
  row('widget shell', sum(shell)),
  row('widget loader + shell', loader + sum(shell), 25 * KB),
  row('widget with the chat open', loader + sum(open), 28 * KB),
  row('widget with a call', loader + sum(call), 46 * KB),
  row('voice code brotli', sum([...call].filter((file) => !face.has(file))), 8192),
  ...lazy.map((file) => row(`widget lazy ${file.replace(/-[\w-]{6}\.js$/, '')}`, brotli(`chunks/${file}`))),
]

for (const { name, value, bar, ok } of rows)
  console.log(`${ok ? 'ok  ' : 'OVER'} ${name.padEnd(30)} ${String(value).padStart(6)} B${bar ? ` of ${bar} B` : ''}`)

const { values } = parseArgs({ options: { json: { type: 'string' } } })
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some(({ ok }) => !ok)) process.exitCode = 1
