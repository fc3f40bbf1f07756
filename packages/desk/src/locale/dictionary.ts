import type { CallWords } from './call-words.ts'
import type { ChannelWords } from './channel-words.ts'
import type { en } from './en.ts'
import type { IntegrationWords } from './integration-words.ts'

/** Every sentence of the desk in one language. */
export type Dictionary = typeof en & CallWords & ChannelWords & IntegrationWords
