import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PCM_RATE } from '@baton/protocol/wire'
import { writeWav } from '@baton/sound/wav'
import { microphoneSound } from './signals.ts'

/** A file that Chromium takes for a microphone. Gone when the tests are. */
export function microphoneFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-microphone-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'microphone.wav')
  writeFileSync(file, writeWav({ rate: PCM_RATE, samples: microphoneSound() }))
  return file
}
