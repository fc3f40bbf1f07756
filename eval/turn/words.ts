import type { Random } from '@baton/bench/random'
import { splitSentences } from '@baton/bot'
import type { Article } from '@baton/protocol'

type Tongue = 'en' | 'zh-CN'
const SYLLABLES = 'ba ce di fo gu ha ji ko la me ni po qua re si tu va wo xi ya zen lor mat per tin sel dor'.split(' ')
const INVENTED = 20_000

/** Real sentences and questions, and invented words of which few are frequent and most are rare (Zipf). */
export class Words {
  readonly #random: Random
  readonly #questions: Record<Tongue, string[]>
  readonly #sentences: Record<Tongue, string[]>
  readonly #words: Record<Tongue, string[]>

  constructor(random: Random, articles: readonly Article[]) {
    this.#random = random
    const of = <Each>(read: (article: Article) => Each[]): Record<Tongue, Each[]> => ({
      en: articles.filter(({ locale }) => locale === 'en').flatMap(read),
      'zh-CN': articles.filter(({ locale }) => locale === 'zh-CN').flatMap(read),
    })
    this.#questions = of(({ questions }) => questions)
    this.#sentences = of(({ body }) => splitSentences(body).map((sentence) => sentence.trim()))
    const characters = [...new Set(this.#sentences['zh-CN'].join('').match(/\p{Script=Han}/gu) ?? [])]
    const made = (pieces: readonly string[], most: number) =>
      Array.from({ length: INVENTED }, () =>
        Array.from({ length: 2 + random.below(most - 1) }, () => pick(pieces, random)).join(''),
      )
    this.#words = { en: made(SYLLABLES, 4), 'zh-CN': made(characters, 3) }
  }

  /** What an article is about. */
  thing(tongue: Tongue): string {
    return pick(this.#words[tongue], this.#random)
  }

  /** A real question, asked about a thing. */
  about(tongue: Tongue, thing: string): string {
    const question = pick(this.#questions[tongue], this.#random)
    return tongue === 'en' ? `${question} ${thing}` : `${thing}${question}`
  }

  realSentence(tongue: Tongue): string {
    return pick(this.#sentences[tongue], this.#random)
  }

  sentence(tongue: Tongue, thing: string): string {
    const words = Array.from({ length: 6 + this.#random.below(8) }, () => this.#frequent(this.#words[tongue]))
    words[this.#random.below(words.length)] = thing
    return tongue === 'en' ? `${words.join(' ')}.` : `${words.join('')}。`
  }

  #frequent(words: readonly string[]): string {
    return words[Math.floor(words.length ** this.#random.next()) - 1] ?? pick(words, this.#random)
  }
}

export const pick = <Each>(all: readonly Each[], random: Random): Each => {
  const one = all[random.below(all.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}
