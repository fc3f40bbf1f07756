/** Stands in the log where staff took a text out. Whoever shows the log puts words of the reader's language there. */
export const REMOVED = '[removed]'

/** A text from the log, in which `words` stand where something was taken out. */
export const tellRemoved = (text: string, words: string): string => text.replaceAll(REMOVED, words)
