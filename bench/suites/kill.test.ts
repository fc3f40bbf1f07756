import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kill } from './kill.ts'

test('sixty crashes under load lose, double and reorder nothing that was acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-kill-'))
  try {
    const rows = await kill(folder)
    const bars = rows.filter(({ bar }) => bar !== null)
    expect(Object.fromEntries(bars.map(({ name, value }) => [name, value]))).toEqual({
      'kill rounds': 60,
      'acked lost': 0,
      doubled: 0,
      reordered: 0,
    })
    // A run in which nobody wrote would be as clean.
    expect(rows.find(({ name }) => name.includes('acknowledged'))?.value).toBeGreaterThan(1_000)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 300_000)
