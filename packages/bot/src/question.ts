import { bare, type Message } from './normalise.ts'

const ASKS =
  /[?？]\s*$|吗|[么呢]\s*$|(\p{Script=Han})不\1|多久|多长|怎么|怎样|如何|什么|多少|几[天个号点]|哪(?!怕|吒)|能不能|可不可以|是不是|有没有|为啥|为何|(?<![a-z])where(?:'s| is| are)(?![a-z])|^(?:how|what|when|where|why|who|which|can|could|do|does|did|is|are|will|would|may|should)\b/u

const ONLY_WHY =
  /^(?:but |and |so )?why(?: not| is that| so)?$|^(?:那|可|所以)*(?:为什么|为啥|凭什么|凭啥|怎么)(?:不行|不能|不可以|这样|不能退|不给退)?[啊呢呀]?$/u

/** Whether a message asks for the reasons of what was just said, and names nothing itself: no article tells them. */
export const asksOnlyWhy = ({ folded }: Message): boolean => ONLY_WHY.test(bare(folded))

/** Whether a message asks something, by its words and its mark. */
export const isQuestion = ({ folded }: Message): boolean => ASKS.test(folded)
