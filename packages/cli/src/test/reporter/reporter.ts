import type { TestReport } from '../result.js';
import { githubText } from './github.js';
import { jsonReport } from './json.js';
import { junitXml } from './junit.js';
import type { Page } from './page.js';
import { reportText } from './text.js';

/** How `kubehop test` tells what came of a run. */
export const reporterNames = ['text', 'json', 'junit', 'github'] as const;

/** One of the {@link reporterNames}. */
export type ReporterName = (typeof reporterNames)[number];

/** What came of a run, as a reporter tells it. */
export function reported(report: TestReport, reporter: ReporterName, page: Page): string {
  switch (reporter) {
    case 'text':
      return reportText(report, page);
    case 'json':
      return jsonReport(report);
    case 'junit':
      return junitXml(report);
    case 'github':
      return githubText(report, page);
    default:
      return reporter satisfies never;
  }
}
