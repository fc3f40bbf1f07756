/** So many arguments a call takes everywhere. */
const PART = 4_096

/** The text of UTF-16 units. */
export function textOf(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= PART) return partOf(codes)
  const parts: string[] = []
  for (let at = 0; at < codes.length; at += PART) parts.push(partOf(codes.subarray(at, at + PART)))
  return parts.join('')
}

const partOf = (codes: Uint8Array | Uint16Array): string =>
  // The engine reads the array as it is; spread over arguments it would be walked one by one.
  Reflect.apply(String.fromCharCode, null, codes)
