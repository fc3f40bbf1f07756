import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers with its process, and ends as a wild pointer ends it where `/deadly` is asked. */
const server = createServer((request, response) => {
  if (request.url === '/deadly') process.kill(process.pid, 'SIGSEGV')
  response.end(String(process.pid))
})
server.listen(Number(process.argv[2]), '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.once('disconnect', () => process.exit(0))
