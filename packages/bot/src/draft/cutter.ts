import { splitSentences } from '../sentences.ts'

/** A sentence of a draft, without its marks, and the passages it says it comes from. */
export interface CitedSentence {
  text: string
  cites: readonly string[]
}

const MARK = /[[【(（]\s*((?:p?\d{1,2}|tool)(?:\s*[,，、;]\s*(?:p?\d{1,2}|tool))*)\s*[\]】)）]/giu
const LEADING_MARKS = /^\s*(?:[[【](?:\s*(?:p?\d{1,2}|tool)\s*[,，、;]?)+[\]】]\s*)+/iu
/** What may be the beginning of a mark that is still to come. */
const OPEN_MARK = /^\s*(?:[[【][\sp\d,，、;tol]{0,24})?$/iu

/** Cuts a text that comes in pieces into sentences, each with its marks, also those that stand behind its full stop. */
export class Cutter {
  #rest = ''

  /** Sentences that are complete now: another one has begun behind them. */
  take(text: string): CitedSentence[] {
    this.#rest += text
    return this.#cut(false)
  }

  end(): CitedSentence[] {
    return this.#cut(true)
  }

  #cut(isEnd: boolean): CitedSentence[] {
    const pieces = marksToTheirSentences(splitSentences(this.#rest))
    const last = pieces.at(-1)
    const isOpen = !isEnd && last !== undefined && OPEN_MARK.test(last)
    const held = isEnd ? 0 : isOpen ? 2 : 1
    const done = pieces.slice(0, Math.max(0, pieces.length - held))
    this.#rest = pieces.slice(done.length).join('')
    return done.map(cited).filter(({ text }) => text.trim() !== '')
  }
}

function marksToTheirSentences(pieces: readonly string[]): string[] {
  const joined: string[] = []
  for (const piece of pieces) {
    const [marks = ''] = LEADING_MARKS.exec(piece) ?? []
    const before = joined.pop()
    if (before === undefined) joined.push(piece)
    else if (marks === '') joined.push(before, piece)
    else joined.push(before + marks, ...(marks.length < piece.length ? [piece.slice(marks.length)] : []))
  }
  return joined
}

function cited(sentence: string): CitedSentence {
  const cites: string[] = []
  const text = sentence.replace(MARK, (_, ids: string) => {
    for (const id of ids.toLowerCase().split(/[\s,，、;]+/u)) cites.push(/^\d/.test(id) ? `p${id}` : id)
    return ''
  })
  return {
    text: text.replace(/[ \t]+([.。!！?？,，;；])/gu, '$1').replace(/[ \t]{2,}/gu, ' '),
    cites: [...new Set(cites)],
  }
}
