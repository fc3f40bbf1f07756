import { bare } from '../normalise.ts'

const POLITE = '(?:吧|了|谢谢|啊|please|thanks|thank you|it|that)?'
const BEFORE = '(?:actually|oh|ok|okay|well|sorry|hmm|that is|then|那|哦|嗯|还是|好吧|那就|那我)'
const CANCEL = new RegExp(
  `^(?:${BEFORE} ?)*(?:算了 ?(?:吧|我|先|还是|那|就)*(?:不用|不要|不?(?:退|换|查|改|办|弄|买|问|开|取消)|不了)?|我?(?:先|还是|那就)*不(?:想|用|要)?(?:退|换|改|办|弄|买|问|开)了|先不要|改主意了|我改主意了|算了不用了|不查了|不用查了|不用了|取消|先不查|先不用|不弄了|不办了|没事了|停|停止|退出|返回|never ?mind|nvm|forget (?:it|about it|that)|(?:i(?:'ve)? )?changed my mind|don'?t bother|let'?s leave it|cancel|stop|quit|exit|leave it|no need|not anymore) ?${POLITE}$`,
  'u',
)
const LACKING =
  /不知道|不记得|不清楚|忘了|忘记|找不到|没有(?:订单|单|编|号|这个|那个)|没有$|没号|查不到号|哪里看|在哪看|i (?:don'?t|do not) (?:have|know|remember)|no idea|(?:lost|forgot|can'?t find|cannot find|couldn'?t find) (?:it|the|my)|where (?:do|can) i find/u

/** Whether the whole message calls the task off. `取消订单` does not: it is a task itself. */
export const callsOff = (folded: string): boolean => CANCEL.test(bare(folded))

/** The same where no task is under way: who says "cancel it" then means an order. */
export const callsNothingOff = (folded: string): boolean => callsOff(folded) && !/cancel|取消/u.test(folded)

/** Whether the customer says they do not have what was asked for. */
export const lacksIt = (folded: string): boolean => LACKING.test(folded)
