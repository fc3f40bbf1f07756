import { run, type Step } from './steps.ts'

const STEPS: Step[] = [
  { title: 'types', command: ['tsc', '-b'] },
  { title: 'lint and format', command: ['biome', 'ci', '--error-on-warnings'] },
  { title: 'package boundaries', command: ['vitest', 'run', '--project', 'node', 'scripts/boundaries.test.ts'] },
  { title: 'unused exports and dependencies', command: ['knip'] },
  { title: 'reference tables in the docs', command: ['node', 'scripts/reference-docs.ts', '--check'] },
  { title: 'measured tables in the docs: scale', command: ['node', 'bench/cost/scale-doc.ts', '--check'] },
  { title: 'measured tables in the docs: benchmarks', command: ['node', 'bench/bench-doc.ts', '--check'] },
  { title: 'measured tables in the docs: reliability', command: ['node', 'chaos/reliability-doc.ts', '--check'] },
  { title: 'all that would be deployed', command: ['node', 'scripts/deploy.ts', '--dry-run'], env: { CI: 'true' } },
  { title: 'widget size', command: ['node', 'size.ts', ...process.argv.slice(2)], in: 'packages/widget' },
]

const failed: string[] = []
for (const step of STEPS) if (!(await run(step)).ok) failed.push(step.title)

console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
