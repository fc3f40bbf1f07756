import { z } from 'zod'

/** How the model of intents is made. */
export const training = z.object({
  /**
   * Share 0–1 of live messages that no intent means. The higher, the surer the bot must be before it serves one; a desk's
   * own traffic tells. 0.4 when absent.
   */
  outOfScope: z.number().min(0.05).max(0.9),
})
