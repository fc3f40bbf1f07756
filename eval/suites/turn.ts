import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median, percentile } from '@baton/bench/numbers'
import { held, type Row, told } from '@baton/bench/row'
import { encodeModel, finishTraining } from '@baton/bot/training'
import { root } from '@baton/box/root'
import { loadPack } from '@baton/scripts/pack'
import { largePack } from '../turn/large-pack.ts'
import { messagesFor } from '../turn/messages.ts'
import { startWorker } from '../turn/start-worker.ts'
import type { TurnsAsked } from '../turn/worker.ts'

/** Turns a request makes, so that what a request costs by itself is small beside them; and requests for each message. */
const TIMES = 8
const REQUESTS = 3
const WARM = 150
const MIB = 2 ** 20

/**
 * A whole turn, understanding and answering, in workerd: 10 000 articles, 60 intents, and three earlier messages in the case.
 * Time is taken outside, over 8 turns of one message a request, less what a request without a turn takes. A turn of a
 * message took the mean of those 8, in the median of three requests; and so for each of 1 056 messages, after 150 others.
 */
export async function turn(): Promise<Row[]> {
  const pack = largePack(await loadPack(join(root, 'packs/ecommerce')))
  const model = encodeModel(finishTraining(pack, []))
  const folder = await mkdtemp(join(tmpdir(), 'baton-eval-'))
  const files = { pack: join(folder, 'pack.json'), model: join(folder, 'model.bin') }
  const source = JSON.stringify(pack)
  await writeFile(files.pack, source)
  await writeFile(files.model, model)
  try {
    const { bytes, cpuMs } = await memoryOf(files)
    const worker = await startWorker(folder)
    try {
      await post(`${worker.url}/pack`, source)
      const built = await timed(() => post(`${worker.url}/brain`, new Uint8Array(model)))
      const { turns, empty } = await timesOf(worker.url, messagesFor(pack))
      return [
        held('turn p50', percentile(turns, 0.5), 'ms', '<= 2'),
        held('turn p99', percentile(turns, 0.99), 'ms', '<= 8'),
        told('turn max', Math.max(...turns), 'ms'),
        told('turn, a request without one', empty, 'ms'),
        held('model and index', bytes / MIB, 'MiB', '<= 24'),
        told('model and index, model as stored', model.length / MIB, 'MiB'),
        told('model and index, articles of the pack as stored', source.length / MIB, 'Mi characters'),
        told('brain of 10 000 articles, in workerd', built, 'ms'),
        told('brain of 10 000 articles, CPU in Node', cpuMs, 'ms'),
      ]
    } finally {
      await worker.stop()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function memoryOf(files: { pack: string; model: string }): Promise<{ bytes: number; cpuMs: number }> {
  const script = join(root, 'eval/turn/memory.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, files.pack, files.model])
  return JSON.parse(stdout)
}

async function timesOf(url: string, messages: readonly string[]): Promise<{ turns: number[]; empty: number }> {
  const ask = (text: string, at: number, times: number) => {
    const earlier = messages.slice(Math.max(0, at - 3), at).map((each) => each.slice(0, 200))
    return timed(() => post(`${url}/turn`, JSON.stringify({ text, earlier, times } satisfies TurnsAsked)))
  }
  for (const [at, text] of messages.slice(0, WARM).entries()) await ask(text, at, TIMES)
  const nothing: number[] = []
  const turns: number[] = []
  for (const [at, text] of messages.entries()) {
    if (at < WARM) continue
    if (at % 10 === 0) nothing.push(await ask(text, at, 0))
    const requests: number[] = []
    for (let n = 0; n < REQUESTS; n += 1) requests.push(await ask(text, at, TIMES))
    turns.push(median(requests))
  }
  const empty = median(nothing)
  return { turns: turns.map((each) => Math.max(0, each - empty) / TIMES), empty }
}

async function timed(job: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await job()
  return performance.now() - started
}

async function post(url: string, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(url, { method: 'POST', body })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  await response.text()
}
