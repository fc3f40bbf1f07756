import { bare, type Message } from './normalise.ts'

const ASKS =
  /^(?:那|请问)?你(?:都|还)?(?:能|会|可以)(?:帮我?|为我)?(?:做|干|办|处理)?(?:些|点)?(?:什么|啥|嘛|哪些事?)(?:事|事情|忙)?$|^你有(?:什么|哪些|啥)(?:功能|用|本事)$|^(?:怎么用你|能帮我什么|有什么功能)$|^(?:so |ok |okay |fine |well |then |and )*(?:what|which things) (?:can|could|do) you (?:actually |really |even )?(?:do|help(?: me)?(?: with)?|know)(?: for me)?$|^how (?:can|do) you help(?: me)?$|^what are you (?:good )?for$|^(?:menu|help)$/u

/** Whether the whole message asks what the bot can do. */
export const asksWhatItDoes = ({ folded }: Message): boolean => ASKS.test(bare(folded))
