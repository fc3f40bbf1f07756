const BEGIN = '<think>'
const END = '</think>'

/** Leaves out what a model thinks aloud between `<think>` and `</think>`, wherever its text is cut. */
export class Thoughts {
  #held = ''
  #isThinking = false

  /** What of this text is said. */
  take(text: string): string {
    this.#held += text
    let said = ''
    for (;;) {
      const tag = this.#isThinking ? END : BEGIN
      const at = this.#held.indexOf(tag)
      const upTo = at < 0 ? this.#held.length - partOf(tag, this.#held) : at
      if (!this.#isThinking) said += this.#held.slice(0, upTo)
      this.#held = this.#held.slice(at < 0 ? upTo : at + tag.length)
      if (at < 0) return said
      this.#isThinking = !this.#isThinking
    }
  }

  /** What was held because it looked like the beginning of a tag. */
  end(): string {
    return this.#isThinking ? '' : this.#held
  }
}

/** How much of the tag's beginning a text ends with. */
function partOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length
  }
  return 0
}
