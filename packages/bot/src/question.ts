import type { Message } from './normalise.ts'

const ASKS =
  /[?？]\s*$|吗|[么呢]\s*$|怎么|怎样|如何|什么|多少|几[天个号点]|哪(?!怕|吒)|能不能|可不可以|是不是|有没有|为啥|为何|(?<![a-z])where(?:'s| is| are)(?![a-z])|^(?:how|what|when|where|why|who|which|can|could|do|does|did|is|are|will|would|may|should)\b/u

/** Whether a message asks something, by its words and its mark. */
export const isQuestion = ({ folded }: Message): boolean => ASKS.test(folded)
