/** No vendor tries for longer. What is known of ids is kept for longer than this, so nothing older is heard anew. */
export const TOO_OLD_MS = 8 * 24 * 3_600_000
