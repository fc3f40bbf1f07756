import { type Locale, PCM_RATE } from '@baton/protocol'
import { type HeardOf, type Piece, SaidAloud } from '@baton/relay/call'
import { SizedCache } from '../../knowledge/sized-cache.ts'
import type { TalkHost } from '../talk.ts'
import { Recording } from './recording.ts'
import type { Speaking } from './speaking.ts'

/** One sentence for the ear, and which characters of a text it stands for. */
export interface Line extends Piece {
  text: string
  /** The text so far as it is written, for the eye. Absent: as it is said. */
  written?: string
  /** It will be said again, in this call or another: its sound is kept. */
  keep?: boolean
}

/** Who speaks: a voice of the gateway's, the customer's browser, or nobody. */
export type Voice = Speaking | 'browser' | null

interface Told {
  speaking(on: boolean): void
  /** The first sound of a line goes out. */
  began(line: Line): void
  failed(error: unknown): void
}

interface Parts {
  host: Pick<TalkHost, 'now' | 'nextGeneration' | 'play' | 'finish' | 'clear' | 'show'>
  voice: Voice
  locale: Locale
  workspace: string
  told: Told
}

interface Spoken extends Line {
  recording: Recording | null
  /** How much of it has been given to the call at any time. */
  ms: number
}

const MS = PCM_RATE / 1_000
/** After the last sound was given: the way to the customer's ear, and the buffer there. */
const TAIL_MS = 300
/** A browser may speak more slowly than was guessed, and says when it is done. */
const BROWSER_TAIL_MS = 2_500
/** About what a voice takes for a character. */
const CHARACTER_MS = 65
const HAN_MS = 220

/** Sounds that are the same in every call, of this isolate's workspaces. */
const kept = new SizedCache<readonly Int16Array[]>({ bytes: 8 * 1024 * 1024 })

/**
 * Says lines one after the other: the next is fetched while one plays. It can be silenced at once, go on from where it was cut,
 * or forget what it had to say; and it knows what of it was heard.
 */
export class Mouth {
  readonly #parts: Parts
  /** Since it last had nothing to say. */
  #lines: Spoken[] = []
  #said = new SaidAloud()
  #state: 'idle' | 'speaking' | 'silenced' = 'idle'
  /** Names what plays now: whatever belongs to an older one stops by itself. */
  #run = 0
  #gen = -1
  /** Milliseconds of all lines before this generation's first. */
  #base = 0
  /** When the last sound of this generation will have been heard. */
  #endsAt = 0
  /** How much was heard when it was silenced. */
  #cutMs = 0
  #isPlaying = false
  #stop = new AbortController()
  #idleTimer: ReturnType<typeof setTimeout> | undefined
  #prepared: Spoken | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Its sound is made before it is said. */
  prepare(line: Line): void {
    this.#prepared = { ...line, recording: null, ms: 0 }
    this.#fetch(this.#prepared)
  }

  say(line: Line): void {
    const { voice, host, told } = this.#parts
    if (voice === null) return
    const recording = this.#prepared?.text === line.text ? this.#prepared.recording : null
    this.#prepared = null
    this.#lines.push({ ...line, recording, ms: 0 })
    clearTimeout(this.#idleTimer)
    if (this.#state === 'idle') {
      this.#state = 'speaking'
      this.#gen = host.nextGeneration()
      this.#base = 0
      this.#endsAt = host.now()
      told.speaking(true)
    }
    // Silenced by what it was told.
    if (this.#state === 'speaking' && !this.#isPlaying) this.#play(this.#lines.length - 1, 0)
  }

  /** At once. What is left stays to be said. */
  silence(): void {
    if (this.#state !== 'speaking') return
    this.#cutMs = this.#heardMs()
    this.#state = 'silenced'
    this.#run += 1
    this.#isPlaying = false
    clearTimeout(this.#idleTimer)
    this.#parts.host.clear(this.#gen)
  }

  /** The customer's end says how much of a generation it has played. */
  played(gen: number, playedMs: number, whole: boolean): void {
    if (gen !== this.#gen) return
    if (this.#state === 'silenced') this.#cutMs = Math.min(this.#said.ms, this.#base + playedMs)
    if (whole && this.#state === 'speaking' && !this.#isPlaying && this.#isLast()) this.#rest()
  }

  /** From where it was cut. A browser says the sentence again. */
  resume(): void {
    if (this.#state !== 'silenced') return
    const { host, voice } = this.#parts
    let before = 0
    let at = 0
    for (; at < this.#lines.length; at += 1) {
      const ms = this.#lines[at]?.ms ?? 0
      if (ms === 0 || before + ms > this.#cutMs) break
      before += ms
    }
    const offset = voice === 'browser' ? 0 : Math.max(0, this.#cutMs - before)
    this.#state = 'speaking'
    this.#gen = host.nextGeneration()
    this.#base = before + offset
    this.#endsAt = host.now()
    this.#play(at, offset)
  }

  /** What of each text was heard; the rest will not be said. */
  drop(): HeardOf[] {
    if (this.#state === 'idle') return []
    if (this.#state === 'speaking') this.silence()
    const said = this.#said.heardAfter(this.#cutMs)
    const begun = new Set(said.map(({ of }) => of))
    const unheard = [...new Set(this.#lines.map(({ of }) => of))].filter((of) => !begun.has(of))
    const unfinished = new Set(this.#lines.filter(({ ms }) => ms === 0).map(({ of }) => of))
    this.#forget()
    return [
      ...said.map((each) => ({ ...each, whole: each.whole && !unfinished.has(each.of) })),
      ...unheard.map((of) => ({ of, heard: 0, playedMs: 0, whole: false })),
    ]
  }

  /** How long it would go on. */
  get leftMs(): number {
    if (this.#state === 'idle') return 0
    const coming = this.#lines.filter(({ ms }) => ms === 0).reduce((sum, { text }) => sum + guessMs(text), 0)
    const given = this.#state === 'silenced' ? this.#said.ms - this.#cutMs : this.#endsAt - this.#parts.host.now()
    return Math.max(0, given) + coming
  }

  end(): void {
    this.#forget()
  }

  #forget(): void {
    this.#stop.abort()
    this.#stop = new AbortController()
    this.#run += 1
    this.#state = 'idle'
    this.#isPlaying = false
    this.#lines = []
    this.#said = new SaidAloud()
    clearTimeout(this.#idleTimer)
  }

  #isLast = (): boolean => this.#lines.every(({ ms }) => ms > 0)

  #heardMs(): number {
    const left = Math.max(0, this.#endsAt - this.#parts.host.now())
    return Math.max(this.#base, this.#said.ms - left)
  }

  #play(at: number, offset: number): void {
    this.#run += 1
    this.#isPlaying = true
    void this.#playFrom(this.#run, at, offset)
  }

  async #playFrom(run: number, first: number, offset: number): Promise<void> {
    const { host } = this.#parts
    for (let at = first; ; at += 1) {
      const line = this.#lines[at]
      if (!line) break
      await this.#playLine(run, line, at === first ? offset : 0)
      if (run !== this.#run) return
      const next = this.#lines[at + 1]
      if (!next) break
      // The next is fetched when this one begins to be heard, and not all of a long answer at once.
      const waitMs = this.#endsAt - host.now() - line.ms
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      if (run !== this.#run) return
    }
    this.#isPlaying = false
    const tail = this.#parts.voice === 'browser' ? BROWSER_TAIL_MS : TAIL_MS
    this.#idleTimer = setTimeout(() => this.#rest(), Math.max(0, this.#endsAt - host.now()) + tail)
  }

  async #playLine(run: number, line: Spoken, offset: number): Promise<void> {
    const { host, voice, locale, told } = this.#parts
    if (voice === 'browser') {
      host.show({ type: 'say', gen: this.#gen, text: line.text, locale })
      this.#given(line, 0, guessMs(line.text))
      return
    }
    const recording = line.recording ?? this.#fetch(line)
    let position = offset
    for await (const piece of recording.from(offset)) {
      if (run !== this.#run) return
      host.play(this.#gen, piece)
      this.#given(line, position, piece.length / MS)
      position += piece.length / MS
    }
    // It could not be said, and stands in the chat.
    if (run === this.#run && line.ms === 0) {
      this.#said.begin(line)
      this.#said.add(1)
      line.ms = 1
      told.began(line)
    }
  }

  /** `ms` of a line go out, from `position` on. What is said again is not counted twice. */
  #given(line: Spoken, position: number, ms: number): void {
    const { host, told } = this.#parts
    this.#endsAt = Math.max(host.now(), this.#endsAt) + ms
    const isFirst = line.ms === 0
    if (isFirst) this.#said.begin(line)
    const more = position + ms - line.ms
    if (more > 0) {
      line.ms += more
      this.#said.add(more)
    }
    if (isFirst) told.began(line)
  }

  #fetch(line: Spoken): Recording {
    const { voice, locale, workspace } = this.#parts
    if (voice === null || voice === 'browser') return Recording.of([])
    const key = `${workspace}|${voice.voice(locale)}|${locale}|${line.text}`
    const before = line.keep ? kept.get(key) : null
    const recording = before ? Recording.of(before) : new Recording()
    line.recording = recording
    if (!before) void this.#make(voice, line, recording, key)
    return recording
  }

  async #make(voice: Speaking, { text, keep }: Line, recording: Recording, key: string): Promise<void> {
    const { signal } = this.#stop
    try {
      for await (const piece of voice.say(text, this.#parts.locale, signal)) {
        if (signal.aborted) return
        recording.add(piece)
      }
      recording.done()
      if (keep) kept.put(key, recording.pieces, recording.ms * MS * 2)
    } catch (error) {
      if (!signal.aborted) this.#parts.told.failed(error)
    } finally {
      recording.fail()
    }
  }

  #rest(): void {
    if (this.#state !== 'speaking' || this.#isPlaying) return
    this.#parts.host.finish(this.#gen)
    this.#forget()
    this.#parts.told.speaking(false)
  }
}

const guessMs = (text: string): number => {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han * HAN_MS + (text.length - han) * CHARACTER_MS
}
