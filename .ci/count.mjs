// node count.mjs REPORT 'STEP STATUS' …: the closing lines of .ci/run, from vitest's JSON report and the steps' exit codes.
import { existsSync, readFileSync } from 'node:fs';

const [path, ...steps] = process.argv.slice(2);
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const { numPassedTests: passed = 0, numFailedTests: failedTests = 0, numPendingTests: skipped = 0 } = report;
for (const { name, status, message, assertionResults } of report.testResults ?? []) {
  const failures = assertionResults.filter((test) => test.status === 'failed');
  for (const { fullName, failureMessages } of failures) console.log(`FAIL ${name} > ${fullName}\n${failureMessages.join('\n')}`);
  if (status === 'failed' && failures.length === 0) console.log(`FAIL ${name}\n${message}`);
}
const broken = steps.filter((step) => !step.endsWith(' 0'));
if (broken.length > 0) console.log(`failed: ${broken.join(', ')}`);
// A file that does not load has no test to fail: whatever is broken counts as one failure at least.
const failed = Math.max(failedTests, broken.length + (passed === 0 ? 1 : 0));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
