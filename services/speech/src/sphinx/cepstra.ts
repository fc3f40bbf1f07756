import koffi from 'koffi'

/** Of a frame. */
export const COEFFICIENTS = 13

/** What an utterance sounds like to the model: of every 10 ms, its spectrum as 13 coefficients. */
export type Cepstra = readonly Float32Array[]

const BYTES = Float32Array.BYTES_PER_ELEMENT

/** As the library takes them: addresses of rows, which live as long as what is returned does. */
export function rowsOf(cepstra: Cepstra): BigUint64Array {
  const all = new Float32Array(cepstra.length * COEFFICIENTS)
  for (const [at, frame] of cepstra.entries()) all.set(frame, at * COEFFICIENTS)
  const first = koffi.address(all)
  return Object.assign(
    BigUint64Array.from(cepstra, (_, at) => first + BigInt(at * COEFFICIENTS * BYTES)),
    { all },
  )
}
