import { readFile } from 'node:fs/promises'
import { type Transcript, transcript } from '@baton/protocol'

/** A file of transcripts, one JSON object a line. Throws with the line and the place of the first fault. */
export async function loadTranscripts(file: string): Promise<Transcript[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = transcript.safeParse(parse(line, `${file}:${index + 1}`))
    if (parsed.success) return [parsed.data]
    const [issue] = parsed.error.issues
    throw new Error(`${file}:${index + 1}: ${issue?.path.join('.')}: ${issue?.message}`)
  })
}

function parse(line: string, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // The parser's message would quote what a customer wrote.
    throw new Error(`${place}: not JSON`)
  }
}
