import { createCall } from '../../voice/call/call.ts'
import type { CallClient, CallOptions } from '../../voice/call/call-types.ts'
import { WORKLETS } from '../../voice/worklets.ts'
import { type FakeLine, fakeLine } from './fake-line.ts'
import { createRecorder, type Recorder } from './recorder.ts'

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until `condition` holds; fails with `what` after `forMs`. */
export async function until(condition: () => unknown, what: string, forMs = 8000): Promise<void> {
  const end = performance.now() + forMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await pause(10)
  }
}

/** A call with the other end of its line, and ears at the loudspeaker. */
export interface Stage {
  call: CallClient
  line: FakeLine
  recorder: Recorder
}

/** Whose end of the call it is, if not a customer's. */
type Part = Partial<Pick<CallOptions, 'role' | 'whisper' | 'rejoin'>>

const open: { call: CallClient; restore(): void }[] = []

/** `media`: where the file of the thread is; nowhere, the page carries the sound itself. */
export async function aCall({
  isBusy = false,
  media = WORKLETS.media,
  ...as
}: Part & { isBusy?: boolean; media?: string } = {}): Promise<Stage> {
  const recorder = createRecorder()
  const line = await fakeLine(isBusy)
  const worklets = { ...WORKLETS, media }
  const call = createCall({ session: line.session, worklets, role: 'customer', ...as })
  open.push({ call, restore: recorder.restore })
  return { call, line, recorder }
}

export async function aLiveCall(as: Part = {}): Promise<Stage> {
  const stage = await aCall(as)
  stage.call.start()
  await until(() => stage.call.snapshot.phase === 'bot', 'the call goes on')
  return stage
}

/** Ends every call of a test. */
export async function hangUp(): Promise<void> {
  for (const { call, restore } of open.splice(0)) {
    call.close()
    restore()
  }
  // Whoever waits for the lock, or for the microphone, is served a little later.
  await pause(100)
}

export const loudness = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / Math.max(1, samples.length))
