const CHINESE =
  /(?:男朋友|女朋友|男友|女友|老婆|老公|媳妇|妈妈|爸爸|我妈|我爸|爸妈|孩子|宝宝|儿子|女儿|朋友|闺蜜|同事|邻居|室友|对象|他|她|他们|她们)(?:都|会|很|又|就|是不是|真的|现在|已经|正|在|好像|有点|非常|特别|因此|老是|总是)*$/u
const ENGLISH =
  /\b(?:(?:my|our|his|her|the) (?:\w+ )?(?:boyfriend|girlfriend|wife|husband|mother|mom|mum|father|dad|son|daughter|kids?|child|children|baby|friend|boss|colleague|neighbou?r|roommate|customers?|clients?|dog|cat|sister|brother)|he|she) (?:is|was|gets?|got|will be|would be|seems?|looks?)(?: (?:so|very|really|getting|still|quite|also|a bit))*\s+$/u
const WINDOW = 56

/** Whether a feeling named at this place is somebody else's: 老婆生气了, "my boss is furious". */
export function isSomebodyElse(folded: string, at: number): boolean {
  const before = folded.slice(Math.max(0, at - WINDOW), at)
  return CHINESE.test(before) || ENGLISH.test(before)
}
