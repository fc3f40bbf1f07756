import { copyOf } from './rewind.ts'

/** Every byte an object has stored, in all its tables, as one text: what is in it can be searched for. */
export async function bytesOf(stub: DurableObjectStub): Promise<string> {
  const readable = (value: unknown): unknown =>
    value instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(value)) : value
  return JSON.stringify(await copyOf(stub), (_, value) => readable(value))
}
