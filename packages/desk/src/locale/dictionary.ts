import type { ChannelWords } from './channel-words.ts'
import type { en } from './en.ts'

/** Every sentence of the desk in one language. */
export type Dictionary = typeof en & ChannelWords
