/** One line a machine can count, after everything else. */
export function countedSummary(name) {
  let sessions
  return {
    start: (context) => {
      sessions = context.sessions
    },
    stop: () => {
      const counts = { passed: 0, failed: 0, skipped: 0 }
      const count = (suite) => {
        for (const test of suite?.tests ?? []) {
          if (test.skipped) counts.skipped += 1
          else if (test.passed) counts.passed += 1
          else counts.failed += 1
        }
        for (const inner of suite?.suites ?? []) count(inner)
      }
      for (const session of sessions.all()) {
        count(session.testResults)
        counts.failed += session.errors?.length ?? 0
      }
      console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
    },
  }
}
