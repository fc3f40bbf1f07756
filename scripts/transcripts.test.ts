import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadTranscripts } from './transcripts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transcripts-'))
})
afterEach(() => rm(folder, { recursive: true }))

const load = async (text: string) => {
  const file = join(folder, 'some.jsonl')
  await writeFile(file, text)
  return loadTranscripts(file)
}
const one = '{"id":"a","lines":[{"by":"customer","text":"hello"}]}'

test('one conversation a line, empty lines left out', async () => {
  const [first, second] = await load(`${one}\n\n${one.replace('"a"', '"b"')}\n`)
  expect([first?.id, second?.id]).toEqual(['a', 'b'])
  expect(first?.lines).toEqual([{ by: 'customer', text: 'hello', files: 0, actionErrors: 0 }])
})

test('a fault is told with its line and place, and never with what was said', async () => {
  await expect(load(`${one}\n{"id":"b","lines":[{"by":"stranger"}]}`)).rejects.toThrow(/some\.jsonl:2: lines\.0\.by/)
  const broken = load(`${one}\n{"id":"b","lines":[{"by":"customer","text":"my secret`)
  await expect(broken).rejects.toThrow(/some\.jsonl:2: not JSON$/)
})
