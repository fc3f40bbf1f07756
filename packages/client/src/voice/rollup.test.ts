import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { worklets } from './rollup.ts'

const HOME = fileURLToPath(new URL('worklets.ts', import.meta.url))

async function built(id: string) {
  const files = new Map<string, string>()
  const emitFile = ({ name, source }: { name: string; source: string }) => {
    files.set(name, source)
    return name.replace(/\W/g, '')
  }
  const made = await worklets().transform.call({ emitFile }, readFileSync(id, 'utf8'), id)
  return { code: made === null ? null : made.code, files }
}

test('each worklet, and the worker, becomes a file of its own that needs no other, and its address is put in', async () => {
  const { code, files } = await built(HOME)
  expect([...files.keys()]).toEqual(['capture-worklet.js', 'player-worklet.js', 'media-worker.js'])
  expect(code).toContain('import.meta.ROLLUP_FILE_URL_captureworkletjs')
  expect(code).toContain('import.meta.ROLLUP_FILE_URL_playerworkletjs')
  expect(code).toContain('import.meta.ROLLUP_FILE_URL_mediaworkerjs')
  for (const [name, source] of files) {
    expect(source.includes('registerProcessor(')).toBe(name.endsWith('-worklet.js'))
    expect(source).not.toMatch(/\bimport\b|\bwindow\b|\bdocument\b/)
  }
})

test('nothing else is touched', async () => {
  expect((await built(fileURLToPath(new URL('index.ts', import.meta.url)))).code).toBe(null)
})
