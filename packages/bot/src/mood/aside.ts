/** Words between these are somebody else's, or a name. Short ones only: a whole message in quotes is said. */
const QUOTED =
  /“[^“”]{1,40}”|「[^「」]{1,40}」|『[^『』]{1,40}』|《[^《》]{1,40}》|(?<![\p{L}\p{N}])"[^"]{1,40}"|(?<![\p{L}\p{N}])'[^']{3,40}'(?!\p{L})/gu
/** A question about a word: what follows or precedes is not said, but asked about. */
const ABOUT_WORDS =
  /[^，。！？,.!? ]{1,12}(?:这个词|这个字|这词|这两个字|是什么意思|什么意思|怎么读|怎么写|的英文|用英语怎么说|用英文怎么说)|(?:what does|what is the meaning of|define|meaning of|how (?:do|would) (?:you|i) (?:say|spell|pronounce)|the word|the words|the term|translate|synonyms? (?:for|of))(?: (?!and |but )[\p{L}']+){1,4}/gu
/** Something called so. */
const CALLED =
  /(?:叫做?|名叫|名为|品牌是|牌子是)[^，。！？,.!? 叫]{1,8}的(?=\p{Script=Han})|(?:called|named|titled|brand) (?:[\p{L}']+ ?){1,3}/gu
/** Goods whose names sound like a bad mood. */
const GOODS =
  /苦瓜|苦荞|怒江|怒放|臭豆腐|变态辣|恶魔果实|愤怒的小鸟|暴风|暴力熊|狗不理|老干妈|傻瓜相机|坏孩子|不二家|坏坏熊|气泡水|出气筒|发泄球|解压玩具|骂人(?:贴纸|抱枕)|angry birds?|killer (?:deal|price|whale|heels|bees?)|broken rice|sick (?:beat|deal|tune)s?|wicked|bad (?:bunny|boy|girl|brains)|hell(?:'s kitchen| boy|o kitty)|monster|devil'?s food|ugly sweater|dirty chai|crazy (?:deal|price)s?|insane (?:deal|price)s?|mad (?:max|hatter|men)|dumb ?bells?|fury|toxic|stinky tofu|(?:bitter|sour) (?:melon|gourd|chocolate)|crap ?shoot|bloody mary|shiitake|scampi/gu

const ASIDES = [QUOTED, ABOUT_WORDS, CALLED, GOODS]

/** The folded text with blanks where its words are not the customer's own mood; every position stays. Linear. */
export function withoutAsides(folded: string, names: readonly string[]): string {
  const blank = (words: string) => ' '.repeat(words.length)
  let rest = folded
  // A message that is nothing but a quote says it.
  for (const aside of ASIDES)
    rest = rest.replace(aside, (words) =>
      words.length > folded.length * 0.8 && aside === QUOTED ? words : blank(words),
    )
  for (const name of names) rest = rest.replaceAll(name, blank)
  return rest
}

const SHOPPING =
  /有货吗|有货没|有卖|卖不卖|还有吗|有没有.{1,16}(?:卖|货)|多少钱|怎么卖|什么价|in stock|available|restock|do you (?:have|sell|stock)|is there an? |how much (?:is|are|for)|price/u
const OF_SOMEBODY =
  /我(?!要买|想买|要|想)|你们?|咱|(?<![a-z])(?:i'?m|i am|i|we|you are|you're|your|service|this is|that is|it is|it's)(?![a-z])(?! (?:have|sell))/u

/** Whether a message asks for goods, and speaks of nobody's feelings: "is there a furious red?" */
export const asksForGoods = (folded: string): boolean => SHOPPING.test(folded) && !OF_SOMEBODY.test(folded)
