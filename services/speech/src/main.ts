import { serveSpeech } from './serve.ts'

/** The sidecar as a process of its own: `node main.ts [port]`. A parent that started it learns its address, and takes it along when it ends. */
const { url, stop } = await serveSpeech(Number(process.argv[2] ?? 0))
if (process.send) process.send({ url })
else console.log(url)

const leave = (): void => {
  stop().finally(() => process.exit(0))
}
process.once('disconnect', leave)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
