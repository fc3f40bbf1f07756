import type { Notice } from '../timeline/timeline.ts'
import type { Words } from '../words/words.ts'

/** The sentence of a system line. */
export const noticeText = (notice: Notice, words: Words): string => {
  switch (notice.kind) {
    case 'joined':
      return words.joined(notice.name)
    case 'agentLeft':
      return words.agentLeft(notice.name || words.person)
    case 'rated':
      return words.rated(notice.score)
    case 'call':
      return words.callLine(notice.event)
    default:
      return words[notice.kind]
  }
}
