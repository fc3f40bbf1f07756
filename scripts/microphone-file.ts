import { writeFile } from 'node:fs/promises'
import { readWav, writeWav } from '@baton/sound/wav'

const SECOND = 16_000

/** Writes a file that Chromium takes for a microphone: so many seconds of silence, and a sentence, where there is one. */
export async function microphoneFile(
  path: string,
  { speech, quietS, says }: { speech: string; quietS: number; says?: string },
): Promise<void> {
  const quiet = new Int16Array(quietS * SECOND)
  if (says === undefined) return writeFile(path, writeWav({ rate: SECOND, samples: quiet }))
  const answer = await fetch(`${speech}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'flite', voice: 'slt', input: says, response_format: 'wav' }),
  })
  if (!answer.ok) throw new Error(`Nothing was said: ${await answer.text()}`)
  const { rate, samples } = readWav(new Uint8Array(await answer.arrayBuffer()))
  if (rate !== SECOND) throw new Error(`A voice of ${SECOND} Hz was expected, and not of ${rate}.`)
  await writeFile(path, writeWav({ rate, samples: Int16Array.from([...quiet, ...samples, ...quiet]) }))
}
