import type { Lessons } from '@baton/bot/training'

/** A sentence and what it means. */
export interface Labelled {
  text: string
  intent: string
}

/** Sentences as a pack gives them to training. Which locale they stand under makes no difference. */
export function lessonsOf(sentences: readonly Labelled[]): Lessons {
  const phrasings = new Map<string, string[]>()
  for (const { text, intent } of sentences) {
    const list = phrasings.get(intent)
    if (list) list.push(text)
    else phrasings.set(intent, [text])
  }
  return {
    intents: [...phrasings].map(([id, texts]) => ({
      id,
      phrasings: { en: texts, 'zh-CN': [], 'zh-TW': [] },
      serve: { flow: id },
    })),
    articles: [],
  }
}
