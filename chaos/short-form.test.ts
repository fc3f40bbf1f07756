import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Lessons } from '@baton/bench/lessons'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOT_RUN } from './not-run.ts'
import { run } from './run.ts'

/** A process that is killed loses nothing of it, and a disk that others keep busy says nothing here. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(MEMORY, 'baton-chaos-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** `SEED=…` repeats a run. */
const seed = Number(process.env.SEED ?? 20_261_126)

const lessons = new Lessons()

/** What takes long, or is measured rather than judged, is left to `npm run chaos`. */
test.each([
  ['kill', 'crashes under load, half of it over rough lines, lose, double and reorder nothing that was acknowledged'],
  ['rough-lines', 'real clients over lines that drop, double, delay, reorder, cut and hang end with the log'],
  ['storage-full', 'a full disk is said by name, and nothing is acknowledged that is not stored'],
  ['clock-steps', 'clocks that are a day off, and set back, order nothing anew and close nothing'],
  ['descriptors', 'a process with few descriptors refuses one too many, lives through a mass drop, and is soon back'],
  ['fuzz', 'T-10 mutated frames neither throw, nor echo, nor change a session, nor close another socket'],
  ['canary', 'T-33 personal data let in everywhere is found nowhere'],
])(
  '%s: %s',
  async (name) => {
    const rows = await run({ folder, seed, isShort: true, lessons }, [name])
    // What this machine does not let us do is done where it does; it is never taken for passed.
    expect(rows.filter(({ ok, unit }) => !ok && unit !== NOT_RUN)).toEqual([])
    expect(rows.length).toBeGreaterThan(0)
  },
  200_000,
)
