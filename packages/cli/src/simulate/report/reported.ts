import { reportHtml } from '@kubehop/sim';
import type { Page } from '../../test/reporter/page.js';
import type { SimulateFormat } from '../simulate-options.js';
import { jsonReport } from './json.js';
import type { Played } from './played.js';
import { scenarioText } from './text.js';

/** What came of a scenario, in a format. */
export function reported(played: Played, format: SimulateFormat, page: Page): string {
  switch (format) {
    case 'text':
      return scenarioText(played, page);
    case 'json':
      return jsonReport(played);
    case 'html': {
      const { loads, log } = played.report;
      return reportHtml({ title: played.title, reports: loads.map(({ report }) => report), log });
    }
    default:
      return format satisfies never;
  }
}
