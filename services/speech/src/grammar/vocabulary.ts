import { createHash } from 'node:crypto'
import { z } from 'zod'
import { slot } from './slots.ts'
import type { Written } from './written.ts'

export const vocabulary = z.object({
  /** BCP 47; what counts is English or Mandarin. */
  language: z.string().regex(/^(?:en|zh|cmn)(?:-[A-Za-z0-9]{2,8})*$/),
  /** What is said, e.g. the example phrases of a workspace's intents. `{name}` stands for a slot. */
  phrases: z.array(z.string().max(200)).max(10_000),
  slots: z
    .record(z.string().regex(/^[a-z0-9_-]{1,40}$/), slot)
    .refine((slots) => Object.keys(slots).length <= 20)
    .default({}),
})
export type Vocabulary = z.infer<typeof vocabulary>

export interface Dropped {
  phrase: string
  reason: 'empty' | 'no-pronunciation' | 'unknown-slot' | 'too-many' | 'not-mandarin'
}

/** All that a decoder needs to hear a vocabulary, and what of it cannot be heard. */
export interface Compiled {
  language: 'en' | 'zh'
  dictionary: string
  automaton: string
  written: Written
  /** Phrases that can be heard, without the everyday ones. */
  phrases: number
  dropped: Dropped[]
  /** Words of no dictionary, whose sound was guessed from their letters. */
  guessed: string[]
}

export const languageOf = (tag: string): 'en' | 'zh' => (tag.startsWith('en') ? 'en' : 'zh')

/** The same for the same content, whatever its id. */
export const hashOf = (content: Vocabulary): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
