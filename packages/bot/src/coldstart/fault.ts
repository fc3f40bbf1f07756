/** What was wrong with one row; the row is left out, and never silently. */
export interface Fault {
  /** Line of the file where the row begins, from 1. */
  line: number
  code: FaultCode
}

export type FaultCode =
  /** A quote that is not closed or stands where none may, or another number of cells than the head has. */
  | 'row_malformed'
  /** Not JSON, or not one of the shapes that are read. */
  | 'json_malformed'
  | 'text_missing'
  | 'text_too_long'
  | 'role_unknown'
  /** The file holds more rows than are read. */
  | 'too_many_rows'

/** A file of which nothing can be read. */
export class ImportUnreadable extends Error {
  override name = 'ImportUnreadable'
  readonly code: 'file_empty' | 'file_too_large' | 'columns_missing'

  constructor(code: ImportUnreadable['code'], message: string) {
    super(message)
    this.code = code
  }
}
