import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '@baton/box/root'
import { describe, expect, test } from 'vitest'

interface Link {
  /** As written, without what the reader sees. */
  target: string
  path: string
  anchor: string
}

/** Relative links of a page; those inside code are examples. */
function linksOf(markdown: string): Link[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#')
      return { target, path: decodeURIComponent(path), anchor }
    })
}

/** Anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** What is wrong with the links of one page. `file` is relative to `folder`. */
async function wrongLinks(folder: string, file: string): Promise<string[]> {
  const own = await readFile(join(folder, file), 'utf8')
  const found = await Promise.all(
    linksOf(own).map(async ({ target, path, anchor }) => {
      const to = path ? join(folder, dirname(file), path) : join(folder, file)
      if (!(await stat(to).catch(() => null))) return `${file}: ${target} is not there`
      if (!anchor || !to.endsWith('.md')) return null
      const has = anchorsOf(await readFile(to, 'utf8')).includes(anchor)
      return has ? null : `${file}: ${target} has no such heading`
    }),
  )
  return found.filter((each) => each !== null)
}

const pages = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)

test('every relative link of every page leads somewhere', async () => {
  const files = pages()
  expect(files).toContain('docs/README.md')
  expect((await Promise.all(files.map((file) => wrongLinks(root, file)))).flat()).toEqual([])
})

describe('a link is', () => {
  test('taken out of prose and images, never out of code or from another site', () => {
    const page = 'See [a](x.md), ![b](p/y.png "Y") and [c](https://z.example) or `[d](no.md)`.\n```\n[e](no.md)\n```\n'
    expect(linksOf(page).map(({ target }) => target)).toEqual(['x.md', 'p/y.png'])
  })

  test('wrong when its file or its heading is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'links-'))
    await writeFile(join(folder, 'page.md'), '# One `two`\n\n[a](#one-two) [b](page.md#three) [c](nowhere.md)\n')
    const wrong = await wrongLinks(folder, 'page.md')
    await rm(folder, { recursive: true })
    expect(wrong).toEqual(['page.md: page.md#three has no such heading', 'page.md: nowhere.md is not there'])
  })
})
