import type { ClientProblem, SessionEvent, SessionSnapshot } from '@baton/client'
import type { Announcer } from '../announcer/announcer.ts'
import { refusal } from '../notice/notice.ts'
import { partyName } from '../words/party-name.ts'
import { sentenceOf } from '../words/sentence.ts'
import type { Words } from '../words/words.ts'
import { newsOf } from './news.ts'

/** Decides what a screen reader is told, and tells each thing once. */
export class Herald {
  readonly #announcer: Announcer
  #place = 0
  #typing = ''

  constructor(announcer: Announcer) {
    this.#announcer = announcer
  }

  heard(event: SessionEvent, snapshot: SessionSnapshot, words: Words): void {
    const news = newsOf(event, snapshot, words)
    if (news) this.#announcer.say(news)
  }

  /** What is live and not in the log: the place in line, and who types. */
  tell({ view, typing }: SessionSnapshot, words: Words): void {
    const place = view?.queue?.position ?? 0
    if (place > 0 && place !== this.#place) this.#announcer.say(words.position(place))
    this.#place = place
    const writer = typing.find(({ role }) => role !== 'customer')
    const line = writer ? words.typing(partyName(writer, words)) : ''
    if (line && line !== this.#typing) this.#announcer.say(line)
    this.#typing = line
  }

  complain(problem: ClientProblem, snapshot: SessionSnapshot, words: Words): void {
    if (snapshot.connection === 'refused') this.#announcer.interrupt(refusal(snapshot, words))
    else this.#announcer.interrupt(sentenceOf(problem, words.problems, words.failed))
  }
}
