import { bareSpeech, type Message } from '../normalise.ts'

/** Type of the entity that every pack has: the customer agrees (`yes`) or not (`no`). */
export const YES_NO = 'yes_no'

const YES =
  /^(?:是|是的|是呀|是啊|对|对的|对啊|好|好的|好啊|好呀|好吧|好滴|好哒|行|行吧|可以|可以的|没问题|嗯|嗯嗯|嗯好|要|要的|需要|确认|确定|同意|没错|正确|就是它|就这个|yes|yeah|yea|yep|yup|y|sure|ok|okay|okey|k|of course|please do|correct|right|that's right|exactly|confirm|confirmed|absolutely|definitely|go ahead|do it|sounds good)(?:谢谢[你您]?|了|啦|吧|呀|啊|哈|哦)*(?: .*)?$/u
const NO =
  /^(?:不|不是|不对|不用|不用了|不要|不要了|不需要|不行|不可以|不好|不同意|不确定|没有|没|否|算了|错了|暂时不用|no|nope|nah|n|not now|no thanks|no thank you|don't|not really|wrong|incorrect|never)(?:谢谢[你您]?|了|啦|吧|呀|啊|哈|哦)*(?: .*)?$/u
/** A longer message that starts with "no" says something else besides. */
const LONGEST_AGREEMENT = 24
const THUMB_UP = /^(?:[👍👌✅🙆🆗]\p{M}*)+$/u
const THUMB_DOWN = /^(?:[👎❌🙅🚫]\p{M}*)+$/u
/** 对对对, "no no no". */
const AGAIN = /^(是的?|对的?|好的?|行|嗯|要|可以|不|不要|不用|没有|yes|yeah|no|ok)(?: ?\1)+(?= |$)/u

/** Whether the message agrees, refuses, or says something else. Linear in the text. */
export function readYesNo({ folded }: Message): 'yes' | 'no' | null {
  if (folded.length <= LONGEST_AGREEMENT) {
    const faces = folded.replace(/[\s!！\p{Emoji_Modifier}]/gu, '')
    if (THUMB_UP.test(faces)) return 'yes'
    if (THUMB_DOWN.test(faces)) return 'no'
  }
  const whole = bareSpeech(folded).replace(AGAIN, '$1')
  if (whole.length > LONGEST_AGREEMENT) return null
  if (NO.test(whole)) return 'no'
  return YES.test(whole) ? 'yes' : null
}
