/** Why a backup cannot be made or used. Nothing was changed. The message says what to do. */
export class BackupError extends Error {
  override name = 'BackupError'
  readonly code: 'exists' | 'no_data' | 'in_use' | 'not_empty' | 'not_a_backup' | 'damaged' | 'no_keys'

  constructor(code: BackupError['code'], message: string) {
    super(message)
    this.code = code
  }
}
