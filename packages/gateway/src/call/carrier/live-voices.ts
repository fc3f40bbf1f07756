import type { Track } from '@baton/protocol'

export interface LivePiece {
  samples: Int16Array
  /** As frames have it: the less, the louder. */
  level: number
}

/** Who has sent nothing for so long says nothing now, and is not waited for. */
const SILENT_MS = 60
/** So many pieces of one voice wait for another's at most. */
const MOST_WAITING = 3

/** People who speak at once, as the one voice a telephone plays: pieces of 20 ms in, and out again as soon as those belonging to them are here. */
export function liveVoices(): { push(track: Track, piece: LivePiece, now: number): LivePiece[] } {
  const voices = new Map<Track, { at: number; waiting: LivePiece[] }>()

  return {
    push(track, piece, now) {
      const own = voices.get(track) ?? { at: now, waiting: [] }
      own.at = now
      own.waiting.push(piece)
      voices.set(track, own)
      const pieces: LivePiece[] = []
      while (own.waiting.length > 0) {
        const speaking = [...voices.values()].filter(({ at, waiting }) => waiting.length > 0 || now - at < SILENT_MS)
        const isWhole = speaking.every(({ waiting }) => waiting.length > 0)
        if (!isWhole && own.waiting.length <= MOST_WAITING) break
        pieces.push(mixed(speaking.flatMap(({ waiting }) => waiting.shift() ?? [])))
      }
      return pieces
    },
  }
}

function mixed([first, ...others]: LivePiece[]): LivePiece {
  if (!first) return { samples: new Int16Array(0), level: 0 }
  if (others.length === 0) return first
  const samples = first.samples.map((sample, at) => {
    const sum = others.reduce((all, other) => all + (other.samples[at] ?? 0), sample)
    return Math.max(-32_768, Math.min(32_767, sum))
  })
  return { samples, level: Math.min(first.level, ...others.map(({ level }) => level)) }
}
