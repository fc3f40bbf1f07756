import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'
import { loadPack } from './pack.ts'

test('the examples of the packs guide are a whole pack', async () => {
  const guide = await readFile(join(root, 'docs/guides/packs.md'), 'utf8')
  const folder = await mkdtemp(join(tmpdir(), 'guide-'))
  for (const [, file = '', source = ''] of guide.matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```/gm)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), source)
  }
  const pack = await loadPack(folder)
  await rm(folder, { recursive: true })
  expect(pack.flows.flatMap(({ steps }) => steps.map((step) => step.do))).toEqual(
    expect.arrayContaining(['ask', 'act', 'branch', 'say', 'forget', 'handoff']),
  )
  expect(pack.rules.map(({ mode }) => mode)).toEqual(['immediate', 'immediate', 'offer'])
})
