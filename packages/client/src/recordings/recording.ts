import type { SentFile } from '@baton/protocol/wire'
import type { Files } from '../files/files.ts'
import { BatonError, networkProblem, problemOf } from '../problem.ts'
import { mixed, type VoicePiece } from './mix.ts'

/** Of `call.recorded`: what was kept of one voice. */
export interface KeptVoice {
  startMs: number
  file: Pick<SentFile, 'id'>
}

/** Pieces that are fetched side by side. */
const AT_ONCE = 3

/**
 * All that was kept of a call, as one sound to play: an address in this page only, for whoever asks to revoke. `missing` pieces
 * could not be had any more. Rejects with the `BatonError` of the first when there is none.
 */
export async function recordingOf(
  pieces: readonly KeptVoice[],
  files: Pick<Files, 'link'>,
): Promise<{ url: string; missing: number }> {
  const waiting = [...pieces]
  const had: VoicePiece[] = []
  let problem = new BatonError(networkProblem)
  const fetchOn = async (): Promise<void> => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      try {
        had.push({ startMs: piece.startMs, wav: await bytesOf(piece, files) })
      } catch (error) {
        problem = new BatonError(problemOf(error))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn))
  const sound = mixed(had)
  if (!sound) throw problem
  const url = URL.createObjectURL(new Blob([sound], { type: 'audio/wav' }))
  return { url, missing: pieces.length - had.length }
}

async function bytesOf({ file }: KeptVoice, files: Pick<Files, 'link'>): Promise<Uint8Array> {
  const url = await files.link(file.id, 'full')
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  if (!answer.ok) throw await answer.json()
  return new Uint8Array(await answer.arrayBuffer())
}
