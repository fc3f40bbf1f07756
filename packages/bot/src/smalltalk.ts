import { asksWhatItDoes } from './capabilities.ts'
import { bareSpeech, type Message } from './normalise.ts'
import { onlyWords } from './only-words.ts'
import { asksWhatItIs, wantsNoPerson } from './person/person.ts'
import { asksToPlay } from './play.ts'

/**
 * Talk that wants a kind word and nothing else. Never a miss, never a question. `nudge`: is anybody there, and hurry;
 * `play`: jokes, poems, courtship, and talking the bot out of its part.
 */
export type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'identity' | 'fine' | 'nudge' | 'play'

const FILLER =
  "啊|呀|哦|喔|哈|啦|呢|吧|了|哟|嘛|亲|您|你|大家|小姐姐|小同志|同志|老师|师傅|老板|朋友|哥|姐|亲爱的|小可爱|可爱|宝|美女|帅哥|那|真是|真的|实在|哈哈|嘿嘿|there|everyone|all|team|bot|so much|very much|a lot|again|for your help|for the help|for that|for everything|very|much|oh|dear|now|then|really|right|you are|you have been|you've been|that is|that's|ever so|so|too|kind|lovely|helpful|mate|sir|madam|my friend|lol|haha|i hope you are well|hope you are well|i hope you're well|hope you're well|to you"

const KINDS: readonly [Exclude<SmallTalk, 'identity'>, string][] = [
  [
    'thanks',
    '谢谢|太谢谢|多谢|感谢|谢啦|谢了|谢|辛苦了|辛苦|太好了|太感谢|感恩|thank you|thank u|thanks|thankyou|thnks|thnx|thanx|tnx|tks|thx|ty|cheers|appreciate it|much appreciated|great|awesome|perfect|cool|nice|wonderful',
  ],
  [
    'goodbye',
    "再见|拜拜|拜|掰掰|回见|晚安|先这样|就这样|没事了|没有了|没了|没别的了|bye|goodbye|bye bye|see you|see ya|good night|that is all|that's all|nothing else",
  ],
  [
    'greeting',
    '你好|您好|妳好|麻烦你了|麻烦您了|麻烦了|打扰了|打扰一下|哈喽|哈啰|哈罗|嗨|喂|早上好|早安|早|上午好|中午好|下午好|午安|晚上好|在吗|在么|在不在|有人吗|有人在吗|请问|请问一下|hello|hi|hey|hiya|yo|good morning|good afternoon|good evening|greetings|howdy|anyone there|how are you|' +
      '你能做什么|你会做什么|你可以做什么|你会什么|你会干什么|你能干什么|你能干嘛|你有什么用|你能帮我做什么|你可以帮我做什么|能帮我吗|能帮我一下吗|可以帮我吗|帮帮我|帮我一下|帮个忙|需要帮助|我需要帮助|what can you do|what do you do|what are you able to do|what can i ask you|what can you help me with|what can you do for me|how can you help me|how can you help|can you help me|can you help|help me|i need help|i need some help|help',
  ],
  [
    'fine',
    "好的|好吧|行吧|好|嗯|嗯嗯|行|可以|ok|okay|okey|k|知道|知道了|明白|明白了|了解|收到|懂了|我再等等|再等等|我等等|等一下|稍等|不用|不用了|不需要|没事|没关系|算了|是|是的|对|不是|没有|got it|i see|sure thing|that is fine|that's fine|alright|all right|understood|i will wait|i'll wait|no problem|never mind|nevermind|no|no thanks|nope|yes|yeah|yep|sure|fine",
  ],
]

/** Faces and hands that say yes, or thank you. */
const NODS = /^(?:[\s!.~]|\p{Emoji_Modifier}|\u{fe0f}|\u{200d}|[👍👌🆗✅☺😊🙂😀😃😄😁😉🤝💪🎉👏])+$/u
const BOWS = /^(?:[\s!.~]|\p{Emoji_Modifier}|\u{fe0f}|[🙏❤💕💖🥰😘🌹💐])+$/u
const MARKS = /^[\s?？❓❔]+$/u
const NUDGE =
  /^(?:well|so|and|anything|any news|still there|hurry(?: up)?|come on|answer(?: me)?|say something|快点?|快[点些][啊呀吧嘛]?|赶紧的?|赶快|人呢|说话呀?|说话啊|回答我|回复我|回话|怎么不说话|怎么不回)$/u

/** No, with thanks: the no is what counts. */
const DECLINES = /^(?:no|nope|不用了?|不需要了?|不要了?) ?(?:thank you|thanks|thx|谢谢你?|谢了|多谢)$/u
/** Customers who say that they buy somewhere else want no article about it. */
const GOES_ELSEWHERE =
  /^(?:(?:fine|ok|okay|well|then|so|maybe) )*(?:i(?:'ll| will| am going to|'m going to)|i'd rather) (?:just |then )*(?:buy|shop|order|go|get it|look) (?:it |this |one )?(?:from|at|on|with|to|somewhere|elsewhere)(?: [a-z]+){0,3}$|^(?:那|算了|好吧|哼)*我?(?:就|还是)?(?:去|上|到|找)(?:别家|别的店|别处|别的地方|[\p{Script=Han}a-z]{2,4})(?:买|下单|看看?)(?:了|吧|好了|去了|算了)*$/u

const isOnlySmallTalk = onlyWords([...KINDS.map(([, words]) => words), FILLER].flatMap((words) => words.split('|')))
const HOLDS = KINDS.map(
  ([kind, words]) =>
    [
      kind,
      new RegExp(`(?<!\\p{Script=Latin})(?:${words})(?:(?<=\\p{Script=Han})|(?!\\p{Script=Latin}))`, 'u'),
    ] as const,
)
/** Nobody greets at length. */
const LONGEST = 60

/** What kind of small talk the whole message is; null when it says anything else besides. */
export function readSmallTalk(message: Message): SmallTalk | null {
  if (asksToPlay(message)) return 'play'
  const { folded } = message
  if (folded.length > LONGEST || folded === '') return null
  if (asksWhatItIs(message)) return 'identity'
  // Whoever asks what it can do is told, with the greeting.
  if (asksWhatItDoes(message)) return 'greeting'
  if (NODS.test(folded) && /\p{Emoji}/u.test(folded)) return 'fine'
  if (BOWS.test(folded) && /\p{Emoji}/u.test(folded)) return 'thanks'
  if (MARKS.test(folded)) return 'nudge'
  if (wantsNoPerson(message)) return 'fine'
  const whole = bareSpeech(folded)
  if (DECLINES.test(whole) || GOES_ELSEWHERE.test(whole)) return 'fine'
  if (NUDGE.test(whole)) return 'nudge'
  if (whole === '' || !isOnlySmallTalk(whole)) return null
  for (const [kind, words] of HOLDS) if (words.test(whole)) return kind
  return null
}
