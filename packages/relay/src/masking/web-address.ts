const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"'，。；）】」]{1,2000}/gi

/** Where web addresses stand in a text. */
export const addressesIn = (raw: string): { start: number; end: number }[] =>
  [...raw.matchAll(ADDRESS)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
