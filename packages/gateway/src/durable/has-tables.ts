/** Whether `migrate` ever ran here. Only reads, so that asking an object nobody set up does not bring it to life. */
export const hasTables = (sql: SqlStorage): boolean =>
  sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_migrations'").toArray().length > 0
