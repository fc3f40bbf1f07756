import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

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

const compressed = (bytes: Uint8Array): number =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

const brotli = (file: string): number => compressed(readFileSync(new URL(file, dist)))

/**
 * Calls without a face: what is loaded when somebody calls and the chat has not loaded before. Their worklets, which are
 * files of their own, and what few calls need is left out, as it is loaded apart.
 */
async function voiceCode(): Promise<number> {
  const { outputFiles, metafile } = await build({
    entryPoints: { chat: 'src/shell.ts', dial: 'src/line/dial.ts', voice: '@baton/client/voice' },
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    outdir: 'out',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
  })
  const loadedBy = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const { path, kind } of metafile.outputs[file]?.imports ?? [])
      if (kind === 'import-statement') loadedBy(path, seen)
    return seen
  }
  const chat = loadedBy('out/dial.js', loadedBy('out/chat.js'))
  const contents = new Map(outputFiles.map(({ path, contents }) => [`out/${basename(path)}`, contents]))
  return [...loadedBy('out/voice.js')]
    .filter((file) => !chat.has(file))
    .reduce((total, file) => total + compressed(contents.get(file) ?? new Uint8Array()), 0)
}

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
const lazy = readdirSync(new URL('chunks/', dist))
  .filter((file) => file.endsWith('.js') && !shell.has(`chunks/${file}`))
  .sort()

const rows = [
  row('widget loader', loader, 3 * KB),
  row('widget shell', sum(shell)),
  row('widget loader + shell', loader + sum(shell), 25 * KB),
  row('widget with the chat open', loader + sum(open), 28 * KB),
  row('voice code brotli', await voiceCode(), 8192),
  ...lazy.map((file) => row(`widget lazy ${file.replace(/-[\w-]{8}\.js$/, '')}`, brotli(`chunks/${file}`))),
]

for (const { name, value, bar, ok } of rows)
  console.log(`${ok ? 'ok  ' : 'OVER'} ${name.padEnd(30)} ${String(value).padStart(6)} B${bar ? ` of ${bar} B` : ''}`)

const { values } = parseArgs({ options: { json: { type: 'string' } } })
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
if (rows.some(({ ok }) => !ok)) process.exitCode = 1
