import type { ImportFault } from '@baton/protocol'
import { columnsOf, fieldOf, speakerOf } from './columns.ts'
import { readCsv } from './csv.ts'
import { ImportUnreadable } from './fault.ts'

/** What was said in one conversation, or written in one ticket, by its customer. */
export interface Dialogue {
  /** In their order. */
  said: string[]
}

export interface ReadDialogues {
  dialogues: Dialogue[]
  /** Rows or lines there were, those at fault and those of others among them. */
  rows: number
  faults: ImportFault[]
}

export type ImportFormat = 'csv' | 'jsonl'

/** A file of three months of a busy desk; larger ones are given in parts. */
const MOST_CHARS = 64 * 1024 * 1024
const MOST_ROWS = 500_000
const LONGEST_TEXT = 4_000

/** Collects the words of customers by their conversation, and what was wrong. */
class Collected {
  readonly faults: ImportFault[] = []
  readonly #dialogues = new Map<string, Dialogue>()
  rows = 0

  /** A message. Without a conversation it is one by itself. */
  say(line: number, dialogue: unknown, role: unknown, text: unknown): void {
    if (typeof text !== 'string' || text.trim() === '') return this.fault(line, 'text_missing')
    if (text.length > LONGEST_TEXT) return this.fault(line, 'text_too_long')
    if (role !== undefined && role !== '') {
      const speaker = typeof role === 'string' ? speakerOf(role) : null
      if (speaker === null) return this.fault(line, 'role_unknown')
      if (speaker === 'other') return
    }
    const key = dialogue === undefined || dialogue === '' ? `line ${line}` : `id ${String(dialogue)}`
    const known = this.#dialogues.get(key)
    if (known) known.said.push(text.trim())
    else this.#dialogues.set(key, { said: [text.trim()] })
  }

  fault(line: number, code: ImportFault['code']): void {
    this.faults.push({ line, code })
  }

  /** False when there are more rows than are read. */
  next(line: number): boolean {
    this.rows += 1
    if (this.rows <= MOST_ROWS) return true
    this.fault(line, 'too_many_rows')
    return false
  }

  done(): ReadDialogues {
    const faults = this.faults.sort((left, right) => left.line - right.line)
    return { dialogues: [...this.#dialogues.values()], rows: this.rows, faults }
  }
}

/**
 * Reads past dialogues or tickets. CSV: a row for each message (conversation, role, text) or ticket (subject, text), told by
 * the names in the head. JSON lines: the same as objects, or a whole dialogue with `messages`. Without a role everything is the customer's.
 *
 * @throws ImportUnreadable when the file as a whole cannot be read.
 */
export function readDialogues(source: string, format: ImportFormat): ReadDialogues {
  if (source.length > MOST_CHARS)
    throw new ImportUnreadable('file_too_large', 'The file is larger than 64 MiB. Give it in parts.')
  if (source.trim() === '') throw new ImportUnreadable('file_empty', 'There is nothing in the file.')
  return format === 'csv' ? fromCsv(source) : fromJsonLines(source)
}

function fromCsv(source: string): ReadDialogues {
  const { rows, faults } = readCsv(source)
  const [head, ...rest] = rows
  if (!head) throw new ImportUnreadable('file_empty', 'There is nothing in the file that could be read.')
  const columns = columnsOf(head.cells)
  const collected = new Collected()
  collected.faults.push(...faults)
  collected.rows = faults.length
  for (const { line, cells } of rest) {
    if (!collected.next(line)) break
    if (cells.length !== head.cells.length) {
      collected.fault(line, 'row_malformed')
      continue
    }
    const cell = (at: number | undefined): string | undefined => (at === undefined ? undefined : cells[at])
    const text = [cell(columns.subject), cell(columns.text)].filter(Boolean).join('\n')
    collected.say(line, cell(columns.dialogue), cell(columns.role), text)
  }
  return collected.done()
}

function fromJsonLines(source: string): ReadDialogues {
  const collected = new Collected()
  let line = 0
  for (const written of source.replace(/^\uFEFF/, '').split('\n')) {
    line += 1
    if (written.trim() === '') continue
    if (!collected.next(line)) break
    const value = parse(written)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      collected.fault(line, 'json_malformed')
      continue
    }
    readObject(collected, line, value as Record<string, unknown>)
  }
  return collected.done()
}

function readObject(collected: Collected, line: number, object: Record<string, unknown>): void {
  if (!Array.isArray(object.messages)) {
    const [subject, text] = [fieldOf(object, 'subject'), fieldOf(object, 'text')]
    const whole = [subject, text].filter((each) => typeof each === 'string' && each !== '').join('\n')
    return collected.say(line, fieldOf(object, 'dialogue'), fieldOf(object, 'role'), whole)
  }
  // Messages of one line belong together, whatever else has the same id.
  const dialogue = `${line}`
  for (const message of object.messages as unknown[]) {
    if (typeof message === 'object' && message !== null) {
      const said = message as Record<string, unknown>
      collected.say(line, dialogue, fieldOf(said, 'role'), fieldOf(said, 'text'))
    } else collected.fault(line, 'json_malformed')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told as a fault of its line.
    return undefined
  }
}
