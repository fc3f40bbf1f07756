import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@baton/bench/random'
import { expect, test } from 'vitest'
import { Aviary, CLASSES } from './canaries.ts'
import { searchBytes, searchFolder } from './search.ts'

const aviary = new Aviary(new Random(1))
for (const of of Object.keys(CLASSES)) aviary.release(of, 'a test')
const { canaries } = aviary

test('a canary is found as it is, in UTF-16 and in base64, whatever is around it', () => {
  for (const { value } of canaries) {
    const around = ['', 'x', 'xy', '最近'].flatMap((before) => {
      const text = `${before}${value} and so on`
      return [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64'))]
    })
    for (const bytes of around) {
      expect(searchBytes(bytes, 'here', canaries).map(({ canary }) => canary.value)).toEqual([value])
    }
  }
})

test('what is masked is not found', () => {
  expect(searchBytes(Buffer.from('card •••• 4242, 139****0000'), 'here', canaries)).toEqual([])
})

test('every file below a folder is looked through', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-canary-'))
  await writeFile(join(folder, 'log.sqlite-wal'), `\u0000\u0001${canaries[0]?.value}\u0000`)
  expect(await searchFolder(folder, canaries)).toMatchObject([{ place: 'log.sqlite-wal', canary: canaries[0] }])
  await rm(folder, { recursive: true })
})
