import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SECRET = `whsec_${btoa('a secret of tests, 32 bytes long')}`
const OTHER = `whsec_${btoa('another one of tests, just as it')}`
const ID = 'msg_3hqGJk0vT0m6Jc1dYtVw2nYp1xA'
const BODY = '{"type":"case.closed","data":{"workspace":"shop","caseId":"案件_1"}}'
const MINUTE_MS = 60_000

interface Request {
  headers: Record<string, string>
  body: string
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'))
  // What a snippet imports is found as on a reader's machine.
  await symlink(join(root, 'scripts/node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What came in, as the public library signs it. */
function signed({ secrets = [SECRET], at = Date.now() }: { secrets?: string[]; at?: number } = {}): Request {
  const when = new Date(at)
  return {
    headers: {
      'webhook-id': ID,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(ID, when, BODY)).join(' '),
    },
    body: BODY,
  }
}

const genuine = signed()

const CASES: Record<string, { request: Request; isOurs: boolean }> = {
  'as it was sent': { request: genuine, isOurs: true },
  'signed by two secrets, ours the second': { request: signed({ secrets: [OTHER, SECRET] }), isOurs: true },
  'another body': { request: { ...genuine, body: BODY.replace('shop', 'shoq') }, isOurs: false },
  'written anew': { request: { ...genuine, body: `${BODY}\n` }, isOurs: false },
  'under another id': {
    request: { ...genuine, headers: { ...genuine.headers, 'webhook-id': 'msg_2' } },
    isOurs: false,
  },
  'signed by another secret': { request: signed({ secrets: [OTHER] }), isOurs: false },
  'signed at another time than it says': {
    request: {
      ...genuine,
      headers: { ...genuine.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 9) },
    },
    isOurs: false,
  },
  'half a signature': {
    request: { ...genuine, headers: { ...genuine.headers, 'webhook-signature': 'v1,' } },
    isOurs: false,
  },
  'six minutes old': { request: signed({ at: Date.now() - 6 * MINUTE_MS }), isOurs: false },
  'of the future': { request: signed({ at: Date.now() + 6 * MINUTE_MS }), isOurs: false },
}

const EXPECTED = Object.fromEntries(Object.entries(CASES).map(([name, { isOurs }]) => [name, isOurs]))

/** The guide's one snippet in a language. */
async function snippetIn(language: string): Promise<string> {
  const guide = await readFile(join(root, 'docs/guides/webhooks.md'), 'utf8')
  const snippets = [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code]) => code,
  )
  expect(snippets).toHaveLength(1)
  return snippets[0] ?? ''
}

/** What a program takes for ours. It reads the requests by name, and writes whether each is. */
function verdicts(program: string, args: string[]): Promise<Record<string, boolean>> {
  const requests = Object.fromEntries(Object.entries(CASES).map(([name, { request }]) => [name, request]))
  return new Promise((resolve, reject) => {
    const env = { ...process.env, BATON_SECRET: SECRET }
    const child = execFile(program, args, { cwd: folder, env }, (error, out) =>
      error ? reject(error) : resolve(JSON.parse(out)),
    )
    child.stdin?.end(JSON.stringify(requests))
  })
}

/** A toolchain that is not on this machine is no fault of the guide. */
function isHere(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('the JavaScript of the webhooks guide takes what is ours and nothing else, and passes on what it took', async () => {
  await writeFile(join(folder, 'route.ts'), await snippetIn('ts'))
  await writeFile(
    join(folder, 'main.ts'),
    `import { text } from 'node:stream/consumers'
     const taken = []
     globalThis.queue = { push: async (id, event) => void taken.push([id, event.type].join()) }
     const { POST } = await import('./route.ts')
     const ours = {}
     for (const [name, { headers, body }] of Object.entries(JSON.parse(await text(process.stdin)))) {
       taken.length = 0
       const { status } = await POST(new Request('https://shop.example/baton', { method: 'POST', headers, body }))
       ours[name] = status === 204 && taken.join() === '${ID},case.closed'
       if (!ours[name] && (status !== 401 || taken.length > 0)) throw new Error(name + ': ' + status)
     }
     console.log(JSON.stringify(ours))`,
  )
  expect(await verdicts(process.execPath, ['main.ts'])).toEqual(EXPECTED)
})

test.skipIf(!isHere('python3', '--version'))('its Python does', async () => {
  await writeFile(
    join(folder, 'main.py'),
    `${await snippetIn('py')}
import json, os, sys

requests = json.load(sys.stdin)
print(json.dumps({name: is_ours(os.environ["BATON_SECRET"], one["headers"], one["body"].encode()) for name, one in requests.items()}))
`,
  )
  expect(await verdicts('python3', ['main.py'])).toEqual(EXPECTED)
})

test.skipIf(!isHere('go', 'version'))('its Go does', { timeout: 60_000 }, async () => {
  await writeFile(
    join(folder, 'main.go'),
    `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

${await snippetIn('go')}
func main() {
	var requests map[string]struct {
		Headers map[string]string
		Body    string
	}
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		panic(err)
	}
	ours := map[string]bool{}
	for name, one := range requests {
		h := http.Header{}
		for key, value := range one.Headers {
			h.Set(key, value)
		}
		ours[name] = isOurs(os.Getenv("BATON_SECRET"), h, []byte(one.Body))
	}
	json.NewEncoder(os.Stdout).Encode(ours)
}
`,
  )
  expect(await verdicts('go', ['run', 'main.go'])).toEqual(EXPECTED)
})
