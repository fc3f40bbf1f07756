/** A file of which nothing can be read. */
export class ImportUnreadable extends Error {
  override name = 'ImportUnreadable'
  readonly code: 'file_empty' | 'file_too_large' | 'columns_missing'

  constructor(code: ImportUnreadable['code'], message: string) {
    super(message)
    this.code = code
  }
}
