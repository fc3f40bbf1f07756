import { readFile } from 'node:fs/promises'
import { compile } from '@baton/bot'
import { decodeModel } from '@baton/bot/training'
import type { Pack } from '@baton/protocol'

/**
 * Prints what a brain takes in memory besides its pack, in bytes: of the heap and of typed arrays, after garbage was
 * collected. Run with `--expose-gc`, the files of a pack and of its model; in a process of its own, so that nothing else is counted.
 */
const [packFile = '', modelFile = ''] = process.argv.slice(2)
const pack: Pack = JSON.parse(await readFile(packFile, 'utf8'))
const bytes = new Uint8Array(await readFile(modelFile))

function used(): number {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const before = used()
const started = process.cpuUsage()
const brain = compile(pack, decodeModel(bytes))
const { user, system } = process.cpuUsage(started)
const after = used()
// Alive until it was measured, and the tables that every brain shares with it.
if (typeof brain.answer !== 'function' || bytes.length === 0) throw new Error('there is no brain')
console.log(JSON.stringify({ bytes: after - before, cpuMs: (user + system) / 1_000 }))
