/**
 * What is kept of a file, moved together within the file's own memory: a second copy of 25 MB is more than an isolate has
 * to spare, and a list of pieces can be longer than the file.
 */
export class Excision {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #end = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Where the next piece will begin. */
  get end(): number {
    return this.#end
  }

  /** Keeps a piece that lies at or after all that was kept before. */
  keep(from: number, to: number): void {
    this.#bytes.copyWithin(this.#end, from, to)
    this.#end += to - from
  }

  /** Writes a piece of our own over what was passed already; `before` is how far the file has been read. */
  insert(piece: Uint8Array, before: number): void {
    if (this.#end + piece.length > before) return
    this.#bytes.set(piece, this.#end)
    this.#end += piece.length
  }

  /** Corrects what was kept. */
  get kept(): DataView {
    return this.#view
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#end)
  }
}
