const HAN = /\p{Script=Han}/u

/** As much of a name as tells its owner who is meant, and tells nobody else their name: `Li L.`, `王＊`. */
export function shownName(name: string | null): string | null {
  const [first, ...rest] = name?.trim().split(/\s+/) ?? []
  if (!first) return null
  if (HAN.test(first)) return `${[...first][0]}＊`
  const last = rest.at(-1)
  return last === undefined ? first.slice(0, 40) : `${first.slice(0, 40)} ${[...last][0]}.`
}
