import type { Message } from './normalise.ts'

const AMUSE =
  /\b(?:tell|give|sing|write|make|compose|recite|do)\b(?: me| us)?(?: an?| some| another)?(?: \w+)? (?:jokes?|poems?|songs?|haiku|limericks?|raps?|riddles?|bedtime story|fairy tale|puns?|poetry)\b|\bsay something (?:funny|rude|nasty|dirty|mean|nice|sexy)\b|\b(?:swear|curse|insult|roast|flirt|dance|sing) (?:at |with |for |to )?(?:me|us)\b|^knock,? knock\b|讲(?:一?个|点|些)?(?:冷)?(?:笑话|故事|段子)|(?:写|作|做|来|念|背)(?:一?[首篇段个])?(?:[^，。！？,.!?]{0,10}的)?(?:诗|打油诗|情书|小说|歌词|作文)(?![^。！？!?]{0,2}[集册])|唱(?:一?[首个])?歌(?:给我|来|听|吧|呗|$)|给我(?:唱|跳)|骂(?:我|人)?(?:一|几|两)句|骂我(?:试试|啊|呀|吧|呗)|说(?:一?句|点)(?:脏话|情话|骚话)/u
const COURT =
  /\b(?:are|r) (?:you|u) (?:single|married|in love|gay|happy|sad|lonely|bored|conscious|alive|sentient|hungry|tired|drunk|stupid|dumb)\b|\bdo you (?:love|like|miss|hate) me\b|\bdo you (?:have|feel|got) (?:any )?(?:feelings?|emotions?|a (?:girlfriend|boyfriend|wife|husband|soul|body|family|pet))\b|\bdo you (?:dream|sleep|poop|eat)\b|\b(?:will you )?marry me\b|\bi (?:love|fancy) you\b(?! guys| people|r)|\bgo (?:on a date|out with me)\b|\bhow old are you\b|\bmeaning of life\b|你(?:有|交)(?:没有|过)?(?:女|男)(?:朋友|票)|你(?:是)?(?:单身|结婚|几岁|多大了?|是男是女|男的女的)(?!.{0,4}尺寸)|你(?:会不会|会)(?:累|死|难过|做梦|疼)|嫁给我|做我(?:的)?(?:女|男)朋友|^我(?:好)?(?:喜欢|爱)你[呀啊哦吗]?$|你(?:喜欢|爱)我吗|陪我(?:聊|玩|睡)/u
/** Talking a machine out of its part. */
const INJECT =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,12}\b(?:previous|prior|above|earlier|preceding|your|all)\b[^.!?]{0,20}\b(?:instructions?|prompts?|guidelines|programming|system rules)\b|\b(?:system|hidden|initial) prompt\b|\byou are (?:now|from now on) (?:an? )?(?:dan|admin\w*|developer|root|god|evil|pirate|unrestricted|\w+gpt)\b|\b(?:jailbreak|developer mode|dan mode|god mode)\b|\bpretend (?:to be (?:an?|my)|(?:that )?you(?:'re| are))\b|\bact as (?:an?|my) |^ ?\[?(?:system|admin|root|assistant)\]? ?:|(?:忽略|无视|忘记|忘掉)(?:[^，。！？,.!?]{0,8})(?:指令|提示词|规则|设定|限制)|(?:系统|初始|隐藏)提示词?|提示词|(?:现在|从现在(?:起|开始)|接下来)你(?:就)?是(?:一?[个名位])?(?:管理员|开发者|超级|黑客|猫|我的|没有限制|root|dan)|你(?:来)?扮演|假装(?:你)?(?:自己)?是|开发者模式|越狱/u
/** Nobody jokes at length; a letter that mentions a song is about something else. */
const LONGEST = 160

/**
 * Whether the message wants to be amused, courts the bot, or would talk it out of its part: nothing a shop's bot does, and
 * nothing a person should be called for. Linear in the text.
 */
export const asksToPlay = ({ folded }: Message): boolean =>
  folded.length <= LONGEST &&
  (INJECT.test(folded) || (!/\d{4}/u.test(folded) && (AMUSE.test(folded) || COURT.test(folded))))
