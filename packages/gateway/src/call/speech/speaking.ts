import type { Locale } from '@baton/protocol'

/** Says a text in a voice. Everything here may fail; the text stands in the chat in any case. */
export interface Speaking {
  /** Names what the sound of a text depends on besides its words: provider, model and voice. */
  voice(locale: Locale): string
  /**
   * One sentence, as 16 kHz mono in pieces of any length, the first as soon as it is there. Throws `ProviderError`, also after
   * some pieces. Leaving the loop, or the signal, ends it.
   */
  say(text: string, locale: Locale, signal: AbortSignal): AsyncIterable<Int16Array>
}
