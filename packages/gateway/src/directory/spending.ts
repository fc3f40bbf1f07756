import type { DirectoryRoom } from './rooms.ts'

type Request = Parameters<DirectoryRoom['spend']>[0]

/**
 * Sets tokens aside for a call to a model, if the day's limit leaves as many. What a crash keeps from being given back
 * stays spent until the day is over: too little is spent rather than too much.
 */
export function spend(sql: SqlStorage, { what, tokens, limit, day }: Request): boolean {
  const [row] = sql
    .exec<{ day: string; tokens: number }>('SELECT day, tokens FROM spending WHERE what = ?', what)
    .toArray()
  // Given back after midnight, it was another day's.
  if (tokens < 0 && row?.day !== day) return true
  const spent = Math.max(0, (row?.day === day ? row.tokens : 0) + tokens)
  if (tokens > 0 && spent > limit) return false
  sql.exec('INSERT OR REPLACE INTO spending (what, day, tokens) VALUES (?, ?, ?)', what, day, spent)
  return true
}
