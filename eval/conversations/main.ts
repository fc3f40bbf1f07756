import { readFile } from 'node:fs/promises'
import { train } from '@baton/bot/training'
import { parse } from 'yaml'
import { play } from './play.ts'
import { scriptsOf } from './script.ts'
import { openStage } from './stage.ts'

const [file = '', wanted = ''] = process.argv.slice(2)
const stage = await openStage(train)
try {
  for (const script of scriptsOf(parse(await readFile(file, 'utf8')))) {
    if (!script.name.includes(wanted)) continue
    console.log(`\n### ${script.name} (${script.locale}${script.customer ? `, ${script.customer.id}` : ''})`)
    await play(stage, script, (line, heard) => {
      const { say, photo, press, rate, agent, settled, wait, shop } = line
      console.log(
        `> ${say ?? ''}${JSON.stringify({ photo, press, rate, agent, settled, wait, shop }).replace('{}', '')}`,
      )
      const { text, options, does, intent, confidence, articles, flow, rules, did, mood } = heard
      const how = [does, `${intent}@${confidence.toFixed(2)}`, mood, articles.join(), flow && `flow ${flow}`, ...did]
      if (text || does)
        console.log(`  ${text.replaceAll('\n', ' ⏎ ')}${options.length ? `  ${JSON.stringify(options)}` : ''}`)
      if (does) console.log(`    [${how.filter(Boolean).join(' | ')}]`)
      for (const { rule, evidence } of rules) console.log(`    !! ${rule} (${evidence})`)
    }).catch((error: unknown) => console.log(`    XX ${error instanceof Error ? error.message : error}`))
  }
} finally {
  await stage.close()
}
