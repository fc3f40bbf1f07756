import type { Found, Near } from './nearest.ts'
import type { Withheld } from './validity.ts'

/** The nearest articles among many, one place for each id: an article has as many texts as languages. */
export class Best {
  readonly #most: number
  readonly #near: Near[] = []
  #withheld: Found['withheld'] = null
  /** A score below this is of no use any more; above 0, since what shares nothing is not near. */
  least = Number.MIN_VALUE

  constructor(most: number) {
    this.#most = most
  }

  /** O(`most`). */
  add(article: string, score: number, by: Withheld | null): void {
    if (by) {
      if (score > (this.#withheld?.score ?? 0)) this.#withheld = { article, score, by }
      return
    }
    const same = this.#near.findIndex((each) => each.article === article)
    if (same >= 0) {
      if ((this.#near[same]?.score ?? 0) >= score) return
      this.#near.splice(same, 1)
    }
    const behind = this.#near.findIndex(
      (each) => each.score < score || (each.score === score && article < each.article),
    )
    this.#near.splice(behind < 0 ? this.#near.length : behind, 0, { article, score })
    if (this.#near.length > this.#most) this.#near.pop()
    if (this.#near.length === this.#most) this.least = this.#near.at(-1)?.score ?? this.least
  }

  found(): Found {
    const withheld = this.#withheld
    return { near: this.#near, withheld: withheld && withheld.score > (this.#near[0]?.score ?? 0) ? withheld : null }
  }
}
