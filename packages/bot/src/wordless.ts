import type { BotContext, Reading } from '@baton/protocol'
import { bareSpeech, normalise } from './normalise.ts'
import { onlyWords } from './only-words.ts'

/** Words that only point at what came with them. */
const pointsAtIt = onlyWords([
  ...'please hi hello and here there just you can look looks see check at this that it these is the my photo photos pic pics picture pictures image one like so now attached'.split(
    ' ',
  ),
  'have a',
  'take a',
  ...'你好 请 麻烦 帮我 你 您 先 自己 看 瞧 一下 看看 一看 这 那 个 张 些 里 是 的 就 给 发 图 图片 照片 如图 见图 上图 附件 吧 啊 呢 哦 吗'.split(
    ' ',
  ),
])

/** Files came, and nothing was said but that they are to be looked at. */
export function isWordless({ text }: Pick<Reading, 'text'>, { files = 0 }: BotContext): boolean {
  if (files === 0) return false
  const said = bareSpeech(normalise(text).folded)
  return said === '' || pointsAtIt(said)
}
